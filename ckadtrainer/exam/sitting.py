"""One sitting of an exam."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from ckadtrainer.attempt.attempt import Namespace
from ckadtrainer.exam.event import Event, Happening
from ckadtrainer.session.exam import ExamPlan, ExamTask


class Stage(StrEnum):
    """How far a sitting is."""

    STAGING = "staging"
    """Its tasks are being set up."""
    OPEN = "open"
    """Its clock runs, or has run out unseen."""
    ENDED = "ended"
    """It has ended and is not graded yet."""
    GRADED = "graded"
    ABANDONED = "abandoned"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a task is worked on: its attempt, its namespace, and the context it names."""

    attempt: str
    namespace: Namespace
    context: str

    @property
    def command(self) -> str:
        """What the learner types first."""
        return f"kubectl config use-context {self.context}"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time, UTC; one without an end still runs."""

    begin: datetime
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """A stretch of time one task was on the screen."""

    task: int
    span: Span


@dataclass(frozen=True, slots=True)
class Sitting:
    """An exam under way or over. Times are UTC.

    `places` are in the order of the plan's tasks; `desks` are the contexts' own namespaces by the context's name.
    `begun_at` is None until everything is staged; `seen_at` is when the cluster was last seen to answer.
    """

    id: str
    plan: ExamPlan
    places: tuple[Place, ...] = ()
    desks: Mapping[str, Namespace] | None = None
    stage: Stage = Stage.STAGING
    begun_at: datetime | None = None
    seen_at: datetime | None = None
    visits: tuple[Visit, ...] = ()
    flags: frozenset[int] = frozenset()
    notes: str = ""
    outages: tuple[Span, ...] = ()
    ended_at: datetime | None = None

    @property
    def current(self) -> ExamTask:
        """The task on the screen, or the one that was there last; the first before any was."""
        return self.plan.tasks[(self.visits[-1].task if self.visits else 1) - 1]

    @property
    def visited(self) -> frozenset[int]:
        """The numbers of the tasks that were on the screen."""
        return frozenset(visit.task for visit in self.visits)

    @property
    def is_lost(self) -> bool:
        """Whether the cluster does not answer."""
        return bool(self.outages) and self.outages[-1].end is None

    def place(self, number: int) -> Place:
        """Where that task is worked on."""
        return self.places[number - 1]

    def after(self, events: Iterable[Event]) -> Sitting:
        """The sitting once these have happened, in their order.

        Spans never overlap, whatever the events' times: an outage that is told twice, as after a kill between two
        writes, is given back once.
        """
        sitting = self
        for event in events:
            sitting = sitting._after(event)
        return sitting

    def _after(self, event: Event) -> Sitting:
        after = self
        match event.kind:
            case Happening.VISITED:
                left = self._away(event.at)
                begin = _not_before([visit.span for visit in left.visits], event.at)
                after = replace(left, visits=(*left.visits, Visit(event.task, Span(begin))))
            case Happening.LEFT:
                after = self._away(event.at)
            case Happening.FLAGGED:
                after = replace(self, flags=self.flags | {event.task})
            case Happening.UNFLAGGED:
                after = replace(self, flags=self.flags - {event.task})
            case Happening.NOTED:
                after = replace(self, notes=event.text)
            case Happening.LOST if not self.is_lost:
                begin = _not_before(self.outages, max(event.at, self.begun_at or event.at))
                after = replace(self, outages=(*self.outages, Span(begin)))
            case Happening.FOUND:
                after = replace(self, outages=_closed(self.outages, event.at))
            case Happening.ENDED:
                left = self._away(event.at)
                outages = _closed(left.outages, event.at)
                after = replace(left, outages=outages, ended_at=event.at, stage=Stage.ENDED)
        return after

    def _away(self, at: datetime) -> Sitting:
        """The sitting with no task worked on from `at` on."""
        if not self.visits or self.visits[-1].span.end is not None:
            return self
        *earlier, last = self.visits
        return replace(self, visits=(*earlier, replace(last, span=Span(last.span.begin, max(at, last.span.begin)))))


def _not_before(spans: Sequence[Span], at: datetime) -> datetime:
    """`at`, or the end of the last span if that is later."""
    return max(at, spans[-1].end or at) if spans else at


def _closed(spans: tuple[Span, ...], at: datetime) -> tuple[Span, ...]:
    if not spans or spans[-1].end is not None:
        return spans
    return (*spans[:-1], Span(spans[-1].begin, max(at, spans[-1].begin)))
