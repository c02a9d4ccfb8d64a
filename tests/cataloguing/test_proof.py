"""A drill is proven when every run is right and none differs from the others."""

import pytest

from ckadtrainer.grading.verdict import Verdict


@pytest.fixture
def proof(drills, run):
    from cataloguing.proof import Proof

    def proof(*runs):
        return Proof(drills["init_pod"], runs)

    return proof


def test_runs_that_agree_are_a_proof(proof, run):
    made = proof(run("init_pod"), run("init_pod"))

    assert made.changed() == []
    assert made.is_good


def test_a_verdict_that_changes_is_named_with_its_counts(proof, run):
    made = proof(run("init_pod"), run("init_pod", miss=Verdict.MET), run("init_pod"))

    assert made.changed() == ["crash@main: 2 times runs unmet; 1 times runs met"]
    assert not made.is_good


def test_a_fault_in_every_run_is_no_proof(proof, run):
    made = proof(run("init_pod", miss=Verdict.MET), run("init_pod", miss=Verdict.MET))

    assert made.changed() == []
    assert not made.is_good


def test_the_time_is_the_median_of_the_solution(proof, run):
    assert proof(*(run("init_pod", seconds=each) for each in (9.0, 30.0, 11.0))).seconds == 11.0
