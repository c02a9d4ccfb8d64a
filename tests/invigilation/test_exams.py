"""An exam from its draw to its result."""

import json
import threading
from fractions import Fraction

import pytest

from ckadtrainer.cluster.fake import unavailable
from ckadtrainer.errors import ClusterUnavailable, NamespaceGone, UsageError
from ckadtrainer.exam.sitting import Stage
from ckadtrainer.invigilation.room import ExamRoom
from ckadtrainer.scoring.exam import Loss


def losses(result):
    return {task.drill: task.loss for task in result.tasks}


class TestSettingUp:
    def test_everything_is_there_before_the_clock_runs(self, hall):
        told = []
        plan = hall.exams.plan(blueprint=hall.blueprint, seed="a")

        sitting = hall.exams.set_up(plan, lambda done, of: told.append((done, of)))

        hall.clock.advance(60)
        assert sitting.begun_at is None
        assert len({place.namespace for place in sitting.places}) == 4
        assert told[0] == (0, 9)
        assert told[-1] == (9, 9)
        room = hall.exams.begin(sitting)
        assert room.reading().left == plan.seconds

    def test_every_task_names_a_context_of_the_exams_kubeconfig(self, hall):
        room = hall.begun()

        document = json.loads(hall.exams.kubeconfig(room.sitting).read_text())

        contexts = {each["name"]: each["context"]["namespace"] for each in document["contexts"]}
        assert {place.context for place in room.sitting.places} == set(contexts)
        assert not set(contexts.values()) & {place.namespace.name for place in room.sitting.places}

    def test_a_failure_leaves_nothing_behind(self, hall):
        plan = hall.exams.plan(blueprint=hall.blueprint, seed="a")

        def fail_midway(done, of):
            if done == 3:
                hall.world.fail(unavailable())

        with pytest.raises(ClusterUnavailable):
            hall.exams.set_up(plan, fail_midway)

        hall.world.fail(None)
        hall.practice.sweep()
        assert hall.world.leftovers() == ()
        assert hall.exams.unfinished() is None
        assert hall.store.open_attempts() == []

    def test_what_hears_of_the_steps_can_stop_it(self, hall):
        class Stop(Exception):
            pass

        def stop(done, of):
            if done == 2:
                raise Stop

        with pytest.raises(Stop):
            hall.exams.set_up(hall.exams.plan(blueprint=hall.blueprint, seed="a"), stop)

        assert hall.world.leftovers() == ()
        assert hall.store.open_attempts() == []

    def test_a_second_exam_waits_for_the_first(self, hall):
        hall.begun()
        with pytest.raises(UsageError, match="open already"):
            hall.exams.set_up(hall.exams.plan(blueprint=hall.blueprint, seed="b"))

    def test_what_a_kill_left_of_setting_up_goes_with_the_next_exam(self, hall):
        plan = hall.exams.plan(blueprint=hall.blueprint, seed="a")
        hall.exams.set_up(plan)  # killed before it began

        again = hall.another().exams
        sitting = again.set_up(plan)

        assert len(hall.world.leftovers()) == len(sitting.places) + len(sitting.desks)

    def test_tasks_of_an_exam_are_no_open_attempts_of_practice(self, hall):
        hall.begun()
        assert hall.practice.open_attempts() == []
        assert {standing.state for standing in hall.practice.coach.standings().values()} == set()
        assert hall.practice.coach.agenda().suggestion.reason == "new"

    def test_a_pool_that_is_not_there_is_said(self, hall):
        with pytest.raises(UsageError, match="basic_s") as caught:
            hall.exams.plan(blueprint=hall.blueprint, pool="basic_s")
        assert "basics" in caught.value.remedy
        assert hall.practice.catalogue.pools() == ["basics", "first"]


class TestGrading:
    def test_solutions_give_the_whole(self, hall):
        room = hall.begun()
        for id in ("one", "two", "three", "four"):
            hall.apply(room, id, hall.solution(id))

        result = hall.exams.grade(room)

        assert result.score == 100
        assert result.is_passed
        assert set(losses(result).values()) == {None}

    def test_a_mix_gives_the_score_worked_out_by_hand(self, hall):
        """Building 60 % by 4 and 6 minutes: 24 and 36. Watching 40 % by 3 and 7 minutes: 12 and 28."""
        room = hall.begun()
        assert {task.key.rpartition("/")[2]: task.weight for task in room.sitting.plan.tasks} == {
            "one": 24, "two": 36, "three": 12, "four": 28,
        }  # fmt: skip
        hall.apply(room, "one", hall.solution("one"))
        hall.apply(room, "two", [hall.config_map("settings-two", app="api"), hall.config_map("more-two")])
        hall.apply(room, "four", [hall.config_map("settings-four", app="web")])
        room.visit(hall.number(room, "three"))

        result = hall.exams.grade(room)

        # one: all; two: 2 of 5 points; three: nothing; four: 4 of 5 points.
        assert result.score == 24 + Fraction(36 * 2, 5) + 0 + Fraction(28 * 4, 5) == Fraction(304, 5)
        assert not result.is_passed
        assert [(part.title, part.scored) for part in sorted(result.sections(), key=lambda it: it.title)] == [
            ("Building", 24 + Fraction(72, 5)),
            ("Watching", Fraction(112, 5)),
        ]

    def test_each_loss_has_its_class(self, hall):
        room = hall.begun()
        hall.apply(room, "one", hall.solution("one"), where="two")  # wrong namespace
        hall.apply(room, "three", [hall.config_map("settings_three", app="web"), hall.config_map("more-three")])
        hall.apply(room, "four", [hall.config_map("settings-four", app="web")])

        result = hall.exams.grade(room)

        assert losses(result)["one"] is Loss.WRONG_NAMESPACE
        assert losses(result)["three"] is Loss.WRONG_NAME
        assert losses(result)["two"] is Loss.NOT_REACHED
        four = next(task for task in result.tasks if task.drill == "four")
        assert four.loss is Loss.MISSED
        assert [(check.id, four.says(check.id)) for check in four.failed()] == [
            ("another_is_there", "The other one is there")
        ]

    def test_what_stands_on_a_desk_is_in_the_wrong_namespace(self, hall):
        room = hall.begun()
        desk = next(iter(room.sitting.desks.values()))
        for document in hall.solution("one"):
            hall.world.apply(desk, document)

        assert losses(hall.exams.grade(room))["one"] is Loss.WRONG_NAMESPACE

    def test_it_cleans_up_and_the_history_has_what_was_worked_on(self, hall):
        room = hall.begun()
        for id in ("two", "three"):
            room.visit(hall.number(room, id))
        untouched = next(id for id in ("four", "one") if hall.number(room, id) not in room.sitting.visited)
        hall.apply(room, "two", hall.solution("two"))

        result = hall.exams.grade(room)

        assert hall.world.leftovers() == ()
        assert hall.exams.unfinished() is None
        assert hall.exams.results() == [result]
        assert hall.store.open_attempts() == []
        points = {record.drill: record.points for record in hall.practice.records()}
        assert {record.exam for record in hall.practice.records()} == {result.id}
        assert points["two"] == 5
        assert points["three"] == 0
        assert untouched not in points, "one nobody came to says nothing of a skill"

    def test_an_unknown_grade_is_no_zero(self, hall):
        room = hall.begun()
        hall.apply(room, "one", hall.solution("one"))
        room.end()
        hall.world.fail(unavailable())
        hall.clock._held = False  # what waits for the cluster need not wait here

        with pytest.raises(ClusterUnavailable, match="could not be judged"):
            hall.exams.grade(room)

        hall.world.fail(None)
        sitting = hall.exams.unfinished()
        assert sitting.stage is Stage.ENDED
        again = hall.another().exams
        assert next(t.share for t in again.grade(again.go_on(sitting)).tasks if t.drill == "one") == 1


class TestGoingOn:
    def test_it_is_where_it_was(self, hall):
        room = hall.begun()
        hall.clock.advance(10)
        room.visit(3)
        room.flag(2, on=True)
        room.flag(4, on=True)
        room.flag(4, on=False)
        room.note("look at 2 again")
        room.beat()

        hall.clock.advance(30)  # killed, and started again half a minute later
        again = hall.another().exams
        back = again.go_on(again.unfinished())

        assert back.sitting.current.number == 3
        assert back.sitting.flags == {2}
        assert back.sitting.notes == "look at 2 again"
        assert back.sitting.visited == {1, 3}
        assert back.reading().elapsed == 40, "the exam's time runs on"
        assert back.pace(3).spent == 0, "nobody worked on a task meanwhile"

    def test_time_the_cluster_was_down_is_given_back(self, hall):
        room = hall.begun()
        hall.clock.advance(100)
        room.beat()
        hall.world.fail(unavailable())
        hall.clock.advance(1)
        room.beat()
        assert room.reading().stands
        hall.clock.advance(59)
        hall.world.fail(None)
        room.beat()
        hall.clock.advance(5)

        assert room.reading().elapsed == 105
        assert room.reading().given_back == 60

    def test_a_restart_of_the_cluster_while_the_trainer_was_gone_is_given_back(self, hall):
        room = hall.begun()
        hall.clock.advance(100)
        room.beat()
        hall.clock.advance(50)
        hall.world.started_at = hall.clock.now()
        hall.clock.advance(20)

        again = hall.another().exams
        back = again.go_on(again.unfinished())

        assert back.reading().given_back == 50
        assert back.reading().elapsed == 120

    def test_a_cluster_that_is_still_down_stops_the_clock(self, hall):
        room = hall.begun()
        hall.clock.advance(100)
        room.beat()
        hall.world.fail(unavailable())
        hall.clock.advance(50)

        again = hall.another().exams
        back = again.go_on(again.unfinished())

        assert back.reading().elapsed == 100
        assert back.reading().stands
        hall.world.fail(None)
        hall.clock.advance(10)
        back.beat()
        assert back.reading().given_back == 60

    def test_time_that_ran_out_meanwhile_ends_it_at_its_end(self, hall):
        room = hall.begun()
        hall.clock.advance(100)
        room.beat()
        hall.clock.advance(5000)

        again = hall.another().exams
        back = again.go_on(again.unfinished())

        assert back.sitting.stage is Stage.ENDED
        assert (back.sitting.ended_at - back.sitting.begun_at).total_seconds() == 40 * 60

    def test_namespaces_that_are_gone_are_said(self, hall):
        room = hall.begun()
        hall.world.delete_namespace(room.sitting.places[0].namespace)

        again = hall.another().exams
        with pytest.raises(NamespaceGone, match="not in the cluster any more"):
            again.go_on(again.unfinished())

    def test_it_can_be_given_up(self, hall):
        hall.begun()
        hall.exams.abandon(hall.exams.unfinished())
        assert hall.world.leftovers() == ()
        assert hall.exams.unfinished() is None
        assert hall.exams.results() == []


class TestTheRoom:
    def test_time_over_ends_it_by_itself(self, hall):
        room = hall.begun()
        hall.clock.advance(40 * 60 + 3)
        room.beat()
        assert room.sitting.stage is Stage.ENDED
        assert room.reading().left == 0
        assert room.flag(1, on=True).flags == frozenset(), "too late"

    def test_time_counts_for_the_task_on_the_screen(self, hall):
        room = hall.begun()
        hall.clock.advance(30)
        room.visit(2)
        hall.clock.advance(45)
        room.visit(1)
        hall.clock.advance(5)
        assert room.pace(1).spent == 35
        assert room.pace(2).spent == 45

    def test_a_task_visited_while_the_cluster_was_down_is_watched_when_it_is_back(self, hall):
        room = hall.begun()
        number = next(task.number for task in room.sitting.plan.tasks if task.number != 1)
        hall.world.fail(unavailable())
        room.beat()
        room.visit(number)
        wait_until(lambda: number not in room._watched)
        hall.world.fail(None)

        room.beat()

        wait_until(lambda: hall.store.timeline(room.sitting.place(number).attempt))

    def test_what_turned_when_is_kept_for_the_timeline(self, hall):
        room = hall.begun()
        number = hall.number(room, "one")
        room.visit(number)
        attempt = room.sitting.place(number).attempt
        wait_until(lambda: hall.store.timeline(attempt))
        hall.clock.advance(20)
        hall.apply(room, "one", hall.solution("one"))
        wait_until(lambda: sum(turn.after == "met" for turn in hall.store.timeline(attempt)) == 3)

        result = hall.exams.grade(room)

        turns = next(task.turns for task in result.tasks if task.drill == "one")
        assert {turn.check: turn.seconds for turn in turns if turn.verdict == "met"} == {
            "is_there": 20, "is_labelled": 20, "another_is_there": 20,
        }  # fmt: skip

    def test_a_cluster_that_hangs_keeps_no_visit_waiting(self, hall):
        sitting = hall.begun().sitting
        hang, begun = threading.Event(), []

        def slow(attempt, elapsed):
            assert hang.wait(10)
            begun.append(hall.exams._live(attempt, elapsed))
            return begun[-1]

        room = ExamRoom(sitting, hall.world, hall.store, hall.clock, slow)
        assert room.visit(2).current.number == 2
        assert room.visit(3).current.number == 3

        room.close()  # the watches that begin after it are closed again
        hang.set()
        wait_until(lambda: len(begun) == 2 and all(live._stopped for live in begun))

    def test_it_is_heard_when_the_clock_stands_goes_on_and_ends_and_when_all_is_over(self, hall):
        heard = []
        hall.exams.on_change(heard.append)
        room = hall.begun()
        room.visit(2)
        assert heard == []
        hall.world.fail(unavailable())
        room.beat()
        assert heard[-1].is_lost
        hall.world.fail(None)
        room.beat()
        assert not heard[-1].is_lost
        hall.exams.grade(room)
        assert [each.stage for each in heard] == [Stage.OPEN, Stage.OPEN, Stage.ENDED, Stage.GRADED]


def wait_until(condition):
    for _ in range(400):
        if condition():
            return
        threading.Event().wait(0.01)
    raise AssertionError("it never came true")
