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
Duration = Annotated[float, Field(ge=0.0, le=600.0), BeforeValidator(seconds_of, json_schema_input_type=_DurationText)]
Fragment = Annotated[dict[str, Any], Field(min_length=1)]
"""Part of a manifest, with operators; see `grading.matching`."""

OPERATORS = ("$exists", "$in", "$not", "$regex", "$contains", "$at_least", "$at_most")
"""Each may stand in a fragment as the only key of a mapping."""

Kind = Annotated[str, Field(pattern=r"^[A-Z][A-Za-z]{1,62}$")]
Link = Annotated[str, Field(pattern=r"^https://\S+$")]
Place = Annotated[str, Field(pattern=r"^[a-z0-9]([-a-z0-9]*[a-z0-9])?:/.*$")]
"""A path in a container: `writer:/shared`."""


class InitWord(Model):
    """`init`: the named init container ended well, before the named app container started."""

    name: Text
    """The init container."""
    before: Text | None = None
    """The app container that must have started after it."""
    prints: Text | None = None
    """A whole line that its log must hold."""


class LogsWord(Model):
    """`logs`: a container's log holds a line. Exactly one of `line`, `matches` and `comes_from` is given."""

    model_config = ConfigDict(json_schema_extra={"oneOf": _one_of("line", "matches", "comes_from")})

    container: Text
    """The container that prints; an init container may be named too."""
    line: Text | None = None
    """The whole line."""
    matches: Regex | None = None
    """A Python regular expression found in a line."""
    comes_from: Place | None = None
    """A file in a container, like `writer:/shared/log.txt`, whose new lines must come out of this log."""
    every: Duration | None = None
    """The line must come again and again, at this interval."""

    @model_validator(mode="after")
    def _has_one(self) -> Self:
        _exactly_one(self, "line", "matches", "comes_from")
        return self


class FileWord(Model):
    """`file`: the text of a file in a container. Exactly one of `holds` and `contains` is given."""

    model_config = ConfigDict(json_schema_extra={"oneOf": _one_of("holds", "contains")})

    at: Place
    """Container and path, like `writer:/shared/log.txt`."""
    holds: Text | None = None
    """The whole text, without the space around it."""
    contains: Text | None = None
    """A part of the text."""

    @model_validator(mode="after")
    def _has_one(self) -> Self:
        _exactly_one(self, "holds", "contains")
        return self


class ReachesWord(Model):
    """`reaches`: the answer to an HTTP GET made inside a container."""

    container: Text
    """The container that asks."""
    url: Text
    """What it asks for; localhost is the Pod's own."""
    answers: Text | None = None
    """A part of the answer's text."""


class Check(Model):
    """One verifiable part of the task, graded by words or by the grader function of the same name."""

    id: Identifier
    """The check's name, and its function's if it has no words."""
    points: Annotated[int, Field(ge=1, le=100)]
    """What it is worth when met."""
    says: Text
    """The line shown in the checklist: what is true when it is met."""
    within: Duration = 30.0
    """How long after the learner's last change it may stay pending, like `20s` or `1m30s`."""
    pod: Text | None = None
    """The Pod the other words are about; it must exist."""
    has: Fragment | None = None
    """Part of the Pod's manifest that must be there; lists match by name, never by position."""
    lacks: Fragment | None = None
    """Part of the Pod's manifest that must not be there."""
    ready: Annotated[tuple[Text, ...], BeforeValidator(_sequence)] = ()
    """Containers that are ready and stay so."""
    init: InitWord | None = None
    """An init container that ended well."""
    logs: Annotated[tuple[LogsWord, ...], BeforeValidator(_sequence)] = ()
    """What containers print."""
    shares: Annotated[tuple[Place, ...], BeforeValidator(_sequence)] = ()
    """Two or more places, like `writer:/shared`, that are the same storage."""
    file: FileWord | None = None
    """A file in a container."""
    reaches: ReachesWord | None = None
    """An HTTP answer seen from inside a container."""

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
    """Path from the drill's folder, like `answers/solution.yaml`."""
    fails: Annotated[tuple[Identifier, ...], BeforeValidator(_sequence)] = ()
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
    hints: Annotated[tuple[Text, ...], Field(max_length=10), BeforeValidator(_sequence)] = ()
    """Opened one at a time."""
    hint_cost: Annotated[int, Field(ge=0, le=100)] = 0
    """Points each opened hint costs."""
    kinds: Annotated[tuple[Kind, ...], Field(min_length=1), BeforeValidator(_sequence)] = ("Pod",)
    """The kinds of objects its checks look at."""
    checks: Annotated[tuple[Check, ...], Field(min_length=1), BeforeValidator(_sequence)]
    """What is verified, in the order of the checklist."""
    answers: Annotated[tuple[Answer, ...], Field(min_length=1), BeforeValidator(_sequence)]
    """The solution first, then other right answers, then wrong ones."""
    mutants: dict[Text, Text] = {}
    """Why a near miss that is made of the solution may get full marks: by operator, or `operator@target`."""
    debrief: Text | None = None
    """Shown after success: what happened, why it matters, commands worth keeping."""
    docs: Annotated[tuple[Link, ...], BeforeValidator(_sequence)] = ()
    """Pages of the official documentation."""

    @property
    def max_points(self) -> int:
        """Points for full marks."""
        return sum(check.points for check in self.checks)

    @property
    def seconds(self) -> int:
        """The target time in seconds."""
        return self.minutes * 60
