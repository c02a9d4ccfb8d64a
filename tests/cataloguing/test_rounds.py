"""What is missing of a round is tried, the answers before the mutants, and nothing twice."""

from types import SimpleNamespace

import pytest

from ckadtrainer.verification.mutants import Fate


@pytest.fixture
def work(drills, tmp_path):
    """The work on init_pod; a world that is asked for nothing until a trial runs."""
    from cataloguing.ledger import Ledger
    from cataloguing.rounds import Wanted, Work

    def work(answers=1, mutants=1, size=None, tried=()):
        ledger = Ledger(tmp_path / "proofs.jsonl")
        for each in tried:
            ledger.add(each)
        practice = SimpleNamespace(world=None, traces=None)
        return Work(drills["init_pod"], practice, ledger, Wanted(answers, mutants, "1", size))

    return work


@pytest.fixture
def files(drills):
    from cataloguing.ledger import files_of

    return files_of(drills["init_pod"])


def sizes(work):
    return [len(trials) for trials in work.rounds()]


def test_every_round_tries_everything_once(work, drills):
    made = work(answers=2, mutants=1)
    answers = 1 + len(drills["init_pod"].drill.answers)

    assert sizes(made) == [answers + made.proof.made, answers]


def test_what_was_tried_before_is_not_tried_again(work, line, files, drills):
    answers = 1 + len(drills["init_pod"].drill.answers)
    untouched = line("untouched", files=files)

    assert sizes(work(answers=3, mutants=0, tried=[untouched, untouched])) == [answers - 1, answers - 1, answers]


def test_what_was_tried_of_another_drill_of_that_name_is(work, line, drills):
    answers = 1 + len(drills["init_pod"].drill.answers)

    assert sizes(work(answers=1, mutants=0, tried=[line("untouched", files="before")])) == [answers]


def test_a_sample_is_the_same_every_round(work, line, files):
    first = work(answers=0, mutants=2, size=4)
    assert sizes(first) == [4, 4]
    mutant = next(iter(first._picked()))

    again = work(answers=0, mutants=2, size=4, tried=[line(mutant, fate=Fate.KILLED, files=files)])

    assert sizes(again) == [3, 4]


def test_what_was_tried_elsewhere_is_not_tried_again(work, line, files, drills):
    from cataloguing.ledger import Carried

    answers = 1 + len(drills["init_pod"].drill.answers)
    known = [Carried("init_pod", files, 2, 1), line("untouched", files=files)]

    assert sizes(work(answers=4, mutants=1, tried=known)) == [0, 0, answers - 1, answers]
