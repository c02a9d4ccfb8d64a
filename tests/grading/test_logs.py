"""A log proves where it comes from: a file, a request, another log."""

from typing import Any

import pytest

from ckadtrainer.grading import Cluster, Verdict
from ckadtrainer.grading.probes import (
    AppendLine,
    FetchOutside,
    HttpAnswer,
    Marked,
    MarkText,
    ReadLog,
)


def streams(cluster: Cluster) -> None:
    pod = cluster.pod("web")
    pod.container("aid").log.has_line_from(pod.container("writer").file("/shared/log.txt"))


def test_a_line_appended_to_the_file_must_come_out(aid: Any, make: Any) -> None:
    aid.world.answer(AppendLine, Marked("ckad-0123456789ab"))
    aid.world.answer(ReadLog, make.lines((1, "Sun Mar  1 12:00:01 UTC 2026"), read=60))
    assert aid.grade(streams, at=60).verdict is Verdict.PENDING
    aid.world.answer(ReadLog, make.lines((61, "ckad-0123456789ab"), read=62))
    aid.grade(streams, at=62)
    assert aid.grade(streams, at=62.1).verdict is Verdict.MET


def test_a_reader_with_dates_of_its_own_is_unmet(aid: Any, make: Any) -> None:
    aid.world.answer(AppendLine, Marked("ckad-0123456789ab"))
    aid.world.answer(ReadLog, lambda _: make.every(5, "Sun Mar  1 12:00:01 UTC 2026", until=aid.clock.boot()))
    aid.grade(streams, at=60)
    aid.grade(streams, at=80)
    grade = aid.grade(streams, at=82)
    assert grade.verdict is Verdict.UNMET
    assert "did not come out" in grade.evidence.found


def test_a_file_that_is_not_there_yet_is_pending(aid: Any, make: Any) -> None:
    aid.world.answer(AppendLine, Marked(None, "no such file: /shared/log.txt"))
    grade = aid.grade(streams, at=5)
    assert (grade.verdict, grade.evidence.found) == (Verdict.PENDING, "no such file: /shared/log.txt")


def prints_file(cluster: Cluster) -> None:
    pod = cluster.pod("web")
    pod.container("aid").log.follows(pod.container("aid").file("/data/config.txt"), every=5)


def test_an_echo_of_the_expected_text_does_not_follow_the_file(aid: Any, make: Any) -> None:
    aid.world.answer(MarkText, Marked("ckad-0123456789ab"))
    aid.world.answer(ReadLog, lambda _: make.every(5, "Config loaded", until=aid.clock.boot()))
    assert aid.grade(prints_file, at=60).verdict is Verdict.PENDING
    aid.grade(prints_file, at=71)
    assert aid.grade(prints_file, at=73).verdict is Verdict.UNMET


def test_a_nonce_seen_once_stays_proven_when_the_log_has_moved_on(aid: Any, make: Any) -> None:
    aid.world.answer(MarkText, Marked("ckad-0123456789ab"))
    aid.world.answer(ReadLog, make.lines((59, "Config loaded ckad-0123456789ab")))
    assert aid.grade(prints_file, at=60).verdict is Verdict.MET
    aid.world.answer(ReadLog, make.every(5, "Config loaded", until=200))
    aid.grade(prints_file, at=200)
    assert aid.grade(prints_file, at=201).verdict is Verdict.MET


def test_where_nobody_may_write_the_command_must_name_the_file(bench: Any, make: Any) -> None:
    mount = {"volumeMounts": [{"name": "v", "mountPath": "/data", "readOnly": True}]}
    volumes = ({"name": "v", "emptyDir": {}},)
    bench.world.answer(ReadLog, make.lines((59, "Config loaded")))
    reading = make.container("aid", command=["sh", "-c", "while :; do cat /data/config.txt; sleep 5; done"], **mount)
    bench.put(make.pod(containers=(reading,), volumes=volumes))
    assert bench.grade(prints_file).verdict is Verdict.MET
    echoing = make.container("aid", command=["sh", "-c", "while :; do echo Config loaded; sleep 5; done"], **mount)
    bench.put(make.pod(containers=(echoing,), volumes=volumes))
    assert bench.grade(prints_file).verdict is Verdict.UNMET


def both_logs(cluster: Cluster) -> None:
    pod = cluster.pod("web")
    pod.container("aid").log.shares_match_with(pod.container("writer").log, r"request ([0-9a-f]+)")


def test_a_request_must_be_in_both_logs(aid: Any, make: Any) -> None:
    def log_of(theirs: str) -> Any:
        return lambda probe: make.lines((5, "request aaa1" if probe.container.container == "aid" else theirs))

    aid.world.answer(ReadLog, log_of("GET / request bbb2"))
    assert aid.grade(both_logs, at=5).verdict is Verdict.PENDING
    aid.world.answer(ReadLog, log_of("GET / request aaa1"))
    aid.grade(both_logs, at=7)
    assert aid.grade(both_logs, at=7.1).verdict is Verdict.MET


def asked_before(cluster: Cluster) -> None:
    pod = cluster.pod("web")
    writer = pod.container("writer").log
    writer.matches_before(r"^request|^knock", pod.container("aid").log, r"request ([0-9a-f]+)", called="a request")


@pytest.mark.parametrize(
    ("ours", "theirs", "verdict"),
    [
        (["request aaa1", "request bbb2"], ["request 0000", "request aaa1"], Verdict.MET),
        (["request aaa1"], ["knock", "request aaa1"], Verdict.MET),
        (["request aaa1", "request bbb2"], ["starting", "request aaa1", "knock", "request bbb2"], Verdict.UNMET),
        (["request aaa1"], ["request 0000"], Verdict.PENDING),
        ([], ["request 0000"], Verdict.PENDING),
    ],
    ids=[
        "another asked before",
        "another kind of asking",
        "nobody asked before",
        "not in the other log",
        "no request yet",
    ],
)
def test_who_asked_first_is_told_by_the_order_of_the_lines(
    aid: Any, make: Any, ours: list[str], theirs: list[str], verdict: Verdict
) -> None:
    def log_of(probe: Any) -> Any:
        return make.lines(*enumerate(ours if probe.container.container == "aid" else theirs, start=1), read=9)

    aid.world.answer(ReadLog, log_of)
    aid.grade(asked_before, at=9)

    assert aid.grade(asked_before, at=9.1).verdict is verdict


def test_who_asked_first_stays_proven_when_the_log_has_moved_on(aid: Any, make: Any) -> None:
    def log_of(theirs: list[tuple[float, str]]) -> Any:
        return lambda probe: make.lines(*([(2, "request aaa1")] if probe.container.container == "aid" else theirs))

    aid.world.answer(ReadLog, log_of([(1, "knock"), (2, "request aaa1")]))
    aid.grade(asked_before, at=9)
    assert aid.grade(asked_before, at=9.1).verdict is Verdict.MET
    aid.world.answer(ReadLog, log_of([(300, "request bbb2")]))
    aid.grade(asked_before, at=310)
    assert aid.grade(asked_before, at=312).verdict is Verdict.MET


def test_who_asked_first_is_unknown_when_the_beginning_of_the_log_is_lost(aid: Any, make: Any) -> None:
    def log_of(probe: Any) -> Any:
        return make.lines((2, "request aaa1") if probe.container.container == "aid" else (300, "request bbb2"))

    aid.world.answer(ReadLog, log_of)
    aid.grade(asked_before, at=310)

    assert aid.grade(asked_before, at=310.1).verdict is Verdict.UNKNOWN


class TestARequestThatIsLogged:
    """The wait begins with the request, however long ago the Pod was made."""

    @staticmethod
    def logged(cluster: Cluster) -> None:
        pod = cluster.pod("web")
        pod.container("aid").log.tells_of(pod.answers(80, "/?one"), r"GET /\?one", called="the request")

    @pytest.fixture(autouse=True)
    def _served(self, aid: Any) -> None:
        aid.world.answer(FetchOutside, HttpAnswer(200, "page"))

    def test_it_may_come_a_while_after_a_late_first_look(self, aid: Any, make: Any) -> None:
        aid.world.answer(ReadLog, make.lines(read=300))
        assert aid.grade(self.logged, at=300).verdict is Verdict.PENDING
        aid.world.answer(ReadLog, make.lines((300.4, "GET /?one"), read=302))
        assert aid.grade(self.logged, at=302).verdict is Verdict.MET

    def test_it_does_not_come(self, aid: Any, make: Any) -> None:
        aid.world.answer(ReadLog, make.lines(read=300))
        aid.grade(self.logged, at=300)
        aid.world.answer(ReadLog, make.lines(read=316))
        aid.grade(self.logged, at=316)
        assert aid.grade(self.logged, at=316.1).verdict is Verdict.UNMET

    def test_nothing_answers(self, aid: Any, make: Any) -> None:
        aid.world.answer(FetchOutside, HttpAnswer(0, "", "refused"))
        aid.world.answer(ReadLog, make.lines(read=9))
        assert aid.grade(self.logged, at=9).verdict is Verdict.PENDING
