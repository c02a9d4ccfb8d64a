"""A drill is proven when every trial is right and none differs from the others."""

from dataclasses import replace

import pytest

from ckadtrainer.verification.mutants import Fate


@pytest.fixture
def proof(drills):
    from cataloguing.ledger import Carried
    from cataloguing.proof import Proof

    return lambda *tried: Proof(drills["init_pod"], 1, tried, Carried("init_pod", "now"))


def test_trials_that_agree_are_a_proof(proof, line):
    made = proof(line("untouched", "unmet"), line("untouched", "unmet"), line("crash@main", "unmet", fate=Fate.KILLED))

    assert made.changed() == []
    assert made.is_good
    assert made.answers == {"untouched": 2}
    assert made.mutants == {"crash@main": 1}


def test_a_verdict_that_changes_is_named_with_its_counts(proof, line):
    unmet = line("untouched", "unmet")
    made = proof(unmet, replace(unmet, verdicts={"runs": "met"}), unmet)

    assert made.changed() == ["untouched: 2 times runs unmet; 1 times runs met"]
    assert not made.is_good


def test_a_near_miss_that_is_always_killed_may_fail_other_checks_and_that_is_told(proof, line):
    killed = line("crash@main", "unmet", fate=Fate.KILLED)
    made = proof(killed, replace(killed, verdicts={"runs": "met"}), killed)

    assert made.changed() == []
    assert made.varied() == ["crash@main: 2 times runs unmet; 1 times runs met"]
    assert made.is_good


def test_a_near_miss_that_is_not_always_killed_has_changed(proof, line):
    made = proof(line("crash@main", fate=Fate.KILLED), line("crash@main", fate=Fate.SURVIVED))

    assert made.changed() == ["crash@main: 1 times killed; 1 times survived"]
    assert not made.is_good


def test_a_fault_in_every_trial_is_no_proof(proof, line):
    made = proof(line("untouched", good=False), line("untouched", good=False))

    assert made.changed() == []
    assert made.faults == ["untouched"]
    assert not made.is_good


def test_the_rate_leaves_out_equivalents_and_what_the_drill_explains(proof, line):
    made = proof(
        line("crash@main", fate=Fate.KILLED),
        line("rename@main", fate=Fate.SURVIVED),
        line("add_label@pod", fate=Fate.PASSED),
        replace(line("slow@main", fate=Fate.EXPLAINED), is_explained=True),
        replace(line("slow@init", fate=Fate.KILLED), is_explained=True),
    )

    assert made.rate == 0.5
    assert made.explained == 1


def test_the_time_is_the_median_of_the_solution(proof, line):
    solution = [line("answers/solution.yaml", seconds=each) for each in (9.0, 30.0, 11.0)]

    assert proof(line("untouched", seconds=1.0), *solution).seconds == 11.0
    assert proof(line("untouched")).seconds is None
