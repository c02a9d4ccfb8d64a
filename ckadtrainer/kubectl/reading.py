"""From a line of text to kubectl's words: which subcommand, which flags, which arguments."""

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ckadtrainer.kubectl.grammar import Flag, Subcommand, subcommands

_PROGRAMS = ("kubectl", "k")
_OPERATORS = frozenset("<>|;&()")


class NotKubectl(ValueError):
    """A line that is no kubectl command; the message says why, without a full stop."""


@dataclass(frozen=True, slots=True)
class Words:
    """A command line taken apart. `flags` are (flag, value) as given; `rest` stood after `--`; `into` after `>`."""

    subcommand: Subcommand
    arguments: tuple[str, ...]
    flags: tuple[tuple[Flag, str], ...]
    rest: tuple[str, ...]
    into: str


def read(text: str) -> Words:
    """Take a command line apart, as a shell and kubectl would. Raises NotKubectl."""
    words, into = _redirected(_split(text))
    if not words or words[0] not in _PROGRAMS:
        raise NotKubectl("it must begin with `kubectl` or `k`")
    own, rest = _until_dashes(words[1:])
    subcommand, left = _subcommand(own)
    arguments: list[str] = []
    flags = list(_flags(subcommand, left, arguments))
    return Words(subcommand, tuple(arguments), tuple(flags), rest, into)


def _split(text: str) -> list[str]:
    lexer = shlex.shlex(text, posix=True, punctuation_chars="".join(_OPERATORS))
    lexer.whitespace_split, lexer.commenters = True, ""
    try:
        return list(lexer)
    except ValueError:
        raise NotKubectl("a quote or a backslash is left open") from None


def _redirected(words: Sequence[str]) -> tuple[list[str], str]:
    """The words without `> FILE` at the end, and the file; other operators of a shell are not read."""
    kept, into = list(words), ""
    if len(kept) > 2 and kept[-2] == ">":
        into = kept.pop()
        kept.pop()
    if any(word and set(word) <= _OPERATORS for word in kept):
        raise NotKubectl("it must be one command, without pipes or lists of commands")
    return kept, into


def _until_dashes(words: list[str]) -> tuple[list[str], tuple[str, ...]]:
    if "--" not in words:
        return words, ()
    at = words.index("--")
    return words[:at], tuple(words[at + 1 :])


def _subcommand(words: list[str]) -> tuple[Subcommand, list[str]]:
    """The subcommand that is named, and the words without its name; flags may stand before it."""
    node, left, is_value = subcommands()[()], list[str](), False
    for at, word in enumerate(words):
        child = None if is_value or _is_flag(word) else node.child(word)
        if child is not None:
            node = child
        else:
            left.append(word)
            if not (is_value or _is_flag(word)):
                left += words[at + 1 :]
                break
        is_value = not is_value and _is_flag(word) and _eats(node, word)
    if node.has_children and (not node.flags or node.path in ((), ("create",))) and not _names_files(node, left):
        missing = next((word for word in left if not _is_flag(word)), "")
        raise NotKubectl(f"`{node.name} {missing}` is no command" if missing else f"`{node.name}` alone is no command")
    return node, left


def _names_files(node: Subcommand, words: Sequence[str]) -> bool:
    return "filename" in node.flags and any(
        word.startswith(("-f", "--filename", "-k", "--kustomize")) for word in words
    )


def _is_flag(word: str) -> bool:
    return word.startswith("-") and word != "-"


def _eats(node: Subcommand, word: str) -> bool:
    """Whether a flag takes the word after it; of one that is not known yet kubectl believes so."""
    if "=" in word or (not word.startswith("--") and len(word) > 2):
        return False
    flag = node.long(word[2:]) if word.startswith("--") else node.short(word[1:])
    return flag is None or flag.takes_next


def _flags(subcommand: Subcommand, words: Sequence[str], arguments: list[str]) -> Iterator[tuple[Flag, str]]:
    """Each flag with its value; what is no flag is put into `arguments`."""
    waiting = list(reversed(words))
    while waiting:
        word = waiting.pop()
        if not _is_flag(word):
            arguments.append(word)
        elif word.startswith("--"):
            name, joined, value = word[2:].partition("=")
            flag = subcommand.long(name)
            if flag is None:
                raise NotKubectl(f"`{subcommand.name}` has no flag `--{name}`")
            yield flag, value if joined else _value(flag, waiting)
        else:
            yield from _shorts(subcommand, word[1:], waiting)


def _shorts(subcommand: Subcommand, letters: str, waiting: list[str]) -> Iterator[tuple[Flag, str]]:
    """Short flags in one word: `-it`, `-nweb`, `-o=yaml`."""
    while letters:
        flag = subcommand.short(letters[0])
        if flag is None:
            raise NotKubectl(f"`{subcommand.name}` has no flag `-{letters[0]}`")
        letters = letters[1:]
        if letters.startswith("="):
            yield flag, letters[1:]
            return
        if letters and flag.takes_next:
            yield flag, letters
            return
        yield flag, _value(flag, waiting) if flag.takes_next else flag.alone


def _value(flag: Flag, waiting: list[str]) -> str:
    if not flag.takes_next:
        return flag.alone
    if not waiting:
        raise NotKubectl(f"`--{flag.name}` needs a value")
    return waiting.pop()
