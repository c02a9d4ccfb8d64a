"""A drill as its author wrote it. The models are the format: the JSON Schema is made from them."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from ckadtrainer.definition.check import Check
from ckadtrainer.definition.model import Duration, Identifier, Kind, Link, Model, Regex, Text, sequence
from ckadtrainer.definition.variables import Variable

FORMAT = 1
"""The only format this version reads."""


class Domain(StrEnum):
    """The five domains of the CKAD curriculum, v1.35."""

    DESIGN_AND_BUILD = "design_and_build"
    DEPLOYMENT = "deployment"
    OBSERVABILITY = "observability_and_maintenance"
    ENVIRONMENT = "environment_configuration_and_security"
    NETWORKING = "services_and_networking"


class State(Model):
    """What the last grade said of a check: a slip it shows is known by these words."""

    check: Identifier
    """A check that is not met."""
    found: Regex
    """A Python regular expression found in what was found there, or in where it was found."""


class Hint(Model):
    """A hint. With `when` it is offered only while the learner's work shows that slip, and then first."""

    text: Text
    """The hint itself."""
    when: State | None = None
    """The slip it is for."""


def _hint(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


AnyHint = Annotated[Hint, BeforeValidator(_hint, json_schema_input_type=Text | Hint)]
"""A text, or a hint with its condition."""


class Later(Model):
    """Objects of the set-up that come while the learner works."""

    after: Duration
    """How long after the start of the attempt, or after the Pod was made, like `20s`."""
    pod: Text | None = None
    """The learner's Pod to wait for; without it the time counts from the start."""
    file: Text
    """Path from the drill's folder, like `later/database.yaml`; its kinds must be among the drill's `kinds`."""


class Answer(Model):
    """A manifest file a learner could have handed in, and the checks it must fail; none means full marks."""

    file: Text
    """Path from the drill's folder, like `answers/solution.yaml`."""
    fails: Annotated[tuple[Identifier, ...], BeforeValidator(sequence)] = ()
    """Exactly the checks that must not be met when this answer is handed in."""
    about: Text | None = None
    """What is right or wrong about it, in a few words."""


class Drill(Model):
    """A whole drill. The first answer is the solution shown to the learner."""

    format: Literal[1]
    """The format of this file: 1."""
    id: Identifier
    """The drill's name; its folder has the same."""
    title: Text
    """A few words for lists."""
    topic: Identifier
    """The name of the folder around the drill's."""
    domain: Annotated[Domain, Field(strict=False)]
    """The part of the CKAD curriculum it belongs to."""
    competency: Text | None = None
    """The line of that part it practises."""
    difficulty: Literal["easy", "medium", "hard"] = "medium"
    """How hard it is for a learner who knows the topic."""
    minutes: Annotated[int, Field(ge=1, le=120)]
    """The target time."""
    task: Text
    """What to make, as the learner reads it; names in backticks can be copied."""
    variables: Annotated[dict[Identifier, Variable], Field(max_length=30, default_factory=dict)]
    """What differs from one attempt to the next: `${name}` stands for its value in every file of the drill."""
    hints: Annotated[tuple[AnyHint, ...], Field(max_length=20), BeforeValidator(sequence)] = ()
    """Opened one at a time, in this order; those for a slip that shows come first."""
    hint_cost: Annotated[int, Field(ge=0, le=100)] = 0
    """Points each opened hint costs."""
    later: Annotated[tuple[Later, ...], Field(max_length=10), BeforeValidator(sequence)] = ()
    """What is staged while the learner works."""
    broken: Annotated[tuple[Text, ...], Field(max_length=10), BeforeValidator(sequence)] = ()
    """Staged Pods that do not get ready until the learner mends them."""
    kinds: Annotated[tuple[Kind, ...], Field(min_length=1), BeforeValidator(sequence)] = ("Pod",)
    """The kinds of objects its checks look at."""
    checks: Annotated[tuple[Check, ...], Field(min_length=1), BeforeValidator(sequence)]
    """What is verified, in the order of the checklist."""
    answers: Annotated[tuple[Answer, ...], Field(min_length=1), BeforeValidator(sequence)]
    """The solution first, then other right answers, then wrong ones."""
    mutants: Annotated[dict[Text, Text], Field(default_factory=dict)]
    """Why a near miss that is made of the solution may get full marks: by operator, or `operator@target`."""
    debrief: Text | None = None
    """Shown after success: what happened, why it matters, commands worth keeping."""
    docs: Annotated[tuple[Link, ...], BeforeValidator(sequence)] = ()
    """Pages of the official documentation."""

    @property
    def max_points(self) -> int:
        """Points for full marks."""
        return sum(check.points for check in self.checks)

    @property
    def seconds(self) -> int:
        """The target time in seconds."""
        return self.minutes * 60
