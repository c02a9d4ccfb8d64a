"""Answers, and whether they are right."""

import re
from dataclasses import dataclass

from ckadtrainer.errors import UsageError
from ckadtrainer.kubectl.command import differences, parse
from ckadtrainer.kubectl.reading import NotKubectl
from ckadtrainer.quiz.asked import LETTERS, Asked

_BETWEEN = re.compile(r"[\s,;]+|(?<=[a-h])(?=[a-h]+\b)")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a learner answered: positions of options as shown, or a command; neither is no answer."""

    chosen: frozenset[int] = frozenset()
    command: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """An answer to a question. `notes` say how a command misses what is accepted, without full stops."""

    asked: Asked
    answer: Answer
    is_right: bool
    notes: tuple[str, ...] = ()

    @property
    def points(self) -> int:
        return self.asked.question.points if self.is_right else 0

    @property
    def expected(self) -> str:
        """The right answer in words."""
        if not self.asked.options:
            return self.asked.command.accepts[0]
        return _options(self.asked, self.asked.right)

    @property
    def found(self) -> str:
        """The learner's answer in words."""
        return self.answer.command or _options(self.asked, self.answer.chosen) or "no answer"


def judge(asked: Asked, answer: Answer) -> Judged:
    """Hold an answer against its question: all of the right options and no other, or an accepted command."""
    if asked.options:
        return Judged(asked, answer, answer.chosen == asked.right)
    notes = _notes(asked, answer.command)
    return Judged(asked, answer, not notes, notes)


def read_answer(asked: Asked, typed: str) -> Answer:
    """What was typed: letters or numbers of options, like `a c`, `ac` or `1,3`, or an option's text; or a command.

    Raises UsageError when it names no option, or several where one is asked for.
    """
    typed = typed.strip()
    if not asked.options:
        return Answer(command=typed)
    texts = [_plain(option.text) for option in asked.options]
    if _plain(typed) in texts:
        return Answer(frozenset({texts.index(_plain(typed))}))
    last = LETTERS[len(asked.options) - 1]
    positions = [_position(word) for word in _BETWEEN.split(typed.lower()) if word]
    if any(position is None or position >= len(asked.options) for position in positions):
        raise UsageError(f"{typed!r} names no option.", f"Answer with letters from a to {last}.")
    chosen = frozenset(position for position in positions if position is not None)
    if len(chosen) > 1 and not asked.question.is_multiple:
        raise UsageError("Only one option is right here.", f"Answer with one letter from a to {last}.")
    return Answer(chosen)


def _position(word: str) -> int | None:
    if len(word) == 1 and word in LETTERS:
        return LETTERS.index(word)
    return int(word) - 1 if word.isascii() and word.isdecimal() and 0 < int(word) < 10 else None


def _plain(text: str) -> str:
    return " ".join(text.replace("`", "").lower().split())


def _options(asked: Asked, chosen: frozenset[int]) -> str:
    return "; ".join(" ".join(asked.options[at].text.split()) for at in sorted(chosen))


def _notes(asked: Asked, typed: str) -> tuple[str, ...]:
    """How a command differs from the accepted one it is nearest to; nothing when it does the same."""
    try:
        given = parse(typed)
    except NotKubectl as error:
        return (str(error),)
    return min((differences(given, parse(line)) for line in asked.command.accepts), key=len)
