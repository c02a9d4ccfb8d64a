"""What tries can be put together by."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ckadtrainer.history.record import Record
    from ckadtrainer.packs.manifest import Exercise


class By(StrEnum):
    """What tries are put together by."""

    DRILL = "drill"
    TOPIC = "topic"
    DOMAIN = "domain"
    COMPETENCY = "competency"


def place(by: By, record: Record, exercise: Exercise | None) -> tuple[str, str] | None:
    """What the try is put under, and how that is called; None where it cannot be told."""
    match by:
        case By.DRILL:
            return record.key, record.drill
        case By.TOPIC:
            return record.topic, record.topic
        case By.DOMAIN:
            domain = exercise.drill.domain.value if exercise else None
            return (domain, domain) if domain else None
        case By.COMPETENCY:
            competency = " ".join(exercise.drill.competency.split()) if exercise and exercise.drill.competency else None
            return (competency, competency) if competency else None
