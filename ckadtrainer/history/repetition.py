"""When something should be practised again: FSRS over what the history says of it.

Nothing of it is stored. A memory is what comes out when the records are gone through again from the first to the
last, so that it follows from the history alone and is the same on every machine.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo
from typing import TYPE_CHECKING

from ckadtrainer.history.record import Record

if TYPE_CHECKING:
    from fsrs import Rating

LONGEST_DAYS = 30
"""No interval is longer: people prepare for an exam for weeks, not for years."""

EASY_SHARE = 0.6
"""The part of the target time in which full marks were easy."""


@dataclass(frozen=True, slots=True)
class Memory:
    """How well something done at least once is remembered.

    `last` is the day it was done last, `due` the day it should be done again, in the reader's zone; a try that failed
    is due on its own day. `recall` is the chance that it would go well today, 0 to 1.
    """

    last: date
    due: date
    recall: float


def memory_of(records: Sequence[Record], now: datetime, quizzes: Container[str] = ()) -> Memory | None:
    """What the records, newest first, leave in the memory; None without any. Days are those of `now`'s zone.

    `quizzes` are the keys of those that are no drills.
    """
    if not records:
        return None
    from fsrs import Card, Rating, Scheduler

    # Steps of minutes are for flashcards, and chance would give another day at each look.
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=LONGEST_DAYS, enable_fuzzing=False)
    card = Card(card_id=0)  # without an id it sleeps for one
    for record in reversed(records):
        card, _ = scheduler.review_card(card, rating(record, record.key in quizzes), _day(record.ended_at, now.tzinfo))
    last = _day(records[0].ended_at, now.tzinfo)
    due = last if rating(records[0]) is Rating.Again else card.due
    return Memory(last.date(), due.date(), scheduler.get_card_retrievability(card, _day(now, now.tzinfo)))


def rating(record: Record, is_quiz: bool = False) -> Rating:
    """How a try went, in the words of FSRS. To know is not to be able to do: a quiz is never easy."""
    from fsrs import Rating

    if not record.is_full:
        return Rating.Again
    if record.hints_opened or record.seconds > record.limit:
        return Rating.Hard
    return Rating.Easy if record.seconds <= EASY_SHARE * record.limit and not is_quiz else Rating.Good


def _day(moment: datetime, zone: tzinfo | None) -> datetime:
    """The reader's day as FSRS wants it, in UTC: practice counts by the day, whatever the hour."""
    return datetime.combine(moment.astimezone(zone).date(), time.min, UTC)
