"""A log proves what is printed, how often, and where it comes from."""

from typing import Any

import pytest

from ckadtrainer.grading import Cluster, Verdict
from ckadtrainer.grading.probes import (
    AppendLine,
    FetchOutside,
    HttpAnswer,
    Log,
    Marked,
    MarkText,
    ProbeFault,
    ReadLog,
)


def keeps_coming(cluster: Cluster) -> None:
    cluster.pod("web").container("aid").log.repeats("Sidecar running", every=5)


def one_line(cluster: Cluster) -> None:
    cluster.pod("web").container("aid").log.has_line("Init complete")


@pytest.fixture
def aid(bench: Any, make: Any) -> Any:
    bench.put(make.pod(containers=(make.container("aid"), make.container("writer")), volumes=()))
    return bench


def _every(make: Any, gap: float, text: str = "Sidecar running", until: float = 60) -> Log:
    count = int(until / gap)
    return make.lines(*((until - gap * n - 0.01, text) for n in reversed(range(count))), read=until)


@pytest.mark.parametrize("gap", [2.6, 5.0, 5.2, 9.5])
def test_a_line_that_keeps_coming_is_met(aid: Any, make: Any, gap: float) -> None:
    aid.world.answer(ReadLog, _every(make, gap))
    assert aid.grade(keeps_coming).verdict is Verdict.MET


@pytest.mark.parametrize("gap", [0.1, 1.0, 2.0, 12.0, 29.0])
def test_another_interval_is_unmet(aid: Any, make: Any, gap: float) -> None:
    aid.world.answer(ReadLog, _every(make, gap))
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
    aid.world.answer(ReadLog, _every(make, 5, text))
    grade = aid.grade(keeps_coming)
    assert grade.verdict is Verdict.UNMET
    assert "none in" in grade.evidence.found


def test_our_own_nonce_does_not_break_the_rhythm(aid: Any, make: Any) -> None:
    log = _every(make, 5)
    marked = tuple(
        type(line)(line.at, line.text + (" ckad-0123456789ab" if 4 < n < 8 else "")) for n, line in enumerate(log.lines)
    )
    aid.world.answer(ReadLog, Log(marked, log.read_at))
    assert aid.grade(keeps_coming).verdict is Verdict.MET


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
    aid.world.answer(ReadLog, lambda _: _every(make, 5, "Sun Mar  1 12:00:01 UTC 2026", until=aid.clock.boot()))
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
    aid.world.answer(ReadLog, lambda _: _every(make, 5, "Config loaded", until=aid.clock.boot()))
    assert aid.grade(prints_file, at=60).verdict is Verdict.PENDING
    aid.grade(prints_file, at=71)
    assert aid.grade(prints_file, at=73).verdict is Verdict.UNMET


def test_a_nonce_seen_once_stays_proven_when_the_log_has_moved_on(aid: Any, make: Any) -> None:
    aid.world.answer(MarkText, Marked("ckad-0123456789ab"))
    aid.world.answer(ReadLog, make.lines((59, "Config loaded ckad-0123456789ab")))
    assert aid.grade(prints_file, at=60).verdict is Verdict.MET
    aid.world.answer(ReadLog, _every(make, 5, "Config loaded", until=200))
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
