"""Programs run in a container: what they print and how they end is the proof."""

import pytest

from ckadtrainer.grading import Verdict
from ckadtrainer.grading.probes import Output, ReadLog, RunCommand


@pytest.fixture
def web(bench, make):
    bench.put(make.pod(containers=(make.container("cache"),)))
    return bench


def proves(name, *words):
    def grader(cluster):
        command = cluster.pod("web").container("cache").runs("redis-cli", "get", "x")
        getattr(command, name)(*words)

    return grader


@pytest.mark.parametrize(
    ("grader", "output", "verdict"),
    [
        (proves("prints", "1"), Output(0, "1\n"), Verdict.MET),
        (proves("prints", "1"), Output(0, "11\n"), Verdict.UNMET),
        (proves("prints", "1"), Output(1, "1\n"), Verdict.UNMET),
        (proves("matches", "^b$"), Output(0, "a\nb\nc\n"), Verdict.MET),
        (proves("matches", "^b$"), Output(0, "ab\n"), Verdict.UNMET),
        (proves("matches", "^b$"), Output(2, "b\n"), Verdict.UNMET),
        (proves("never_matches", "0.0.0.0"), Output(0, "127.0.0.1\n"), Verdict.MET),
        (proves("never_matches", "0.0.0.0"), Output(0, "0.0.0.0:6379\n"), Verdict.UNMET),
        (proves("never_matches", "0.0.0.0"), Output(1, ""), Verdict.UNMET),
        (proves("succeeds"), Output(0, ""), Verdict.MET),
        (proves("succeeds"), Output(1, ""), Verdict.UNMET),
        (proves("fails"), Output(1, "", "refused"), Verdict.MET),
        (proves("fails"), Output(0, ""), Verdict.UNMET),
        (proves("succeeds"), Output(None, "", has_tools=False), Verdict.UNKNOWN),
        (proves("fails"), Output(None, "", has_tools=False), Verdict.UNKNOWN),
        (proves("fails"), Output(None, "", "the container is not running"), Verdict.UNMET),
        (proves("succeeds"), Output(69, "no record"), Verdict.UNKNOWN),
        (proves("fails"), Output(69, ""), Verdict.UNKNOWN),
    ],
)
def test_what_a_program_says(web, grader, output, verdict):
    web.world.answer(RunCommand, output)

    assert web.grade(grader).verdict is verdict


def test_what_it_said_is_shown(web):
    web.world.answer(RunCommand, Output(3, "", "could not\nconnect"))

    evidence = web.grade(proves("prints", "1")).evidence

    assert evidence.expected == "`redis-cli get x` to print '1'"
    assert evidence.found.startswith("exit code 3: 'could not connect'")


def test_an_expression_can_be_put_into_words(web):
    web.world.answer(RunCommand, Output(0, "1\n"))

    def grader(cluster):
        command = cluster.pod("web").container("cache").runs("tail", "log", called="the end of the log")
        command.matches(r"\d{2}", like="two digits")

    assert web.grade(grader).evidence.expected == "the end of the log to print two digits"


def test_a_container_that_does_not_run_is_not_asked(bench, make):
    bench.put(make.pod(containers=(make.container("cache", make.ended(1)),)))

    assert bench.grade(proves("fails")).verdict is not Verdict.MET
    assert bench.world.asked == []


@pytest.mark.parametrize(
    ("output", "logged", "verdict"),
    [
        (Output(0, "Fingerprint=AB\n"), ["checking", "Fingerprint=AB"], Verdict.MET),
        (Output(0, "one\ntwo\n"), ["one"], Verdict.UNMET),
        (Output(0, "Fingerprint=AB\n"), ["Fingerprint=CD"], Verdict.UNMET),
        (Output(0, "\n"), ["anything"], Verdict.UNMET),
        (Output(1, "Fingerprint=AB\n"), ["Fingerprint=AB"], Verdict.UNMET),
    ],
)
def test_a_log_has_what_the_program_prints_now(bench, make, output, logged, verdict):
    bench.put(make.pod(containers=(make.container("cache"),), inits=(make.container("check", make.ended()),)))
    bench.world.answer(RunCommand, output)
    bench.world.answer(ReadLog, make.lines(*enumerate(logged)))

    def grader(cluster):
        pod = cluster.pod("web")
        pod.init("check").log.has_output_of(pod.container("cache").runs("openssl", "x509"))

    assert bench.grade(grader).verdict is verdict


def test_a_search_prints_the_paths_of_that_name(web):
    def searched(cluster):
        cluster.pod("web").container("cache").search("legacy.log").prints("/in/legacy.log")

    web.world.answer(RunCommand, Output(0, "/in/legacy.log\n"))

    assert web.grade(searched).verdict is Verdict.MET
    assert [probe.argv[-1] for probe in web.world.asked] == ["legacy.log"]
