"""How often a look asks its probes."""

from datetime import UTC, datetime

import pytest

from ckadtrainer.cluster.fake_clock import FakeClock
from ckadtrainer.grading.board import Board
from ckadtrainer.grading.failure import Pending
from ckadtrainer.grading.probes import ContainerRef, FileText, Outcome, Probe, ReadFile
from ckadtrainer.grading.snapshot import Snapshot
from ckadtrainer.grading.views.look import Look, Spot

PROBE = ReadFile(ContainerRef("web", "main", "first"), "/x")
SPOT = Spot("a text", "Pod/web")


class _Slow:
    """A prober that needs so many seconds for an answer."""

    def __init__(self, clock: FakeClock, seconds: float) -> None:
        self._clock = clock
        self._seconds = seconds
        self.count = 0

    def run(self, _: Probe) -> Outcome:
        self.count += 1
        self._clock.advance(self._seconds)
        return FileText("a")


@pytest.mark.parametrize(
    ("took", "was_met", "seconds"),
    [(0.0, False, 1.0), (0.1, False, 1.0), (0.5, False, 2.0), (3.0, False, 4.0), (0.0, True, 4.0)],
)
def test_a_slow_answer_is_renewed_less_often(took: float, was_met: bool, seconds: float) -> None:
    clock = FakeClock(held=True)
    prober = _Slow(clock, took)
    board = Board(prober, clock, workers=1)
    snapshot = Snapshot("n", {}, datetime(2026, 1, 1, tzinfo=UTC))
    with pytest.raises(Pending):
        Look(snapshot, board, was_met).ask(PROBE, SPOT)
    board.drain()
    clock.advance(seconds - took - 0.01)
    Look(snapshot, board, was_met).ask(PROBE, SPOT)
    board.drain()
    assert prober.count == 1
    clock.advance(0.02)
    Look(snapshot, board, was_met).ask(PROBE, SPOT)
    board.drain()
    assert prober.count == 2
    board.close()
