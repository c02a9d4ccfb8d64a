"""Mutants tried: which near misses survive, which equivalents fail, and how that is told."""

import json

import pytest

from ckadtrainer.cluster.fake import unavailable
from ckadtrainer.errors import EXIT_CANNOT_TELL, EXIT_FULL_MARKS, EXIT_LESS
from ckadtrainer.verification.as_json import mutants_document
from ckadtrainer.verification.as_text import mutants_text
from ckadtrainer.verification.mutants import Fate, exit_code, try_mutants

DRILL = """\
checks:
  - {{id: is_nginx, points: 2, says: It is nginx, pod: web, has: {has}}}
answers:
  - {{file: answers/solution.yaml}}
"""
SOLUTION = """\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - {name: main, image: nginx, command: [sh, -c, serve]}
"""
BY_NAME = "{spec: {containers: [{name: main, image: nginx}]}}"
COMMAND = BY_NAME.replace("nginx", "nginx, command: [sh, -c, serve]")
COMMAND_AND_NO_PROBE = COMMAND.replace("serve]", "serve], readinessProbe: {$exists: false}")
EXPLAINED = """\
mutants:
  crash@main: nobody waits for it
  never_ready: it need not be ready
  only_sleep@main: it need not do anything
"""


@pytest.fixture
def drills(folder, pack):
    """Make a pack of one drill whose only check is the fragment; `more` is added to its drill.yaml."""

    def drills(has=BY_NAME, more=""):
        (folder / "answers" / "solution.yaml").write_text(SOLUTION)
        return pack(DRILL.format(has=has) + more)

    return drills


def names(report, *fates):
    return [it.mutant.name for it in report.mutants if it.fate in fates]


def test_near_misses_that_no_check_sees_survive(drills, world, clock):
    (report,) = try_mutants(drills(), world, clock, seed="a")

    assert names(report, Fate.SURVIVED) == ["never_ready@main", "crash@main", "only_sleep@main"]
    assert names(report, Fate.KILLED) == [
        "misspell_container@main",
        "misspell_image@main",
        "misspell_object@Pod/web",
        "other_namespace@Pod/web",
    ]
    assert report.rate == 4 / 7
    assert exit_code([report]) == EXIT_LESS


def test_every_equivalent_passes_a_check_of_what_matters(drills, world, clock):
    (report,) = try_mutants(drills(), world, clock, seed="a")

    assert names(report, Fate.PASSED) == [
        "extra_labels@all",
        "defaults_written_out@all",
        "full_image_names@all",
        "latest_tags@all",
        "shell_by_path@all",
        "script_as_argument@all",
    ]


def test_a_check_of_the_spelling_fails_equivalents(drills, world, clock):
    (report,) = try_mutants(drills(COMMAND_AND_NO_PROBE), world, clock, seed="a")

    assert names(report, Fate.FAILED) == ["shell_by_path@all", "script_as_argument@all"]
    assert names(report, Fate.SURVIVED) == []
    assert report.rate == 1.0
    assert exit_code([report]) == EXIT_LESS


def test_a_drill_may_say_why_a_near_miss_survives(drills, world, clock):
    (report,) = try_mutants(drills(more=EXPLAINED), world, clock, seed="a")

    assert names(report, Fate.EXPLAINED) == ["never_ready@main", "crash@main", "only_sleep@main"]
    assert report.rate == 1.0
    assert report.remarks == ()
    assert exit_code([report]) == EXIT_FULL_MARKS


def test_an_explanation_of_what_is_killed_or_not_made_is_told(drills, world, clock):
    more = EXPLAINED + "  misspell_image: any image will do\n  init_fails: no matter\n"
    (report,) = try_mutants(drills(more=more), world, clock, seed="a")

    assert report.remarks == (
        "`misspell_image` is explained as a survivor, and it is killed",
        "`init_fails` is explained, and no such mutant is made",
    )
    assert exit_code([report]) == EXIT_FULL_MARKS


def test_a_sample_says_nothing_of_explanations_that_it_did_not_try(drills, world, clock):
    (report,) = try_mutants(drills(more=EXPLAINED), world, clock, seed="a", size=1)

    assert len(report.mutants) == 1
    assert report.remarks == ()


def test_a_cluster_that_does_not_answer_kills_nothing(drills, world, clock):
    world.fail(unavailable())

    (report,) = try_mutants(drills(), world, clock, seed="a")

    assert {it.fate for it in report.mutants} == {Fate.UNKNOWN}
    assert report.rate is None
    assert exit_code([report]) == EXIT_CANNOT_TELL


def test_what_the_api_refuses_is_a_miss_with_its_words(drills, world, clock):
    (report,) = try_mutants(drills(), world, clock, seed="a")

    (found,) = [it.found for it in report.mutants if it.mutant.operator == "other_namespace"]
    assert found[0].startswith("Pod `web` names namespace `default`")


def test_survivors_and_failed_equivalents_are_named(drills, world, clock):
    (report,) = try_mutants(drills(COMMAND), world, clock, seed="a")

    lines = mutants_text([report]).splitlines()
    assert lines[0] == ("○ small/examples/web  6 of 7 near misses killed (86%), 0 explained, 4 of 6 equivalents passed")
    assert lines[1] == "    never_ready@main survived: `main` never gets ready"
    assert lines[2] == "    shell_by_path@all failed: the shell is `/bin/sh`"
    assert lines[3].startswith("        is_nginx is unmet: expected")


def test_other_programs_read_a_document(drills, world, clock):
    (report,) = try_mutants(drills(), world, clock, seed="a")

    (document,) = mutants_document([report])
    assert (document["drill"], document["good"]) == ("small/examples/web", False)
    assert document["kill_rate"] == pytest.approx(4 / 7)
    assert document["mutants"][0]["mutant"] == "misspell_container@main"
    assert document["mutants"][0]["checks"] == {"is_nginx": "unmet"}
    assert json.loads(json.dumps(document)) == document


def test_each_mutant_is_told_of_as_it_is_done(drills, world, clock):
    told = []

    try_mutants(drills(), world, clock, seed="a", jobs=1, tell=lambda _, report: told.append(report.mutant.operator))

    assert told[:2] == ["misspell_container", "misspell_image"]
    assert world.leftovers() == ()
