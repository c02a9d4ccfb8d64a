"""A log proves what keeps coming, how often, how soon, once or again."""

from typing import Any

import pytest

from ckadtrainer.grading import Cluster, Verdict
from ckadtrainer.grading.probes import (
    Log,
    ReadLog,
)


def keeps_coming(cluster: Cluster) -> None:
    cluster.pod("web").container("aid").log.repeats("Sidecar running", every=5)


@pytest.mark.parametrize("gap", [2.6, 5.0, 5.2, 9.5])
def test_a_line_that_keeps_coming_is_met(aid: Any, make: Any, gap: float) -> None:
    aid.world.answer(ReadLog, make.every(gap))
    assert aid.grade(keeps_coming).verdict is Verdict.MET


@pytest.mark.parametrize("gap", [0.1, 1.0, 2.0, 12.0, 29.0])
def test_another_interval_is_unmet(aid: Any, make: Any, gap: float) -> None:
    aid.world.answer(ReadLog, make.every(gap))
    assert aid.grade(keeps_coming).verdict is Verdict.UNMET


def test_one_echo_and_a_sleep_is_pending_then_unmet(aid: Any, make: Any) -> None:
    aid.world.answer(ReadLog, make.lines((1, "Sidecar running"), read=5))
    assert aid.grade(keeps_coming, at=5).verdict is Verdict.PENDING
    aid.world.answer(ReadLog, make.lines((1, "Sidecar running"), read=14))
    late = aid.grade(keeps_coming, at=14)
    assert (late.verdict, late.evidence.found) == (Verdict.UNMET, "the last one 13 s ago")


def test_ten_echoes_at_once_are_one(aid: Any, make: Any) -> None:
    aid.world.answer(ReadLog, make.lines(*((1 + n / 100, "Sidecar running") for n in range(10)), read=60))
    assert aid.grade(keeps_coming).verdict is Verdict.UNMET


@pytest.mark.parametrize("text", ["sidecar running", "Sidecar running!", "2026", "echo Sidecar running"])
def test_a_near_miss_of_the_line_is_not_the_line(aid: Any, make: Any, text: str) -> None:
    aid.world.answer(ReadLog, make.every(5, text))
    grade = aid.grade(keeps_coming)
    assert grade.verdict is Verdict.UNMET
    assert "none in" in grade.evidence.found


def test_our_own_nonce_does_not_break_the_rhythm(aid: Any, make: Any) -> None:
    log = make.every(5)
    marked = tuple(
        type(line)(line.at, line.text + (" ckad-0123456789ab" if 4 < n < 8 else "")) for n, line in enumerate(log.lines)
    )
    aid.world.answer(ReadLog, Log(marked, log.read_at))
    assert aid.grade(keeps_coming).verdict is Verdict.MET


@pytest.mark.parametrize(
    ("lines", "verdict"),
    [
        ([(2, "Waiting"), (28, "Waiting"), (30, "Ready")], Verdict.MET),
        ([(2, "Waiting"), (10, "Waiting"), (30, "Ready")], Verdict.UNMET),
        ([(10, "Waiting"), (30, "Ready"), (31, "Waiting"), (33, "Ready")], Verdict.UNMET),
        ([(30, "Ready"), (31, "Waiting")], Verdict.PENDING),
        ([(28, "Waiting")], Verdict.PENDING),
    ],
    ids=["soon", "late", "late the first time", "in the wrong order", "not yet"],
)
def test_one_line_comes_soon_after_another(
    aid: Any, make: Any, lines: list[tuple[float, str]], verdict: Verdict
) -> None:
    def ready_soon(cluster: Cluster) -> None:
        cluster.pod("web").container("aid").log.has_line_soon_after("Ready", "Waiting", within=10)

    aid.world.answer(ReadLog, make.lines(*lines, read=40))

    assert aid.grade(ready_soon, at=40, within="90s").verdict is verdict


@pytest.mark.parametrize(
    ("texts", "verdict"),
    [
        (["at 10:00:00", "at 10:00:05", "at 10:00:10"], Verdict.MET),
        (["at 10:00:00", "at 10:00:00", "at 10:00:00"], Verdict.UNMET),
    ],
    ids=["new each time", "the same each time"],
)
def test_what_keeps_coming_must_be_new(aid: Any, make: Any, texts: list[str], verdict: Verdict) -> None:
    def new_times(cluster: Cluster) -> None:
        cluster.pod("web").container("aid").log.brings_new(r"\d\d:\d\d:\d\d", every=5, called="time")

    aid.world.answer(ReadLog, make.lines(*zip((30, 35, 40), texts, strict=True), read=43))

    assert aid.grade(new_times, at=43).verdict is verdict


@pytest.mark.parametrize(
    ("lines", "verdict"),
    [
        ([(1, "Checking"), (1.01, "Welcome"), (6, "Checking")], Verdict.MET),
        ([(1, "Welcome"), (1.01, "Checking"), (6, "Welcome")], Verdict.UNMET),
        ([(1, "Checking")], Verdict.PENDING),
    ],
    ids=["in order", "turned round", "one of them"],
)
def test_one_line_comes_before_another(aid: Any, make: Any, lines: list[tuple[float, str]], verdict: Verdict) -> None:
    def in_order(cluster: Cluster) -> None:
        cluster.pod("web").container("aid").log.takes("Checking", "Welcome", at_least=0.0)

    aid.world.answer(ReadLog, make.lines(*lines, read=9))

    assert aid.grade(in_order, at=9).verdict is verdict


@pytest.mark.parametrize(
    ("lines", "verdict"),
    [
        ([(1, "entry 7"), (4, "entry 7"), (4.01, "entry 8")], Verdict.MET),
        ([(1, "entry 7"), (4, "entry 8"), (7, "entry 9")], Verdict.PENDING),
        ([(1, "entry 7"), (1.01, "entry 7"), (4, "entry 8")], Verdict.PENDING),
        ([(1, "nothing")], Verdict.PENDING),
    ],
    ids=["again", "each once", "twice in one breath", "none"],
)
def test_what_is_shown_must_come_again(aid: Any, make: Any, lines: list[tuple[float, str]], verdict: Verdict) -> None:
    def again(cluster: Cluster) -> None:
        cluster.pod("web").container("aid").log.prints_again(r"^entry \d+$", called="an entry")

    aid.world.answer(ReadLog, make.lines(*lines, read=9))

    assert aid.grade(again, at=9).verdict is verdict


@pytest.mark.parametrize(
    ("lines", "verdict"),
    [
        ([(1, "drop 1"), (6, "drop 2"), (6.1, "drop 2")], Verdict.MET),
        ([(1, "drop 1"), (6, "drop 1"), (6.01, "drop 2")], Verdict.UNMET),
        ([(1, "nothing")], Verdict.PENDING),
    ],
    ids=["each once", "again", "none"],
)
def test_what_is_passed_on_must_not_come_again(
    aid: Any, make: Any, lines: list[tuple[float, str]], verdict: Verdict
) -> None:
    def once(cluster: Cluster) -> None:
        cluster.pod("web").container("aid").log.prints_once(r"^drop \d+$", called="each drop")

    aid.world.answer(ReadLog, make.lines(*lines, read=9))

    assert aid.grade(once, at=9).verdict is verdict


@pytest.mark.parametrize(
    ("times", "verdict"),
    [
        ((1, 3, 7, 9), Verdict.MET),
        ((1, 2.1, 5, 8), Verdict.UNMET),
        ((1, 6, 11), Verdict.UNMET),
        ((1,), Verdict.MET),
        ((), Verdict.MET),
    ],
    ids=["one try took longer", "no pause", "too long a pause", "one line", "none"],
)
def test_a_pause_is_seen_in_the_shortest_time_between_two_lines(
    aid: Any, make: Any, times: tuple[float, ...], verdict: Verdict
) -> None:
    def paused(cluster: Cluster) -> None:
        cluster.pod("web").container("aid").log.paused("Waiting", at_least=1.5, at_most=4.5)

    aid.world.answer(ReadLog, make.lines(*((at, "Waiting") for at in times), read=12))

    assert aid.grade(paused, at=12).verdict is verdict


def test_a_line_may_be_wanted_three_times(aid: Any, make: Any) -> None:
    def thrice(cluster: Cluster) -> None:
        cluster.pod("web").container("aid").log.repeats_match("loaded", every=5, times=3)

    aid.world.answer(ReadLog, make.lines((1, "loaded"), (8, "loaded"), read=12))
    grade = aid.grade(thrice, at=12)
    assert (grade.verdict, grade.evidence.found) == (Verdict.PENDING, "2 of 3 so far")
    aid.world.answer(ReadLog, make.lines((1, "loaded"), (8, "loaded"), read=21))
    assert aid.grade(thrice, at=21).verdict is Verdict.UNMET
    aid.world.answer(ReadLog, make.lines((1, "loaded"), (8, "loaded"), (13, "loaded"), read=15))
    assert aid.grade(thrice, at=22.5).verdict is Verdict.MET
