"""A quiz as its author wrote it: a drill of kind `quiz`, without a cluster. The models are the format."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, model_validator

from ckadtrainer.definition.drill import Domain
from ckadtrainer.definition.model import Identifier, Link, Model, Text, sequence
from ckadtrainer.kubectl.command import parse


def _command_line(value: str) -> str:
    parse(value)
    return value


_List = BeforeValidator(sequence)
CommandLine = Annotated[str, Field(min_length=1, max_length=500), AfterValidator(_command_line)]


class Option(Model):
    """One of the answers to choose from."""

    text: Text
    """The answer; names in backticks stand out."""
    right: bool = False
    """Whether it belongs to the right answer."""
    why: Text
    """Why it is right or wrong, shown afterwards."""


class CommandAnswer(Model):
    """A kubectl command is asked for; it is judged by what it does."""

    accepts: Annotated[tuple[CommandLine, ...], Field(min_length=1), _List]
    """Right commands; another spelling of one of them is right as well."""
    wrong: Annotated[tuple[Text, ...], _List] = ()
    """Near misses, which must be judged wrong."""


class Question(Model):
    """One question. Exactly one of `options` and `command` is given."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": ["options"]}, {"required": ["command"]}]})

    id: Identifier
    """The question's name."""
    points: Annotated[int, Field(ge=1, le=100)] = 1
    """What a right answer is worth."""
    asks: Text
    """The question as the learner reads it."""
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=8), _List] | None = None
    """What to choose from; several may be right, and then the learner is told so."""
    command: CommandAnswer | None = None
    """A kubectl command to type."""
    why: Text
    """The explanation that is shown afterwards."""

    @model_validator(mode="after")
    def _has_one(self) -> Self:
        if (self.options is None) == (self.command is None):
            raise ValueError("exactly one of `options` and `command` must be given")
        return self

    @property
    def is_multiple(self) -> bool:
        """Whether several options are right."""
        return sum(option.right for option in self.options or ()) > 1


class Quiz(Model):
    """A quiz: the content of `drill.yaml` where it says `kind: quiz`."""

    format: Literal[1]
    """The format of this file: 1."""
    kind: Literal["quiz"]
    """What kind of drill it is: `quiz`."""
    id: Identifier
    """The quiz's name; its folder has the same."""
    title: Text
    """A few words for lists."""
    topic: Identifier
    """The name of the folder around the quiz's."""
    domain: Annotated[Domain, Field(strict=False)]
    """The part of the CKAD curriculum it belongs to."""
    competency: Text | None = None
    """The line of that part it practises."""
    difficulty: Literal["easy", "medium", "hard"] = "medium"
    """How hard it is for a learner who knows the topic."""
    minutes: Annotated[int, Field(ge=1, le=120)]
    """The target time."""
    intro: Text | None = None
    """What to know before the first question."""
    questions: Annotated[tuple[Question, ...], Field(min_length=1, max_length=100), _List]
    """In the order in which they are asked."""
    debrief: Text | None = None
    """Shown with the result: what to remember."""
    docs: Annotated[tuple[Link, ...], _List] = ()
    """Pages of the official documentation."""

    @property
    def task(self) -> str:
        """What is read before it begins, as a drill's task is."""
        count = len(self.questions)
        facts = f"{count} question{'s' * (count > 1)}, no cluster needed."
        return f"{self.intro.rstrip()}\n\n{facts}" if self.intro else facts

    @property
    def max_points(self) -> int:
        """Points for full marks."""
        return sum(question.points for question in self.questions)

    @property
    def seconds(self) -> int:
        """The target time in seconds."""
        return self.minutes * 60
