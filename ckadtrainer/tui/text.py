"""Text on its way to the screen: through the door for untrusted text, and never parsed as markup."""

import re

from textual.content import Content

from ckadtrainer.untrusted import untrusted

_NAME = re.compile(r"`([^`\n]+)`")
_FENCE = re.compile(r"^```\w*$", re.MULTILINE)
_BULLET = re.compile(r"^(\s*)[-*] (?=\S)", re.MULTILINE)


def plain(text: str, style: str = "") -> Content:
    """Any text as content that draws exactly what it says."""
    return Content.styled(untrusted(text).expandtabs(4), style)


def line(text: str, style: str = "") -> Content:
    """Any text on one line: runs of blanks, newlines among them, become one space."""
    return Content.styled(" ".join(untrusted(text).split()), style)


def names(text: str) -> tuple[str, ...]:
    """The names in backticks, each once, in order of appearance."""
    return tuple(dict.fromkeys(_NAME.findall(untrusted(text))))


def prose(text: str, chosen: str | None = None) -> Content:
    """A task, hint or debrief: bullets as dots, names in backticks highlighted, `chosen` among them inverted.

    Newlines inside a paragraph become spaces, so that it wraps to the width it is shown at.
    """
    flowing = _flow(untrusted(text).expandtabs(4))
    parts: list[str | tuple[str, str]] = []
    end = 0
    for match in _NAME.finditer(flowing):
        parts.append(flowing[end : match.start()])
        parts.append((match[1], "$accent reverse" if match[1] == chosen else "$accent"))
        end = match.end()
    parts.append(flowing[end:])
    return Content.assemble(*parts)


def _flow(text: str) -> str:
    """Join the lines of each paragraph; keep blank lines, bullets, and lines indented like code."""
    blocks: list[str] = []
    for raw in _FENCE.sub("", text).strip("\n").split("\n"):
        row = _BULLET.sub(r"\1· ", raw)
        starts_anew = not row.strip() or row.lstrip().startswith("· ") or row.startswith("    ")
        if blocks and blocks[-1].strip() and not starts_anew and not blocks[-1].startswith("    "):
            blocks[-1] = f"{blocks[-1].rstrip()} {row.strip()}"
        else:
            blocks.append(row)
    return "\n".join(blocks)
