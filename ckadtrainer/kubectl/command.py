"""A kubectl command by what it does."""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ckadtrainer.kubectl.grammar import Flag
from ckadtrainer.kubectl.kinds import kind
from ckadtrainer.kubectl.reading import NotKubectl, Words, read

_POD_FIRST = {"attach", "debug", "exec", "logs", "port-forward"}
_OBJECTS = {
    "annotate", "autoscale", "delete", "describe", "edit", "expose", "get", "label", "patch", "rollout", "scale", "set",
    "wait",
}  # fmt: skip
_RUNS = {("exec",), ("run",), ("debug",), ("create", "deployment"), ("create", "job"), ("create", "cronjob")}
"""What stands after `--` is a command to run in a container."""
_SPLIT_AT_COMMAS = {"filename", "from-file", "image", "resource", "resource-name", "tcp", "verb"}
_UNORDERED = {"labels", "limits", "requests", "selector"}
_DURATIONS = {"duration", "pod-running-timeout", "request-timeout", "since", "timeout"}
_DURATION = re.compile(r"(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?")
_COMMA = re.compile(r",(?![^(]*\))")


@dataclass(frozen=True, slots=True)
class Command:
    """Two commands that do the same are equal, however they are spelled.

    `objects` are `pods/web` or, for all of a kind, `pods`; `arguments` are what else is named, in its order;
    `flags` maps names to values, without those that only say the default; `rest` runs in a container.
    """

    path: tuple[str, ...]
    objects: tuple[str, ...]
    arguments: tuple[str, ...]
    flags: tuple[tuple[str, tuple[str, ...]], ...]
    rest: tuple[str, ...]
    into: str


def parse(text: str) -> Command:
    """The command in a line of text. Raises NotKubectl."""
    words = read(text)
    arguments, rest = words.arguments, words.rest
    path = words.subcommand.path
    if path not in _RUNS:
        arguments, rest = (*arguments, *rest), ()
    elif path == ("run",):
        arguments, rest = arguments[:1], (*arguments[1:], *rest)
    flags = _given(words)
    objects, arguments = _named(path, arguments)
    if path == ("logs",) and len(arguments) == 1 and "container" not in flags:
        flags["container"], arguments = arguments, ()
    return Command(path, objects, arguments, tuple(sorted(flags.items())), rest, _path(words.into))


def is_right(given: str, accepts: Iterable[str]) -> bool:
    """Whether a line does the same as one of the accepted ones; what is no command does nothing."""
    command = _parsed(given)
    return command is not None and any(command == _parsed(accepted) for accepted in accepts)


def _parsed(text: str) -> Command | None:
    try:
        return parse(text)
    except NotKubectl:
        return None


def differences(given: Command, wanted: Command) -> tuple[str, ...]:
    """How `given` misses `wanted`, in short sentences without a full stop; none when they do the same."""
    if given.path != wanted.path:
        return (f"`{' '.join(given.path)}` is another command than the one that is asked for",)
    return tuple(_differences(given, wanted))


def _differences(given: Command, wanted: Command) -> Iterator[str]:
    if (given.objects, given.arguments) != (wanted.objects, wanted.arguments):
        names = ", ".join((*given.objects, *given.arguments))
        yield f"it names `{names}`, which is not what is asked for" if names else "it names no object"
    has, needs = dict(given.flags), dict(wanted.flags)
    yield from (f"`{_face(name)}` is missing" for name in needs if name not in has)
    yield from (f"`{_face(name)}` should not be there" for name in has if name not in needs)
    yield from (f"`{_face(name)}` has another value" for name in has if name in needs and has[name] != needs[name])
    if given.rest != wanted.rest:
        yield "what runs in the container, after `--`, is another command" if given.rest else "nothing follows `--`"
    if given.into != wanted.into:
        yield "the output goes somewhere else"


def _face(flag: str) -> str:
    return f"--{flag}"


def _given(words: Words) -> dict[str, tuple[str, ...]]:
    """Flag name -> values in an order of their own; the last one counts of a flag that takes one."""
    found: dict[str, tuple[str, ...]] = {}
    for flag, value in words.flags:
        values = _values(flag, value)
        found[flag.name] = (*found.get(flag.name, ()), *values) if flag.kind == "l" else values
        if not found[flag.name]:
            del found[flag.name]
    return {name: values if name == "filename" else tuple(sorted(values)) for name, values in found.items()}


def _values(flag: Flag, value: str) -> tuple[str, ...]:
    """A value as it is compared, empty when it says no more than leaving the flag out."""
    if flag.kind == "b":
        value = {"1": "true", "t": "true", "0": "false", "f": "false"}.get(value.lower(), value.lower())
        return () if value == (flag.default or "false") else (value,)
    if flag.kind != "l" and value in ({flag.default} - {""}) | ({"none"} if flag.name == "dry-run" else set()):
        return ()
    meaning = _MEANINGS.get(flag.name, str)
    return tuple(meaning(part) for part in (value.split(",") if flag.name in _SPLIT_AT_COMMAS else [value]))


def _path(value: str) -> str:
    """A path without detours; addresses and standard input stay as they are."""
    return posixpath.normpath(value) if value and "://" not in value else value


def _unordered(value: str) -> str:
    return ",".join(sorted(part.strip() for part in _COMMA.split(value)))


def _duration(value: str) -> str:
    match = _DURATION.fullmatch(value)
    if not value or match is None:
        return value
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return f"{hours * 3600 + minutes * 60 + seconds}s"


def _condition(value: str) -> str:
    what, _, name = value.partition("=")
    return f"{what}={name.lower().removesuffix('=true')}" if what == "condition" else value


def _object(value: str) -> str:
    of_kind, slash, name = value.partition("/")
    return f"{kind(of_kind)}/{name}" if slash else value


_MEANINGS: Mapping[str, Callable[[str], str]] = {
    **dict.fromkeys(_UNORDERED, _unordered),
    **dict.fromkeys(_DURATIONS, _duration),
    "filename": _path,
    "for": _condition,
    "from": _object,
}


def _named(path: tuple[str, ...], arguments: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The objects among the arguments, and what else there is."""
    verb = path[0]
    if verb in _POD_FIRST and arguments:
        first, *others = arguments
        return (_object(first if "/" in first else f"pods/{first}"),), tuple(_ports(others, verb))
    if verb in _OBJECTS:
        changes = {word for word in arguments if "=" in word or (verb in ("label", "annotate") and word.endswith("-"))}
        objects = _objects([word for word in arguments if word not in changes])
        return objects, tuple(sorted(changes))
    if path == ("explain",) and arguments:
        of_kind, dot, field = arguments[0].partition(".")
        return (), (f"{kind(of_kind)}{dot}{field}", *arguments[1:])
    if path == ("auth", "can-i"):
        return (), (*arguments[:1], *(_object(it) if "/" in it else kind(it) for it in arguments[1:]))
    return (), arguments


def _ports(words: list[str], verb: str) -> Iterator[str]:
    for word in words:
        yield f"{word}:{word}" if verb == "port-forward" and word.isdigit() else word


def _objects(words: list[str]) -> tuple[str, ...]:
    if not words or any("/" in word for word in words):
        return tuple(sorted(_object(word) for word in words))
    kinds = sorted({kind(name) for name in words[0].split(",")})
    return tuple(f"{one}/{name}" for one in kinds for name in sorted(words[1:])) or tuple(kinds)
