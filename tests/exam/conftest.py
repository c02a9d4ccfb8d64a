"""A sitting whose clock runs, and events at seconds from its beginning."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ckadtrainer.exam.event import Event, Happening
from ckadtrainer.exam.sitting import Sitting, Stage
from ckadtrainer.session.exam import ExamPlan, ExamTask

BEGIN = datetime(2026, 11, 1, 9, tzinfo=UTC)
SECONDS = 1200


def task(number, minutes):
    return ExamTask(number, f"p/t/d{number}", "", f"Task {number}", "All", "deployment", "", minutes, 25)


PLAN = ExamPlan("x", "X", "seed", SECONDS, 66, (600, 300), tuple(task(n, n) for n in (1, 2, 3, 4)))


class Desk:
    """One sitting; `at(seconds)` is a moment, `with_(events…)` the sitting after `(seconds, kind, task, text)`."""

    begin = BEGIN
    limit = SECONDS
    bare = Sitting("s", PLAN)
    begun = replace(bare, stage=Stage.OPEN, begun_at=BEGIN, seen_at=BEGIN)

    @staticmethod
    def at(seconds):
        return BEGIN + timedelta(seconds=seconds)

    def event(self, seconds, kind, *rest):
        return Event(self.at(seconds), Happening(kind), *rest)

    def with_(self, *events):
        return self.begun.after(self.event(*each) for each in events)


@pytest.fixture(scope="session")
def desk():
    return Desk()
