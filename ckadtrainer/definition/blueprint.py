"""An exam's blueprint: what it asks for, in which shares, and what passes. The models are the format."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from ckadtrainer.definition.drill import Domain
from ckadtrainer.definition.loader import format_problems, read_one, validate
from ckadtrainer.definition.model import Identifier, Model, Text, sequence
from ckadtrainer.definition.problem import definition_error


class Section(Model):
    """A part of the exam. A drill belongs to it when everything that is said of drills here is true of it."""

    title: Text
    """A few words for tables."""
    share: Annotated[int, Field(ge=1, le=100)]
    """What it is worth, in per cent of the whole."""
    domain: Annotated[Domain | None, Field(strict=False)] = None
    """Drills of this domain of the curriculum."""
    competency: Text | None = None
    """Drills that practise this line of the curriculum."""
    topic: Identifier | None = None
    """Drills of this topic."""

    def holds(self, domain: str, competency: str | None, topic: str) -> bool:
        """Whether a drill of these belongs to the section."""
        return self.domain in (None, domain) and self.competency in (None, competency) and self.topic in (None, topic)


class Blueprint(Model):
    """A whole blueprint: the content of a file like `exams/ckad.yaml`."""

    format: Literal[1]
    """The format of this file: 1."""
    id: Identifier
    """The exam's name."""
    title: Text
    """A few words for lists."""
    curriculum: Text | None = None
    """What the shares are taken from, like `v1.35`."""
    minutes: Annotated[int, Field(ge=5, le=600)]
    """The time at full length."""
    tasks: Annotated[int, Field(ge=1, le=60)]
    """How many tasks at full length."""
    pass_mark: Annotated[int, Field(ge=1, le=100)]
    """The score that passes, in per cent."""
    alerts: Annotated[tuple[Annotated[int, Field(ge=1, le=600)], ...], BeforeValidator(sequence)] = ()
    """How many minutes before the end of a full exam the learner is told; scaled for a shorter one."""
    sections: Annotated[tuple[Section, ...], Field(min_length=1, max_length=30), BeforeValidator(sequence)]
    """The parts. A drill that fits several belongs to the first of them."""

    @field_validator("alerts")
    @classmethod
    def _come_after_the_beginning(cls, alerts: tuple[int, ...], info: ValidationInfo) -> tuple[int, ...]:
        early = [alert for alert in alerts if alert >= info.data.get("minutes", alert + 1)]
        if early:
            raise ValueError(f"{early[0]} minutes before the end is not after the beginning")
        return alerts

    @field_validator("sections")
    @classmethod
    def _shares_are_whole(cls, sections: tuple[Section, ...]) -> tuple[Section, ...]:
        total = sum(section.share for section in sections)
        if total != 100:
            raise ValueError(f"the shares must make 100 together, and they make {total}")
        return sections


def load_blueprint(file: Path) -> Blueprint:
    """Read a blueprint. Raises DefinitionError with every problem, one a line."""
    document, problems = read_one(file, "a blueprint")
    if document is not None:
        problems = [*problems, *format_problems(document, "blueprint")]
    if document is None or problems:
        raise definition_error(f"The blueprint {file}", problems)
    blueprint, problems = validate(Blueprint, document)
    if blueprint is None or problems:
        raise definition_error(f"The blueprint {file}", problems)
    return blueprint
