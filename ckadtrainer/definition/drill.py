"""A drill as its author wrote it. The models are the format: the JSON Schema is made from them."""

import re
import warnings
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, JsonValue, model_validator

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


_DURATION_PATTERN = r"^(?:([0-9]{1,3})m)?(?:([0-9]{1,4}(?:\.[0-9]{1,3})?)s)?$"
_DURATION = re.compile(_DURATION_PATTERN)


def seconds_of(text: object) -> float:
    """Read `20s`, `1m30s` or `0.5s` as seconds.

    Raises ValueError for anything else: a bare number has no unit.
    """
    match = _DURATION.fullmatch(text) if isinstance(text, str) else None
    if match is None or not any(match.groups()):
        raise ValueError("a duration is written like 20s or 1m30s")
    return int(match[1] or 0) * 60 + float(match[2] or 0)


def _sequence(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _regex(value: str) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # a pattern that Python will read differently one day is refused
            re.compile(value)
    except (re.error, OverflowError, RecursionError, Warning) as error:
        raise ValueError(f"not a regular expression: {error}") from None
    return value


def _one_of(*names: str) -> JsonValue:
    return [{"required": [name]} for name in names]


def _exactly_one(model: BaseModel, *names: str) -> None:
    given = [name for name in names if getattr(model, name) is not None]
    if len(given) != 1:
        wanted = ", ".join(f"`{name}`" for name in names)
        raise ValueError(f"exactly one of {wanted} must be given, not {len(given)}")


Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
Text = Annotated[str, Field(min_length=1)]
Regex = Annotated[str, Field(min_length=1, json_schema_extra={"format": "regex"}), AfterValidator(_regex)]
_DurationText = Annotated[str, Field(min_length=2, pattern=_DURATION_PATTERN)]
Duration = Annotated[float, BeforeValidator(seconds_of, json_schema_input_type=_DurationText), Field(ge=0.0, le=600.0)]
Fragment = dict[str, Any]
"""Part of a manifest, with `$`-operators; see `grading.matching`."""

Kind = Annotated[str, Field(pattern=r"^[A-Z][A-Za-z]{1,62}$")]
Link = Annotated[str, Field(pattern=r"^https://\S+$")]
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

    model_config = ConfigDict(json_schema_extra={"oneOf": _one_of("line", "matches", "comes_from")})

    container: Text
    line: Text | None = None
    matches: Regex | None = None
    comes_from: Place | None = None
    every: Duration | None = None

    @model_validator(mode="after")
    def _has_one(self) -> Self:
        _exactly_one(self, "line", "matches", "comes_from")
        return self


class FileWord(Model):
    """`file`: a file in a container; `holds` compares the whole text without the space around it."""

    model_config = ConfigDict(json_schema_extra={"oneOf": _one_of("holds", "contains")})

    at: Place
    holds: Text | None = None
    contains: Text | None = None

    @model_validator(mode="after")
    def _has_one(self) -> Self:
        _exactly_one(self, "holds", "contains")
        return self


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
        return self.pod is not None or self._has_words

    @property
    def _has_words(self) -> bool:
        words = (self.has, self.lacks, self.ready, self.init, self.logs, self.shares, self.file, self.reaches)
        return any(words)

    @model_validator(mode="after")
    def _names_its_pod(self) -> Self:
        if self._has_words and self.pod is None:
            raise ValueError("`pod` must say which Pod the words are about")
        if len(self.shares) == 1:
            raise ValueError("`shares` needs two places or more")
        return self


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
    hints: Annotated[tuple[Text, ...], BeforeValidator(_sequence), Field(max_length=10)] = ()
    hint_cost: Annotated[int, Field(ge=0, le=100)] = 0
    kinds: Annotated[tuple[Kind, ...], BeforeValidator(_sequence), Field(min_length=1)] = ("Pod",)
    checks: Annotated[tuple[Check, ...], BeforeValidator(_sequence), Field(min_length=1)]
    answers: Annotated[tuple[Answer, ...], BeforeValidator(_sequence), Field(min_length=1)]
    debrief: Text | None = None
    docs: Annotated[tuple[Link, ...], BeforeValidator(_sequence)] = ()

    @property
    def max_points(self) -> int:
        """Points for full marks."""
        return sum(check.points for check in self.checks)

    @property
    def seconds(self) -> int:
        """The target time in seconds."""
        return self.minutes * 60
