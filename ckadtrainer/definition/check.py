"""A check, and the closed vocabulary of words that can grade it without Python."""

from typing import Annotated, Self

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from ckadtrainer.definition.model import (
    Duration,
    Fragment,
    Identifier,
    Model,
    Place,
    Regex,
    Text,
    exactly_one,
    one_of,
    sequence,
)


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

    model_config = ConfigDict(json_schema_extra={"oneOf": one_of("line", "matches", "comes_from")})

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
        exactly_one(self, "line", "matches", "comes_from")
        return self


class FileWord(Model):
    """`file`: the text of a file in a container. Exactly one of `holds` and `contains` is given."""

    model_config = ConfigDict(json_schema_extra={"oneOf": one_of("holds", "contains")})

    at: Place
    """Container and path, like `writer:/shared/log.txt`."""
    holds: Text | None = None
    """The whole text, without the space around it."""
    contains: Text | None = None
    """A part of the text."""

    @model_validator(mode="after")
    def _has_one(self) -> Self:
        exactly_one(self, "holds", "contains")
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
    ready: Annotated[tuple[Text, ...], BeforeValidator(sequence)] = ()
    """Containers that are ready and stay so."""
    init: InitWord | None = None
    """An init container that ended well."""
    logs: Annotated[tuple[LogsWord, ...], BeforeValidator(sequence)] = ()
    """What containers print."""
    shares: Annotated[tuple[Place, ...], BeforeValidator(sequence)] = ()
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
