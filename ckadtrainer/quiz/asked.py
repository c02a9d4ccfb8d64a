"""A question as it is put to a learner, with its options in an order of their own."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from ckadtrainer.definition.quiz import CommandAnswer, Option, Question, Quiz

LETTERS = "abcdefgh"
"""The options' letters, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its options as shown; without options a command is asked for."""

    question: Question
    options: tuple[Option, ...]

    @property
    def command(self) -> CommandAnswer:
        """What is accepted where a command is asked for."""
        assert self.question.command is not None  # noqa: S101  a question has options or this
        return self.question.command

    @property
    def how(self) -> str:
        """How to answer, in a few words."""
        if not self.options:
            return "type the command"
        return "choose all that apply" if self.question.is_multiple else "choose one"

    @property
    def right(self) -> frozenset[int]:
        """Positions of the right options."""
        return frozenset(at for at, option in enumerate(self.options) if option.right)


def asked(quiz: Quiz, seed: int) -> Sequence[Asked]:
    """The quiz's questions in their order, the options of each shuffled: one seed, one order."""
    return tuple(Asked(question, _shuffled(question, seed)) for question in quiz.questions)


def _shuffled(question: Question, seed: int) -> tuple[Option, ...]:
    options = list(question.options or ())
    random.Random(f"{seed}/{question.id}").shuffle(options)  # noqa: S311  no secret depends on it
    return tuple(options)
