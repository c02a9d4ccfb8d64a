"""A drill as its author wrote it. The models are the format: the JSON Schema is made from them."""

import re
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

FORMAT = 1
"""The only format this version reads."""


class Model(BaseModel):
    """Frozen, strict, and closed to unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Domain(StrEnum):
    """The five domains of the CKAD curriculum, v1.35."""

    DESIGN_AND_BUILD = "design_and_build"
    DEPLOYMENT = "deployment"
    OBSERVABILITY = "observability_and_maintenance"
    ENVIRONMENT = "environment_configuration_and_security"
    NETWORKING = "services_and_networking"


_DURATION = re.compile(r"(?:(\d+)m)?(?:(\d+(?:\.\d+)?)s)?")


def seconds_of(text: object) -> float:
    """Read `20s`, `1m30s` or `0.5s` as seconds.

    Raises ValueError for anything else: a bare number has no unit.
    """
    match = _DURATION.fullmatch(text) if isinstance(text, str) and text else None
    if match is None:
        raise ValueError("a duration is written like 20s or 1m30s")
    return int(match[1] or 0) * 60 + float(match[2] or 0)


def _duration(value: object) -> float:
    return float(value) if isinstance(value, float) else seconds_of(value)


def _sequence(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
Text = Annotated[str, Field(min_length=1)]
Duration = Annotated[float, BeforeValidator(_duration, json_schema_input_type=str)]
Fragment = dict[str, Any]
"""Part of a manifest, with `$`-operators; see `grading.matching`."""

Place = Annotated[str, Field(pattern=r"^[a-z0-9]([-a-z0-9]*[a-z0-9])?:/.*$")]
"""A path in a container: `writer:/shared`."""


class InitWord(Model):
    """`init`: the named init container ended well, before the named app container started."""

    name: Text
    before: Text | None = None
    prints: Text | None = None


class LogsWord(Model):
    """`logs`: a container's log holds a line; with `every`, it keeps coming at that interval.

    Exactly one of `line` (the whole line), `matches` (a regular expression found in a line) and
    `comes_from` (a file in a container whose new lines must come out of this log) is given.
    """

    container: Text
    line: Text | None = None
    matches: Text | None = None
    comes_from: Place | None = None
    every: Duration | None = None


class FileWord(Model):
    """`file`: a file in a container; `holds` compares the whole text without the space around it."""

    at: Place
    holds: Text | None = None
    contains: Text | None = None


class ReachesWord(Model):
    """`reaches`: the answer to an HTTP GET made inside a container; `url` may name localhost."""

    container: Text
    url: Text
    answers: Text | None = None


class Check(Model):
    """One verifiable part of the task. `id` is also the name of its grader function.

    `within` bounds how long, in seconds after the learner's last change, the check may stay pending.
    A check that has any of the words `has` to `reaches` is graded by them and has no function.
    """

    id: Identifier
    points: Annotated[int, Field(ge=1, le=100)]
    says: Text
    within: Duration = 30.0
    pod: Text | None = None
    has: Fragment | None = None
    lacks: Fragment | None = None
    ready: Annotated[tuple[Text, ...], BeforeValidator(_sequence)] = ()
    init: InitWord | None = None
    logs: Annotated[tuple[LogsWord, ...], BeforeValidator(_sequence)] = ()
    shares: Annotated[tuple[Place, ...], BeforeValidator(_sequence)] = ()
    file: FileWord | None = None
    reaches: ReachesWord | None = None

    @property
    def is_declared(self) -> bool:
        """Whether the check is graded by words of the vocabulary instead of a function."""
        words = (self.has, self.lacks, self.ready, self.init, self.logs, self.shares, self.file, self.reaches)
        return any(words) or self.pod is not None


class Answer(Model):
    """A manifest file a learner could have handed in, and the checks it must fail; none means full marks."""

    file: Text
    fails: Annotated[tuple[Identifier, ...], BeforeValidator(_sequence)] = ()
    about: Text | None = None


class Drill(Model):
    """A whole drill. `minutes` is the target time; `kinds` are what its checks look at.

    The first answer is the solution shown to the learner. Hints open one at a time, each for `hint_cost` points.
    """

    format: Literal[1]
    id: Identifier
    title: Text
    topic: Identifier
    domain: Annotated[Domain, Field(strict=False)]
    competency: Text | None = None
    difficulty: Literal["easy", "medium", "hard"] = "medium"
    minutes: Annotated[int, Field(ge=1, le=120)]
    task: Text
    hints: Annotated[tuple[Text, ...], BeforeValidator(_sequence)] = ()
    hint_cost: Annotated[int, Field(ge=0)] = 0
    kinds: Annotated[tuple[Text, ...], BeforeValidator(_sequence)] = ("Pod",)
    checks: Annotated[tuple[Check, ...], BeforeValidator(_sequence), Field(min_length=1)]
    answers: Annotated[tuple[Answer, ...], BeforeValidator(_sequence), Field(min_length=1)]
    debrief: Text | None = None
    docs: Annotated[tuple[Text, ...], BeforeValidator(_sequence)] = ()

    @property
    def max_points(self) -> int:
        """Points for full marks."""
        return sum(check.points for check in self.checks)

    @property
    def seconds(self) -> int:
        """The target time in seconds."""
        return self.minutes * 60
