"""Whole exams on the practice cluster, their answers handed in from files."""

import shutil
from fractions import Fraction

import pytest

from ckadtrainer.definition.blueprint import load_blueprint
from ckadtrainer.invigilation.answers import read_answers
from ckadtrainer.invigilation.headless import Headless
from ckadtrainer.scoring.exam import Loss
from ckadtrainer.session.exam import draw

pytestmark = [pytest.mark.live, pytest.mark.slow]

BLUEPRINT = """
format: 1
id: four
title: Four
minutes: 40
tasks: 4
pass_mark: 66
sections: [{title: All, share: 100}]
"""


@pytest.fixture
def four(practice, tmp_path):
    """A plan of four drills of the built-in pack."""

    def plan(*wanted):
        file = tmp_path / "four.yaml"
        file.write_text(BLUEPRINT)
        return draw(load_blueprint(file), [practice.find(drill) for drill in wanted], seed="live")

    return plan


@pytest.fixture
def sit(practice, tmp_path):
    """Sit the exam of a plan with answers given as drill -> the file of its pack that is handed in."""

    def sit(plan, answers):
        folder = tmp_path / "answers"
        folder.mkdir()
        for task in plan.tasks:
            if task.drill in answers:
                source = practice.exams.drill_of(task).folder / "answers" / answers[task.drill]
                shutil.copyfile(source, folder / f"{task.drill}.yaml")
        read = read_answers(folder, plan, practice.exams.drill_of)
        sat = Headless(practice.exams, practice.world, practice.clock).sit(plan, read)
        assert [each.complaints for each in sat.handed if each.complaints] == []
        left = {owner for _, owner in practice.world.leftovers()}
        assert not left & {sat.result.id, *(each.id for each in practice.store.open_attempts())}
        return sat.result

    return sit


def told(result):
    """What was lost, for a failure's sake."""
    return [(task.drill, check.id, check.verdict, check.evidence) for task in result.tasks for check in task.failed()]


def test_sixteen_solutions_score_the_whole(practice, sit):
    plan = practice.exams.plan(seed="live")
    assert len(plan.tasks) == 16

    result = sit(plan, {task.drill: "solution.yaml" for task in plan.tasks})

    assert told(result) == []
    assert result.score == 100
    assert result.is_passed
    assert {task.loss for task in result.tasks} == {None}


def test_a_mix_scores_what_was_worked_out_by_hand(four, sit):
    """Target times of 3, 3, 4 and 5 minutes make 20, 20, 27 and 33 %.

    `init_pod` is right: 20. `sidecar_pod` prints its line once and loses 4 of 10 points: 12. `shared_vol` has a Pod of
    another name: 0. Nothing is handed in for `wait_pod`: 0.
    """
    weights = {"init_pod": 20, "sidecar_pod": 20, "shared_vol": 27, "wait_pod": 33}
    plan = four(*weights)
    assert {task.drill: task.weight for task in plan.tasks} == weights

    result = sit(
        plan,
        {
            "init_pod": "solution.yaml",
            "sidecar_pod": "one_echo_and_a_sleep.yaml",
            "shared_vol": "pod_misspelt.yaml",
        },
    )

    scored = {task.drill: task.scored for task in result.tasks}
    assert scored == {"init_pod": 20, "sidecar_pod": 12, "shared_vol": 0, "wait_pod": 0}, told(result)
    assert result.score == Fraction(32)
    assert not result.is_passed
    losses = {task.drill: task.loss for task in result.tasks}
    assert (losses["init_pod"], losses["shared_vol"], losses["wait_pod"]) == (
        None, Loss.WRONG_NAME, Loss.NOT_REACHED,
    )  # fmt: skip
