"""Trials run side by side, as many as the machine can take."""

import threading

import pytest

from ckadtrainer.cluster.fake import FakeClock
from ckadtrainer.side_by_side import side_by_side


@pytest.fixture
def most():
    """Runs twelve tasks that meet as many others as are let in, and tells how many ran at once at most."""

    def most(*, jobs, is_busy):
        lock, now, peak = threading.Lock(), 0, 0
        gate = threading.Event()

        def task(_):
            nonlocal now, peak
            with lock:
                now += 1
                peak = max(peak, now)
            gate.wait(0.05)
            with lock:
                now -= 1
            return 1

        results = list(side_by_side([[task] * 12], FakeClock(), jobs, is_busy=is_busy))
        assert results == [[1] * 12]
        return peak

    return most


def test_as_many_as_asked_for_run_on_an_idle_machine(most):
    assert most(jobs=6, is_busy=lambda: False) == 6


def test_a_busy_machine_gets_half_as_many(most):
    assert most(jobs=8, is_busy=lambda: True) == 4


def test_a_group_is_told_before_the_later_ones_are_done():
    gate = threading.Event()

    def late(_):
        assert gate.wait(10)
        return "late"

    groups = side_by_side([[lambda _: "early"], [late]], FakeClock(), 2, is_busy=lambda: False)

    assert next(groups) == ["early"]
    gate.set()
    assert next(groups) == ["late"]
