"""The class of a loss, read from what is there and what is not."""

import pytest

from ckadtrainer.grading.verdict import Verdict
from ckadtrainer.scoring.exam import Loss
from ckadtrainer.scoring.loss import loss_of

POD, OTHER, SERVICE = ("Pod", "web"), ("Pod", "wep"), ("Service", "web")
READY = {"status": {"conditions": [{"type": "Ready", "status": "True"}]}}
CRASHES = {"status": {"conditions": [{"type": "Ready", "status": "False"}]}}
DONE = {"status": {"phase": "Succeeded", "conditions": [{"type": "Ready", "status": "False"}]}}
PART, NOTHING, ALL = [(3, Verdict.MET), (1, Verdict.UNMET)], [(3, Verdict.UNMET)], [(3, Verdict.MET)]


@pytest.fixture
def loss(task_of):
    """The loss of a task that wants a Pod and a Service, unless told otherwise."""

    def of(checks, present=(), *, visited=True, wanted=(POD, SERVICE), staged=(), elsewhere=()):
        grade = task_of(1, checks, weight=10).grade
        found = dict(present) if isinstance(present, dict) else dict.fromkeys(present, READY)
        return loss_of(
            grade, visited=visited, wanted=wanted, staged=staged, present=found, elsewhere=frozenset(elsewhere)
        )

    return of


def test_full_marks_are_no_loss(loss):
    assert loss(ALL, elsewhere=[POD]) is None


@pytest.mark.parametrize("visited", [True, False])
def test_nothing_made_is_not_reached(loss, visited):
    assert loss(NOTHING, visited=visited) is Loss.NOT_REACHED


class TestWrongNamespace:
    def test_what_is_asked_for_stands_elsewhere(self, loss):
        assert loss(NOTHING, elsewhere=[POD, SERVICE]) is Loss.WRONG_NAMESPACE

    def test_one_of_several_is_enough(self, loss):
        assert loss(PART, [POD], elsewhere=[SERVICE]) is Loss.WRONG_NAMESPACE

    def test_near_miss_it_stands_here_too(self, loss):
        assert loss(PART, [POD, SERVICE], elsewhere=[POD]) is Loss.MISSED

    def test_near_miss_something_of_another_name_stands_elsewhere(self, loss):
        assert loss(NOTHING, elsewhere=[OTHER]) is Loss.NOT_REACHED

    def test_near_miss_it_was_staged_and_deleted(self, loss):
        assert loss(PART, [SERVICE], staged=[POD], elsewhere=[POD]) is Loss.MISSED


class TestWrongName:
    def test_one_of_its_kind_is_there_under_another_name(self, loss):
        assert loss(NOTHING, [OTHER], wanted=[POD]) is Loss.WRONG_NAME

    def test_beside_what_is_right(self, loss):
        assert loss(PART, [SERVICE, OTHER]) is Loss.WRONG_NAME

    def test_near_miss_another_of_its_kind_that_is_wanted_too(self, loss):
        assert loss(PART, [POD], wanted=[POD, OTHER]) is Loss.MISSED

    def test_near_miss_one_that_was_staged(self, loss):
        assert loss(NOTHING, [OTHER], wanted=[POD], staged=[OTHER]) is Loss.NOT_REACHED

    def test_near_miss_one_of_another_kind(self, loss):
        assert loss(NOTHING, [("Deployment", "web")], wanted=[POD]) is Loss.MISSED


class TestNotRunning:
    def test_it_is_there_and_does_not_run(self, loss):
        assert loss(PART, {POD: CRASHES, SERVICE: {}}) is Loss.NOT_RUNNING

    def test_it_has_no_status_yet(self, loss):
        assert loss(PART, {POD: {}, SERVICE: {}}) is Loss.NOT_RUNNING

    def test_near_miss_it_has_done_its_work(self, loss):
        assert loss(PART, {POD: DONE, SERVICE: {}}) is Loss.MISSED

    def test_near_miss_a_pod_nobody_asked_for(self, loss):
        assert loss(PART, {POD: READY, SERVICE: {}, OTHER: CRASHES}) is Loss.MISSED

    @pytest.mark.parametrize(("kind", "condition"), [("Deployment", "Available"), ("Job", "Complete")])
    def test_each_kind_has_a_condition_of_its_own(self, loss, kind, condition):
        name = (kind, "web")
        runs = {"status": {"conditions": [{"type": condition, "status": "True"}]}}
        assert loss(PART, {name: runs}, wanted=[name]) is Loss.MISSED
        assert loss(PART, {name: READY}, wanted=[name]) is Loss.NOT_RUNNING


class TestABrokenPodToMend:
    """Solution and set-up make the same: nothing is missing and nothing is one's own."""

    def mend(self, loss, checks, found, **more):
        return loss(checks, {POD: found}, wanted=[POD], staged=[POD], **more)

    def test_never_looked_at(self, loss):
        assert self.mend(loss, NOTHING, CRASHES, visited=False) is Loss.NOT_REACHED

    def test_looked_at_and_still_broken(self, loss):
        assert self.mend(loss, NOTHING, CRASHES) is Loss.NOT_RUNNING

    def test_it_runs_and_a_part_is_not_as_asked(self, loss):
        assert self.mend(loss, PART, READY) is Loss.MISSED

    def test_it_is_gone(self, loss):
        assert loss(NOTHING, [], wanted=[POD], staged=[POD]) is Loss.MISSED

    def test_mended_under_another_name(self, loss):
        assert loss(NOTHING, {POD: CRASHES, OTHER: READY}, wanted=[POD], staged=[POD]) is Loss.NOT_RUNNING
