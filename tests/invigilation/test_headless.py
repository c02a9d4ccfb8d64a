"""A whole exam with nobody at the keyboard."""

import threading
from dataclasses import replace
from fractions import Fraction

import pytest

from ckadtrainer.cluster.fake import unavailable
from ckadtrainer.errors import ClusterUnavailable, UsageError
from ckadtrainer.invigilation.answers import Answers
from ckadtrainer.invigilation.headless import Headless
from ckadtrainer.scoring.exam import Loss


@pytest.fixture
def ticking(hall):
    """A clock that runs on by itself, much faster than the machine's."""
    stop = threading.Event()

    def tick():
        while not stop.wait(0.001):
            hall.clock.advance(0.25)

    thread = threading.Thread(target=tick)
    thread.start()
    yield
    stop.set()
    thread.join()


@pytest.fixture
def sit(hall, ticking):
    """Sit an exam whose answers are given by the drill's id."""

    def sit(tell=lambda *_: None, minutes=None, **answers):
        plan = hall.exams.plan(blueprint=hall.blueprint, seed="a", minutes=minutes)
        numbers = {task.key.rpartition("/")[2]: task.number for task in plan.tasks}
        documents = {numbers[id]: each for id, each in answers.items()}
        return Headless(hall.exams, hall.world, hall.clock).sit(plan, Answers(documents, ()), tell)

    return sit


def everything(hall):
    return {id: hall.solution(id) for id in ("one", "two", "three", "four")}


def test_solutions_pass_with_the_whole(hall, sit):
    told = []
    sat = sit(lambda *words: told.append(words), **everything(hall))

    assert sat.result.score == 100
    assert sat.result.is_headless
    assert hall.exams.results() == [sat.result]
    assert all(task.visits for task in sat.result.tasks)
    assert [what for at, (what, *_) in enumerate(told) if not at or told[at - 1][0] != what] == [
        "set up", "handed in", "graded",
    ]  # fmt: skip
    assert [last for last in told if last[1] == last[2]] == [("set up", 9, 9), ("handed in", 4, 4), ("graded", 4, 4)]


def test_a_mix_gives_the_score_worked_out_by_hand(hall, sit):
    """Of 24, 36, 12 and 28 per cent: all, 2 of 5 points, nothing handed in, and a wrong name."""
    sat = sit(
        one=hall.solution("one"),
        two=[hall.config_map("settings-two", app="api"), hall.config_map("more-two")],
        four=[hall.config_map("setting-four", app="web")],
    )

    assert sat.result.score == 24 + Fraction(36 * 2, 5)
    assert {task.drill: task.loss for task in sat.result.tasks} == {
        "one": None, "two": Loss.MISSED, "three": Loss.NOT_REACHED, "four": Loss.WRONG_NAME,
    }  # fmt: skip
    assert len(sat.handed) == 3


def test_it_is_no_practice_of_ones_own(hall, sit):
    sit(**everything(hall))
    assert hall.practice.records() == []
    assert hall.practice.standings() == {}
    assert hall.store.open_attempts() == []


def test_nothing_stays_behind(hall, sit):
    sit(**everything(hall))
    assert hall.world.leftovers() == ()
    assert hall.exams.unfinished() is None


def test_what_the_api_refuses_is_told_with_its_task(hall, sit):
    hall.world.reject("settings-one", "data: Invalid value")
    sat = sit(**everything(hall))
    assert [(each.task.key, each.complaints) for each in sat.handed if each.complaints] == [
        ("first/basics/one", ("data: Invalid value",))
    ]


@pytest.mark.parametrize("fault", [KeyboardInterrupt, SystemExit, unavailable()])
@pytest.mark.parametrize("moment", [("set up", 2), ("handed in", 0), ("handed in", 1), ("graded", 0)])
def test_interrupted_or_failed_it_cleans_up(hall, sit, fault, moment):
    def tell(what, done, _):
        if (what, done) == moment:
            raise fault

    with pytest.raises(fault if isinstance(fault, type) else type(fault)):
        sit(tell, **everything(hall))

    assert hall.world.leftovers() == ()
    assert hall.exams.unfinished() is None
    assert hall.exams.results() == []
    assert hall.store.open_attempts() == []


def test_interrupted_it_does_not_wait_for_pods_that_are_to_go(hall, sit, monkeypatch):
    """A staged Pod that never gets ready would be waited for; here for very long."""
    monkeypatch.setattr("ckadtrainer.staged_pods._READY", 40_000.0)
    pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": {"containers": []}}
    hall.pack = replace(hall.pack, drills=tuple(replace(drill, setup=(pod,)) for drill in hall.pack.drills))
    hall.practice = hall.another()

    def tell(what, done, _):
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sit(tell, **everything(hall))

    assert hall.clock.boot() < 20_000
    assert hall.world.leftovers() == ()


def test_a_cluster_that_goes_away_gives_no_score(hall, sit):
    def tell(what, done, _):
        if (what, done) == ("graded", 0):
            hall.world.fail(unavailable())

    with pytest.raises(ClusterUnavailable):
        sit(tell, **everything(hall))

    hall.world.fail(None)
    assert hall.exams.results() == []
    assert hall.exams.unfinished() is None
    hall.practice.sweep()
    assert hall.world.leftovers() == ()


def test_what_comes_after_the_time_is_not_handed_in(hall, sit):
    def tell(what, done, _):
        if (what, done) == ("handed in", 0):
            hall.clock.advance(3600)
            for _ in range(2000):
                if hall.exams.under_way()[0].ended_at:
                    break
                threading.Event().wait(0.001)

    sat = sit(tell, **everything(hall))

    assert all(each.is_late for each in sat.handed)
    assert sat.result.score == 0
    assert sat.result.seconds == sat.result.limit


def test_it_waits_for_an_exam_that_is_open(hall, sit):
    room = hall.begun()
    with pytest.raises(UsageError, match="open already"):
        sit(**everything(hall))
    room.close()
    assert hall.exams.unfinished().id == room.sitting.id


class TestAKilledOne:
    @pytest.fixture
    def killed(self, hall):
        """An exam sat from files whose trainer was killed."""
        plan = replace(hall.exams.plan(blueprint=hall.blueprint, seed="a"), is_headless=True)
        room = hall.exams.begin(hall.exams.set_up(plan))
        room.close()
        return room.sitting

    def test_no_learner_goes_on_with_it(self, hall, killed):
        assert hall.exams.unfinished() is None
        assert [it.id for it in hall.exams.under_way()] == [killed.id]

    def test_another_waits_while_it_may_be_alive(self, hall, killed):
        hall.clock.advance(60)
        with pytest.raises(UsageError, match="open already"):
            hall.begun()

    def test_another_gives_it_up_when_it_is_gone(self, hall, killed):
        hall.clock.advance(660)
        room = hall.begun()
        assert [it.id for it in hall.exams.under_way()] == [room.sitting.id]
        assert len(hall.world.leftovers()) == len(room.sitting.places) + len(room.sitting.desks)
        room.close()
