"""The exam on the screen: the lobby, setting up, the room, the end and its ways out."""

import exam_demo
import pytest
import tui_demo as demo
from textual.widgets import Input

from ckadtrainer.cluster.fake import FakeClock, unavailable
from ckadtrainer.exam.sitting import Stage
from ckadtrainer.tui.screens.exam import ExamPage
from ckadtrainer.tui.screens.exam_end import ExamEnd
from ckadtrainer.tui.screens.exam_lobby import ExamLobby
from ckadtrainer.tui.screens.exam_result import ExamResultPage
from ckadtrainer.tui.screens.exam_start import ExamStart
from ckadtrainer.tui.screens.home import Home
from ckadtrainer.tui.widgets.notepad import Notepad

SIZE = (100, 30)


@pytest.fixture
def clock():
    return FakeClock(held=True)


@pytest.fixture
def practice(tmp_path, clock):
    return exam_demo.practice(tmp_path, clock)


@pytest.fixture
def lobby(until, seen):
    """From home into the lobby, with a draw of half an hour: four tasks."""

    async def enter(pilot):
        await until(pilot, lambda: "design_1" in seen(pilot))
        await pilot.press("e")
        await until(pilot, lambda: "passed with 66 %" in seen(pilot))
        await pilot.press("right", "right")
        await until(pilot, lambda: "4 tasks in 30:00" in seen(pilot))

    return enter


@pytest.fixture
def begin(lobby, until, seen):
    """From home to the first task of an exam whose clock runs."""

    async def enter(pilot):
        await lobby(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "Everything is staged" in seen(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "kubectl config use-context" in seen(pilot) and "Deployment web" in seen(pilot))

    return enter


def sitting(practice):
    return practice.exams.unfinished()


class TestTheLobby:
    async def test_it_shows_what_the_draw_gives_and_the_seed_repeats_it(self, practice, lobby, until, seen):
        async with demo.app(practice).run_test(size=SIZE, notifications=True) as pilot:
            await lobby(pilot)
            plan = practice.exams.plan(seed=pilot.app.screen.query_one("#seed", Input).value, minutes=30)
            assert pilot.app.screen._plan == plan
            await pilot.press("s", "end", *"x1", "enter")
            await until(pilot, lambda: pilot.app.screen._plan not in (None, plan))
            assert pilot.app.screen._plan.seed.endswith("x1")
            await pilot.press("r")
            await until(pilot, lambda: pilot.app.screen._plan and not pilot.app.screen._plan.seed.endswith("x1"))

    async def test_a_pool_and_half_the_time_are_chosen_with_the_arrows(self, practice, lobby, until, seen):
        async with demo.app(practice).run_test(size=SIZE, notifications=True) as pilot:
            await lobby(pilot)
            await pilot.press("down", "right", "right", "down", "right")
            await until(pilot, lambda: "‹ half of it ›" in seen(pilot) and "4 tasks in 15:00" in seen(pilot))
            assert "the pool has no drill for it" in seen(pilot)

    async def test_a_pool_without_drills_is_said(self, practice, until, seen, monkeypatch):
        monkeypatch.setattr(practice.catalogue, "drills", lambda: [])
        async with demo.app(practice).run_test(size=SIZE, notifications=True) as pilot:
            await until(pilot, lambda: "design_1" in seen(pilot))
            await pilot.press("e")
            await until(pilot, lambda: "No drill of the pool fits the blueprint" in seen(pilot))
            await pilot.press("enter")
            await pilot.pause()
            assert isinstance(pilot.app.screen, ExamLobby)

    async def test_past_exams_lead_to_their_result(self, practice, until, seen):
        exam_demo.result(practice, minutes=30)
        async with demo.app(practice).run_test(size=SIZE, notifications=True) as pilot:
            await until(pilot, lambda: "design_1" in seen(pilot))
            await pilot.press("e")
            await until(pilot, lambda: "4 tasks   today" in seen(pilot))
            pilot.app.screen.query_one("#past").focus()
            await pilot.press("down", "enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, ExamResultPage) and "66 % passes" in seen(pilot))


class TestSettingUp:
    async def test_everything_is_staged_before_the_clock_starts(self, practice, clock, lobby, until, seen):
        async with demo.app(practice).run_test(size=SIZE, notifications=True) as pilot:
            await lobby(pilot)
            await pilot.press("enter")
            await until(pilot, lambda: "5 of 5 staged" in seen(pilot) and "Everything is staged" in seen(pilot))
            clock.advance(300)
            await pilot.press("enter")
            await until(pilot, lambda: "time left 30:00" in seen(pilot))

    async def test_stopping_leaves_nothing_behind(self, practice, lobby, until, seen):
        async with demo.app(practice).run_test(size=SIZE, notifications=True) as pilot:
            await lobby(pilot)
            await pilot.press("enter")
            await until(pilot, lambda: "Everything is staged" in seen(pilot))
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(pilot.app.screen, ExamLobby))
            assert practice.fake.leftovers() == ()
            assert practice.store.open_attempts() == []

    async def test_a_cluster_that_fails_is_said_and_enter_tries_again(self, practice, lobby, until, seen):
        async with demo.app(practice).run_test(size=SIZE, notifications=True) as pilot:
            await lobby(pilot)
            practice.fake.fail(unavailable())
            await pilot.press("enter")
            await until(pilot, lambda: "The cluster does not answer." in seen(pilot) and "tries again" in seen(pilot))
            practice.fake.fail(None)
            await pilot.press("enter")
            await until(pilot, lambda: "Everything is staged" in seen(pilot))
            assert isinstance(pilot.app.screen, ExamStart)


class TestTheRoom:
    async def test_tasks_are_done_in_any_order_and_marks_stay(self, practice, begin, until, seen):
        async with demo.app(practice).run_test(size=SIZE, notifications=True) as pilot:
            await begin(pilot)
            assert "task 1 of 4" in seen(pilot)
            await pilot.press("n", "f")
            await until(pilot, lambda: "task 2 of 4   ⚑ 1   visited 2" in seen(pilot))
            await pilot.press("down", "down", "enter")
            await until(pilot, lambda: "task 4 of 4   ⚑ 1   visited 3" in seen(pilot))
            await pilot.press("n")
            await until(pilot, lambda: "task 1 of 4" in seen(pilot))
            await pilot.press("p", "f")
            await until(pilot, lambda: "task 4 of 4   ⚑ 2" in seen(pilot))
            await pilot.press("g")
            await until(pilot, lambda: "task 2 of 4" in seen(pilot))
            await pilot.press("f", "apostrophe")
            await until(pilot, lambda: "task 4 of 4   ⚑ 1" in seen(pilot))
            assert "✓⚑" in seen(pilot)
        assert sitting(practice).flags == {4}
        assert sitting(practice).visited == {1, 2, 4}

    async def test_nothing_on_it_tells_right_from_wrong(self, practice, begin, until, seen):
        async with demo.app(practice).run_test(size=SIZE, notifications=True) as pilot:
            await begin(pilot)
            await until(pilot, lambda: practice.is_grading)
            before = seen(pilot)
            exam_demo.grade_all(practice, lambda _: "mmm")
            practice.script.say(practice.script.latest or next(iter(practice.grades.values())))
            await pilot.pause(0.6)
            assert seen(pilot) == before
            assert not {"●", "○", "◐"} & set(before)

    async def test_a_key_copies_the_context_then_the_namespace_then_the_names(self, practice, begin, until, seen):
        async with demo.app(practice).run_test(size=SIZE, notifications=True) as pilot:
            await begin(pilot)
            place = sitting(practice).place(1)
            copied = []
            for _ in range(4):
                await pilot.press("c")
                copied.append(pilot.app.clipboard)
            assert copied == [place.command, place.namespace.name, "web", "nginx:1.27"]
            assert "copied nginx:1.27" in seen(pilot)

    async def test_the_notepad_is_kept_while_typing(self, practice, begin, until, seen):
        async with demo.app(practice).run_test(size=SIZE, notifications=True) as pilot:
            await begin(pilot)
            await pilot.press("o", *"fix n", "enter", *"x")
            await until(pilot, lambda: sitting(practice).notes == "fix n\nx")
            assert sitting(practice).current.number == 1, "its keys are no keys of the exam"
            await pilot.press("escape", "n")
            await until(pilot, lambda: "task 2 of 4" in seen(pilot))

    async def test_what_is_pasted_into_the_notepad_cannot_steer_the_terminal(self, practice, begin, until, seen):
        async with demo.app(practice).run_test(size=SIZE, notifications=True) as pilot:
            await begin(pilot)
            pilot.app.screen.query_one(Notepad).insert("a\x1b[2J\x07b [/] [red]")
            await until(pilot, lambda: sitting(practice).notes == "ab [/] [red]")
            assert "ab [/] [red]" in seen(pilot)

    async def test_alerts_come_once_and_are_scaled(self, practice, clock, begin, until, seen):
        """A quarter of the exam's time: told with 7:30, 3:45 and 1:15 left."""
        async with demo.app(practice).run_test(size=SIZE, notifications=True) as pilot:
            await begin(pilot)
            clock.advance(30 * 60 - 451)
            await pilot.pause(0.4)
            assert " left." not in seen(pilot)
            clock.advance(2)
            await until(pilot, lambda: "8 min left." in seen(pilot))
            clock.advance(450 - 80)
            await until(pilot, lambda: "4 min left." in seen(pilot))
            assert seen(pilot).count("8 min left.") == 1
            clock.advance(10)
            await until(pilot, lambda: "75 s left." in seen(pilot))

    async def test_a_budget_that_is_spent_says_so_quietly(self, practice, clock, begin, until, seen):
        async with demo.app(practice).run_test(size=SIZE, notifications=True) as pilot:
            await begin(pilot)
            budget = sitting(practice).plan.budget(sitting(practice).current)
            assert "leave at" in seen(pilot)
            clock.advance(1.5 * budget + 1)
            await until(pilot, lambda: "leave it and flag it" in seen(pilot))
            weight = sitting(practice).current.weight
            assert f"stop now: at most {weight} %" in seen(pilot)

    async def test_an_outage_stops_the_clock_and_is_given_back(self, practice, clock, begin, until, seen):
        async with demo.app(practice).run_test(size=SIZE, notifications=True) as pilot:
            await begin(pilot)
            clock.advance(60)
            await until(pilot, lambda: "29:00" in seen(pilot))
            await until(pilot, lambda: pilot.app.screen._room._seen == clock.now())
            practice.fake.fail(unavailable())
            clock.advance(120)
            await until(pilot, lambda: "stands at 29:00" in seen(pilot))
            assert "The cluster does not answer. The clock stands" in seen(pilot)
            practice.fake.fail(None)
            clock.advance(1)
            await until(pilot, lambda: "2:01 of the exam's time is given back." in seen(pilot))
            assert "time left 29:00" in seen(pilot)

    @pytest.mark.parametrize("beside", [True, False])
    async def test_the_shell_is_that_of_the_exam(self, practice, begin, until, seen, monkeypatch, beside):
        shell = demo.DemoShell(beside)
        async with demo.app(practice, shell=shell).run_test(size=SIZE, notifications=True) as pilot:
            await begin(pilot)
            if not beside:
                from contextlib import nullcontext

                monkeypatch.setattr(pilot.app, "suspend", nullcontext)
            await pilot.press("t")
            await until(pilot, lambda: shell.opened == [f"exam {sitting(practice).id}"])


class TestGoingOn:
    async def test_leaving_keeps_everything_but_the_time(self, practice, clock, begin, until, seen):
        async with demo.app(practice).run_test(size=SIZE, notifications=True) as pilot:
            await begin(pilot)
            await pilot.press("n", "f", "o", *"later", "escape", "escape")
            await until(pilot, lambda: "Its clock runs on" in seen(pilot))
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, Home))
            clock.advance(60)
            await until(pilot, lambda: "An exam is under way" in seen(pilot) and "e goes on." in seen(pilot))
            await pilot.press("e")
            await until(pilot, lambda: "task 2 of 4   ⚑ 1   visited 2" in seen(pilot) and "29:00" in seen(pilot))
            assert "later" in seen(pilot)
            assert "spent 0:00" in seen(pilot)

    async def test_quitting_and_starting_at_the_exam_comes_back_to_it(self, practice, clock, begin, until, seen):
        async with demo.app(practice).run_test(size=SIZE, notifications=True) as pilot:
            await begin(pilot)
            await pilot.press("n", "o", *"unsaved", "ctrl+q")
            await until(pilot, lambda: not pilot.app.is_running)
        assert sitting(practice).notes == "unsaved"
        assert sitting(practice).visits[-1].span.end is not None
        clock.advance(30)
        app = demo.TrainerApp(practice, demo.DemoProvider(), demo.DemoShell(), at_exam=True)
        async with app.run_test(size=SIZE, notifications=True) as pilot:
            await until(pilot, lambda: "task 2 of 4" in seen(pilot) and "29:30" in seen(pilot))

    async def test_an_exam_drawn_elsewhere_is_set_up_at_once(self, practice, until, seen):
        plan = practice.exams.plan(seed="abc", minutes=15)
        app = demo.TrainerApp(practice, demo.DemoProvider(), demo.DemoShell(), at_exam=True, plan=plan)
        async with app.run_test(size=SIZE, notifications=True) as pilot:
            await until(pilot, lambda: "Everything is staged" in seen(pilot))
            await pilot.press("enter")
            await until(pilot, lambda: "task 1 of 2" in seen(pilot))
        assert sitting(practice).plan == plan

    async def test_namespaces_that_are_gone_are_said_and_it_can_be_given_up(self, practice, begin, until, seen):
        room = practice.exams.begin(practice.exams.set_up(practice.exams.plan(seed="a", minutes=30)))
        practice.fake.delete_namespace(room.sitting.places[0].namespace)
        async with demo.app(practice).run_test(size=SIZE, notifications=True) as pilot:
            await until(pilot, lambda: "An exam is under way" in seen(pilot))
            await pilot.press("e")
            await until(pilot, lambda: "enter give it up" in seen(pilot))
            await pilot.press("enter")
            await until(pilot, lambda: "passed with 66 %" in seen(pilot))
        assert sitting(practice) is None
        assert practice.fake.leftovers() == ()

    async def test_one_that_ended_meanwhile_is_graded(self, practice, clock, until, seen):
        room = practice.exams.begin(practice.exams.set_up(practice.exams.plan(seed="a", minutes=30)))
        exam_demo.grade_all(practice)
        room.close()
        clock.advance(31 * 60)
        async with demo.app(practice).run_test(size=SIZE, notifications=True) as pilot:
            await until(pilot, lambda: "An exam has ended and is not graded yet." in seen(pilot))
            await pilot.press("e")
            await until(pilot, lambda: isinstance(pilot.app.screen, ExamResultPage) and "30:00 of 30:00" in seen(pilot))


class TestTheEnd:
    async def test_ending_names_what_was_not_visited_and_what_is_flagged(self, practice, begin, until, seen):
        async with demo.app(practice).run_test(size=SIZE, notifications=True) as pilot:
            await begin(pilot)
            await pilot.press("n", "f", "x")
            await until(pilot, lambda: "Not visited: 3, 4" in seen(pilot) and "Flagged: 2" in seen(pilot))
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(pilot.app.screen, ExamPage))
            assert sitting(practice).stage is Stage.OPEN
            exam_demo.grade_all(practice, lambda number: "mmm" if number < 3 else "uuu")
            await pilot.press("x", "enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, ExamResultPage) and "of 30:00" in seen(pilot))
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(pilot.app.screen, ExamLobby) and "4 tasks   today" in seen(pilot))
        (result,) = practice.exams.results()
        assert result.score == sum(task.weight for task in result.tasks if task.number < 3)

    async def test_time_over_ends_it_whatever_is_on_the_screen(self, practice, clock, begin, until, seen):
        async with demo.app(practice).run_test(size=SIZE, notifications=True) as pilot:
            await begin(pilot)
            exam_demo.grade_all(practice)
            await pilot.press("x")
            await until(pilot, lambda: "End the exam with" in seen(pilot))
            clock.advance(30 * 60 + 2)
            await until(pilot, lambda: isinstance(pilot.app.screen, ExamResultPage))
        assert practice.exams.results()[0].seconds == 30 * 60

    async def test_a_cluster_that_does_not_answer_loses_nothing(self, practice, clock, begin, until, seen):
        async with demo.app(practice).run_test(size=SIZE, notifications=True) as pilot:
            await begin(pilot)
            exam_demo.grade_all(practice, lambda _: "mm?")

            def lost():
                clock.advance(1)
                return "could not be judged" in seen(pilot)

            await pilot.press("x", "enter")
            await until(pilot, lost)
            assert "r grades again." in seen(pilot)
            await pilot.press("escape")
            await until(pilot, lambda: "has ended and is not graded yet" in seen(pilot))
            exam_demo.grade_all(practice, lambda _: "mmm")
            await pilot.press("e")
            await until(pilot, lambda: "4 of 4 tasks" in seen(pilot) or "1 of 4 tasks visited" in seen(pilot))
        assert practice.exams.results()[0].score == 100

    async def test_an_exam_that_cannot_be_graded_can_be_given_up(self, practice, clock, begin, until, seen):
        async with demo.app(practice).run_test(size=SIZE, notifications=True) as pilot:
            await begin(pilot)
            exam_demo.grade_all(practice, lambda _: "mm?")

            def lost():
                clock.advance(1)
                return "r grades again." in seen(pilot)

            await pilot.press("x", "enter")
            await until(pilot, lost)
            assert isinstance(pilot.app.screen, ExamEnd)
            await pilot.press("x", "enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, Home))
        assert sitting(practice) is None
        assert practice.exams.results() == []
