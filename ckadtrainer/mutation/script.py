"""What a container runs: its words, and the shell script among them."""

import re
from collections.abc import Sequence

from ckadtrainer.definition.manifest import Manifest

_SHELLS = ("sh", "ash", "bash", "dash")
_LITERAL = re.compile(
    r"""\b(?:echo|printf)\s+(?:-[neE]+\s+)*(?:'([^']+)'|"([^"$`]+)"|([^\s'"$`;|&<>()\\-][^'"$`;|&<>()\n]*))"""
)
_SLEEP = re.compile(r"\b(sleep\s+|watch\s+(?:-\w+\s+)*-n\s*)(\d+(?:\.\d+)?)(?![\w.])")
_PORT = re.compile(r"(?<=[\w.\]]:)(\d{2,5})\b")


def words_of(container: Manifest) -> list[str]:
    """Its command and arguments as one list; empty when the image's own are used."""
    return [*(container.get("command") or []), *(container.get("args") or [])]


def script_of(container: Manifest) -> str | None:
    """The script of a container that runs a shell with `-c`."""
    words = words_of(container)
    is_shell = len(words) > 2 and words[0].rpartition("/")[2] in _SHELLS and words[1] == "-c"
    return words[2] if is_shell else None


def running(container: Manifest, words: Sequence[str]) -> Manifest:
    """The container with these words for its command, and no arguments."""
    return {**{key: value for key, value in container.items() if key != "args"}, "command": list(words)}


def with_script(container: Manifest, script: str) -> Manifest:
    """The container with another script for its shell."""
    words = words_of(container) if script_of(container) is not None else ["sh", "-c", ""]
    return running(container, [*words[:2], script, *words[3:]])


def literals(script: str) -> tuple[str, ...]:
    """The texts that a script prints with `echo` or `printf` and that stand in it as they are."""
    found = [next(filter(None, match.groups())) for match in _LITERAL.finditer(script)]
    return tuple(dict.fromkeys(text.strip().removesuffix("\\n") for text in found if text.strip()))


def interval(script: str) -> str | None:
    """The seconds that its first `sleep` or `watch` takes, as written."""
    match = _SLEEP.search(script)
    return match[2] if match else None


def slower(script: str) -> str:
    """The script with every `sleep` and `watch` ten times as long."""
    return _SLEEP.sub(lambda match: f"{match[1]}{float(match[2]) * 10:g}", script)


def ports(script: str) -> tuple[int, ...]:
    """The ports it names after a host."""
    return tuple(dict.fromkeys(int(port) for port in _PORT.findall(script)))


def other_port(script: str, port: int) -> str:
    """The script with the next port in place of `port`."""
    return _PORT.sub(lambda match: str(port + 1) if int(match[0]) == port else match[0], script)


def printing(texts: Sequence[str], seconds: str | None) -> str:
    """A script that prints the texts, again and again every so many seconds, or once."""
    echoes = "; ".join(f"echo {_quoted(text)}" for text in texts)
    return echoes if seconds is None else f"while true; do {echoes}; sleep {seconds}; done"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
