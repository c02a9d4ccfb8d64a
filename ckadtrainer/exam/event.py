"""What happens in an exam."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Happening(StrEnum):
    """The kinds of events."""

    VISITED = "visited"
    """A task came on the screen; the one before it is no longer worked on."""
    LEFT = "left"
    """The trainer was left, or was gone: no task is worked on."""
    FLAGGED = "flagged"
    UNFLAGGED = "unflagged"
    NOTED = "noted"
    """The notepad now reads so."""
    LOST = "lost"
    """The cluster stopped answering: the clock stands."""
    FOUND = "found"
    """It answers again: the clock goes on."""
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened at a time (UTC): to a task by its number, or with a text; 0 and empty for neither."""

    at: datetime
    kind: Happening
    task: int = 0
    text: str = ""
