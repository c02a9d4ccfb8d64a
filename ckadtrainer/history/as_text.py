"""What the history says, in plain words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ckadtrainer.history.agenda import Agenda, Reason, Suggestion

if TYPE_CHECKING:
    from ckadtrainer.history.ghost import Ghost
    from ckadtrainer.history.readiness import Chance, Readiness
    from ckadtrainer.history.repetition import Memory
    from ckadtrainer.history.trends import Trend

_BARS = "▁▂▃▄▅▆▇█"
_SPARKS = 8  # tries drawn in a row of bars


def agenda_text(agenda: Agenda, today: date) -> str:
    """Why the suggestion comes next, or why there is none, in one line; hostile text."""
    found = agenda.suggestion
    if found is None:
        return f"{_nothing_due(agenda, today)}, and nothing is left undone."
    match found.reason:
        case Reason.OPEN:
            return "an attempt is open"
        case Reason.DUE:
            return f"{found.skill.name}: {_due(found.skill.memory, today)}"
        case Reason.NEW:
            return f"{found.skill.name}: not practised yet"
        case Reason.AHEAD:
            return f"{_nothing_due(agenda, today).lower()}; {_undone(found)}"


def in_days(day: date, today: date) -> str:
    """How far off a day is: `yesterday`, `3 days ago`, `tomorrow`, `in 3 days`."""
    days = (day - today).days
    near = {0: "today", -1: "yesterday", 1: "tomorrow"}
    return near.get(days) or (f"in {days} days" if days > 0 else f"{-days} days ago")


def _due(memory: Memory | None, today: date) -> str:
    assert memory is not None  # noqa: S101  what is due was done before
    if memory.due == memory.last:
        return f"the last try fell short {in_days(memory.last, today)}"
    return f"due {in_days(memory.due, today)}, last practised {in_days(memory.last, today)}"


def _undone(found: Suggestion) -> str:
    return "this one fell short last time" if found.is_retry else "this one is not done yet"


def _nothing_due(agenda: Agenda, today: date) -> str:
    return f"Nothing is due before {_on(agenda.due_next, today)}" if agenda.due_next else "Nothing is due"


def _on(day: date, today: date) -> str:
    return "tomorrow" if (day - today).days == 1 else f"{day:%A}, {day.day} {day:%B}"


def percent(share: float) -> str:
    """`0.644` as `64 %`."""
    return f"{share * 100:.0f} %"


def sparks(trend: Trend) -> str:
    """The last tries as a row of bars, oldest first: the higher, the more points."""
    shares = [record.share for record in trend.tries[-_SPARKS:]]
    return "".join(_BARS[min(len(_BARS) - 1, int(share * len(_BARS)))] for share in shares)


def chance(share: float) -> str:
    """A chance as a percentage; nobody is told that it is none, or sure."""
    return f"{_sure(share)} %"


def between(it: Chance) -> str:
    """The interval: `41 to 83 %`."""
    return f"{_sure(it.low)} to {_sure(it.high)} %"


def _sure(share: float) -> int:
    return min(99, max(1, round(share * 100)))


def readiness_text(ready: Readiness) -> str:
    """The chance to pass with its interval in one line, or why it cannot be told."""
    from ckadtrainer.history.readiness import ENOUGH_DRILLS, ENOUGH_SHARE, ENOUGH_TRIES

    if ready.chance is not None:
        unknown = " Domains without enough data may bring anything." if ready.known < 1 - 1e-9 else ""
        return f"{chance(ready.chance.value)}, eight times in ten {between(ready.chance)}.{unknown}"
    return (
        f"Not enough data: {percent(ready.known)} of the exam is known and {percent(ENOUGH_SHARE)} are needed."
        f" A domain is known from {ENOUGH_TRIES} tries at {ENOUGH_DRILLS} drills on."
    )


def ready_in_short(ready: Readiness) -> str:
    """`ready 64 %, 41 to 83`; empty while there is not enough data."""
    if ready.chance is None:
        return ""
    return f"ready {chance(ready.chance.value)}, {between(ready.chance).removesuffix(' %')}"


def ghost_text(ghost: Ghost, elapsed: float) -> str:
    """How the best run stood at that time: `best run 3 of 5 by now, done 1:48`."""
    from ckadtrainer.scoring.as_text import clock

    if elapsed >= ghost.seconds:
        return f"best run done {clock(ghost.seconds)}"
    return f"best run {ghost.met(elapsed)} of {ghost.checks} by now, done {clock(ghost.seconds)}"
