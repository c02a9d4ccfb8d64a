"""A log proves what is printed."""

from typing import Any

import pytest

from ckadtrainer.grading import Cluster, Verdict
from ckadtrainer.grading.probes import (
    ProbeFault,
    ReadLog,
)


def one_line(cluster: Cluster) -> None:
    cluster.pod("web").container("aid").log.has_line("Init complete")


def test_the_log_of_a_container_that_has_ended_will_not_grow(bench: Any, make: Any) -> None:
    bench.put(make.pod(containers=(make.container("main"),), inits=(make.container("aid", make.ended(0, 0, 2)),)))
    bench.world.answer(ReadLog, make.lines((1, "init complete")))

    def prints(cluster: Cluster) -> None:
        cluster.pod("web").init("aid").log.has_line("Init complete")

    grade = bench.grade(prints, at=10)
    assert grade.verdict is Verdict.UNMET
    assert grade.evidence.found == "the last line is 'init complete'"


def test_a_log_that_cannot_be_read_is_unknown_and_costs_nothing_forever(aid: Any) -> None:
    aid.world.answer(ReadLog, ProbeFault("the API server answered 500"))
    grade = aid.grade(one_line)
    assert (grade.verdict, grade.evidence.found) == (Verdict.UNKNOWN, "the API server answered 500")


def test_a_fault_heals(aid: Any, make: Any) -> None:
    aid.world.answer(ReadLog, ProbeFault("the API server answered 500"))
    aid.grade(one_line, at=60)
    aid.world.answer(ReadLog, make.lines((1, "Init complete")))
    aid.grade(one_line, at=62)
    assert aid.grade(one_line, at=62.1).verdict is Verdict.MET


@pytest.mark.parametrize(
    ("lines", "verdict"),
    [
        (["token ok", "users ok"], Verdict.MET),
        (["token ok", "the token is s3cret!"], Verdict.UNMET),
        ([], Verdict.PENDING),
    ],
    ids=["other lines", "a line with it", "no line yet"],
)
def test_a_text_that_must_not_be_there_is_looked_for_in_every_line(
    aid: Any, make: Any, lines: list[str], verdict: Verdict
) -> None:
    def never_tells(cluster: Cluster) -> None:
        cluster.pod("web").container("aid").log.lacks("s3cret", called="word of the token")

    aid.world.answer(ReadLog, make.lines(*enumerate(lines, start=1), read=5))

    grade = aid.grade(never_tells, at=5)

    assert grade.verdict is verdict
    assert grade.evidence.expected == "no word of the token in the log"
