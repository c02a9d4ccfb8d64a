"""The board remembers answers, tries again what failed, and forgets what nobody wants."""

import threading

import pytest

from ckadtrainer.cluster.fake import FakeProber, FakeWorld
from ckadtrainer.cluster.fake_clock import FakeClock
from ckadtrainer.grading.board import FOREVER, Board
from ckadtrainer.grading.failure import CannotTell, Pending
from ckadtrainer.grading.probes import ContainerRef, FileText, Outcome, Probe, ProbeFault, ReadFile

PROBE = ReadFile(ContainerRef("web", "main", "first"), "/x")


def _board() -> tuple[FakeWorld, FakeClock, Board]:
    clock = FakeClock(held=True)
    world = FakeWorld(clock)
    return world, clock, Board(FakeProber(world), clock, workers=1)


def _ask(board: Board, fresh_for: float = FOREVER, tag: str = "") -> Outcome:
    return board.ask(PROBE, fresh_for=fresh_for, expected="x", where="here", tag=tag)


def test_the_first_question_is_pending_and_the_answer_is_kept() -> None:
    world, _, board = _board()
    world.answer(ReadFile, FileText("a"))
    with pytest.raises(Pending) as pending:
        _ask(board)
    assert pending.value.in_flight
    board.drain()
    assert _ask(board) == FileText("a")
    assert _ask(board) == FileText("a")
    assert len(world.asked) == 1


def test_an_old_answer_is_used_while_a_newer_one_is_fetched() -> None:
    world, clock, board = _board()
    world.answer(ReadFile, FileText("a"))
    with pytest.raises(Pending):
        _ask(board)
    board.drain()
    clock.advance(2)
    world.answer(ReadFile, FileText("b"))
    assert _ask(board, fresh_for=1) == FileText("a")
    board.drain()
    assert _ask(board, fresh_for=1) == FileText("b")


def test_another_tag_is_another_question() -> None:
    world, _, board = _board()
    world.answer(ReadFile, FileText("a"))
    for tag in ("one", "two"):
        with pytest.raises(Pending):
            _ask(board, tag=tag)
    board.drain()
    assert len(world.asked) == 2


def test_a_fault_is_tried_again_later_and_forgotten_when_nobody_asks() -> None:
    world, clock, board = _board()
    world.answer(ReadFile, ProbeFault("refused"))
    with pytest.raises(Pending):
        _ask(board)
    board.drain()
    with pytest.raises(CannotTell):
        _ask(board)
    assert len(world.asked) == 1
    assert board.is_retrying()
    clock.advance(1000)
    assert not board.is_retrying()
    world.answer(ReadFile, FileText("a"))
    with pytest.raises(CannotTell):
        _ask(board)
    board.drain()
    assert _ask(board) == FileText("a")


def test_questions_that_a_closed_board_never_began_are_not_waited_for() -> None:
    _, clock, _ = _board()
    is_over = threading.Event()

    class Slow:
        def run(self, probe: Probe) -> Outcome:
            is_over.wait()
            return FileText("a")

    board = Board(Slow(), clock, workers=1)
    for tag in ("under way", "never begun"):
        with pytest.raises(Pending):
            _ask(board, tag=tag)
    board.close()
    is_over.set()
    drained = threading.Thread(target=board.drain, daemon=True)
    drained.start()
    drained.join(timeout=10)

    assert not drained.is_alive()
