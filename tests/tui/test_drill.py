"""The drill screen: verdicts as they turn, evidence, hints, panes, reset, finish."""

import pytest
import tui_demo as demo

from ckadtrainer.cluster.fake import unavailable
from ckadtrainer.grading.verdict import Verdict
from ckadtrainer.tui.screens.drill import DrillPage
from ckadtrainer.tui.screens.home import Home
from ckadtrainer.tui.screens.result import ResultPage
from ckadtrainer.tui.screens.solution import SolutionPage
from ckadtrainer.tui.widgets.checklist import Checklist


@pytest.fixture
def begun(practice, until, seen):
    """Opens `shared_vol` by its key presses."""

    async def begin(pilot):
        await until(pilot, lambda: "shared_vol" in seen(pilot))
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: practice.is_grading and isinstance(pilot.app.screen, DrillPage))

    return begin


async def test_verdicts_arrive_by_themselves(practice, clock, until, seen, begun):
    async with demo.app(practice).run_test(size=(120, 40), notifications=True) as pilot:
        await begun(pilot)
        assert "0 / 10" in seen(pilot)
        clock.advance(52)
        practice.say("mmpu")
        await until(pilot, lambda: "2 / 10" in seen(pilot))
        text = seen(pilot)
        assert "● Both containers run and stay up" in text
        assert "◐ A new line keeps coming" in text
        assert "○ The reader prints what the writer writes" in text
        assert "0:52" in text
        # the evidence is the first unmet check's
        assert "reader mounts volume b, writer mounts a" in text
        assert "pod shared-vol, container reader, volumeMounts[b]" in text


async def test_arrows_choose_whose_evidence_is_shown(practice, until, seen, begun):
    async with demo.app(practice).run_test(size=(120, 40), notifications=True) as pilot:
        await begun(pilot)
        practice.say("mmpu")
        await until(pilot, lambda: "○ unmet" in seen(pilot))
        await pilot.press("up")
        await until(pilot, lambda: "◐ pending" in seen(pilot))
        practice.say("mmpu", lines_keep_coming="two lines so far")
        await until(pilot, lambda: "two lines so far" in seen(pilot))  # and the choice stays


async def test_what_breaks_flashes_once_and_says_when(practice, clock, until, seen, begun):
    async with demo.app(practice).run_test(size=(120, 40), notifications=True) as pilot:
        await begun(pilot)
        practice.say("mmmm")
        await until(pilot, lambda: "All checks are met. f finishes." in seen(pilot))
        clock.advance(192)
        practice.say("mmmu")
        await until(pilot, lambda: "● → ○ at 3:12" in seen(pilot))
        assert pilot.app.screen.query_one(Checklist).is_flashing("reader_sees_the_writer")
        assert not pilot.app.screen.query_one(Checklist).is_flashing("both_containers_run")
        await until(pilot, lambda: not pilot.app.screen.query_one(Checklist).is_flashing("reader_sees_the_writer"))
        assert "● → ○ at 3:12" in seen(pilot)
        practice.say("mmmm")
        await until(pilot, lambda: "→" not in seen(pilot))


async def test_the_clock_stands_while_something_cannot_be_judged(practice, clock, until, seen, begun):
    async with demo.app(practice).run_test(size=(120, 40), notifications=True) as pilot:
        await begun(pilot)
        clock.advance(10)
        practice.say("m???")
        await until(pilot, lambda: "paused" in seen(pilot))
        assert "? The reader prints what the writer writes" in seen(pilot)
        assert "no point is lost" in seen(pilot)
        clock.advance(100)
        practice.say("mmmu")
        await until(pilot, lambda: "0:10 of 4:00" in seen(pilot) and "paused" not in seen(pilot))


async def test_overtime_is_shown(practice, clock, until, seen, begun):
    async with demo.app(practice).run_test(size=(80, 24), notifications=True) as pilot:
        await begun(pilot)
        clock.advance(275)
        await until(pilot, lambda: "4:35 of 4:00  +0:35" in seen(pilot))


async def test_hints_open_one_at_a_time_and_name_their_cost(practice, until, seen, begun):
    async with demo.app(practice).run_test(size=(120, 40), notifications=True) as pilot:
        await begun(pilot)
        await pilot.press("4")
        await until(pilot, lambda: "opens hint 1 of 3, costs 1 point" in seen(pilot))
        await pilot.press("i")
        await until(pilot, lambda: "Hint 1 of 3 costs 1 point." in seen(pilot))
        await pilot.press("escape")
        await pilot.pause()
        assert practice.current().hints_opened == 0
        await pilot.press("i")
        await until(pilot, lambda: "Hint 1 of 3 costs 1 point." in seen(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "lives as long as its Pod is an emptyDir" in seen(pilot))
        assert "Hints 1/3" in seen(pilot)
        assert "tail -F" not in seen(pilot)


async def test_panes_show_pods_events_and_each_log(practice, until, seen, begun):
    async with demo.app(practice).run_test(size=(120, 40), notifications=True) as pilot:
        await begun(pilot)
        space = practice.current().namespace
        practice.fake.put(space, demo.POD)
        practice.fake.print(space, "shared-vol", "reader", "a line\n")
        practice.fake.print(space, "shared-vol", "writer", "from the writer\n")
        event = {
            "kind": "Event",
            "metadata": {"name": "e1"},
            "lastTimestamp": "2026-01-01T12:04:31Z",
            "reason": "Pulled",
            "involvedObject": {"name": "shared-vol"},
            "message": "busybox already present",
        }
        practice.fake.put(space, event)
        practice.say("uuuu")
        await until(pilot, lambda: "○ reader  CrashLoopBackOff  restarts 2" in seen(pilot))
        await pilot.press("2")
        await until(pilot, lambda: "12:04:31  Pulled  shared-vol  busybox already present" in seen(pilot))
        await pilot.press("3")
        await until(pilot, lambda: "a line" in seen(pilot) and "shared-vol / reader" in seen(pilot))
        await pilot.press("l")
        await until(pilot, lambda: "from the writer" in seen(pilot))


async def test_a_pane_says_when_the_cluster_does_not_answer(practice, until, seen, begun):
    async with demo.app(practice).run_test(size=(120, 40), notifications=True) as pilot:
        await begun(pilot)
        practice.fake.fail(unavailable())
        await pilot.press("2")
        await until(pilot, lambda: "The cluster does not answer." in seen(pilot))


async def test_names_are_copied_one_after_the_other(practice, until, seen, begun):
    async with demo.app(practice).run_test(size=(120, 40), notifications=True) as pilot:
        await begun(pilot)
        await pilot.press("c")
        assert pilot.app.clipboard == "shared-vol"
        await pilot.press("c")
        assert pilot.app.clipboard == "writer"
        await until(pilot, lambda: "copied writer" in seen(pilot))


async def test_reset_asks_and_stages_a_fresh_namespace(practice, until, seen, begun):
    async with demo.app(practice).run_test(size=(120, 40), notifications=True) as pilot:
        await begun(pilot)
        practice.say("mmmu")
        await until(pilot, lambda: "4 / 10" in seen(pilot))
        before = practice.current().namespace
        await pilot.press("r")
        await until(pilot, lambda: "Start over in a fresh namespace?" in seen(pilot))
        await pilot.press("y")
        await until(pilot, lambda: len(practice.scripts) == 2 and "0 / 10" in seen(pilot))
        after = practice.current().namespace
        assert after != before
        assert practice.scripts[0].is_closed
        assert f"ns {after.name}" in seen(pilot)


async def test_the_solution_is_shown_after_asking(practice, until, seen, begun):
    async with demo.app(practice).run_test(size=(80, 24), notifications=True) as pilot:
        await begun(pilot)
        await pilot.press("s")
        await until(pilot, lambda: "no longer counts" in seen(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, SolutionPage))
        assert practice.current().solution_seen
        await pilot.press("c")
        assert "kind: Pod" in pilot.app.clipboard
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, DrillPage))


async def test_finish_shows_the_result_and_again_starts_a_new_try(practice, clock, until, seen, begun):
    async with demo.app(practice).run_test(size=(120, 40), notifications=True) as pilot:
        await begun(pilot)
        first = practice.current().id
        clock.advance(161)
        practice.say("mmmm")
        await until(pilot, lambda: "All checks are met" in seen(pilot))
        await pilot.press("f")
        await until(pilot, lambda: isinstance(pilot.app.screen, ResultPage))
        text = seen(pilot)
        assert "2:41  1:19 under the target of 4:00" in text
        assert "your best time" in text
        assert "The reader prints what the writer writes  6 / 6" in text
        assert "Two containers of a Pod see the same emptyDir" in text
        assert practice.records()[0].points == 10
        await pilot.press("a")
        await until(pilot, lambda: practice.open_attempts() and isinstance(pilot.app.screen, DrillPage))
        assert practice.current().id != first


async def test_finishing_with_unmet_checks_asks_first(practice, until, seen, begun):
    async with demo.app(practice).run_test(size=(80, 24), notifications=True) as pilot:
        await begun(pilot)
        practice.say("mmmu")
        await until(pilot, lambda: "4 / 10" in seen(pilot))
        await pilot.press("f")
        await until(pilot, lambda: "Not all checks are met. Finish now?" in seen(pilot))
        await pilot.press("n")
        await pilot.pause()
        assert practice.open_attempts()
        await pilot.press("f")
        await until(pilot, lambda: "Finish now?" in seen(pilot))
        await pilot.press("y")
        await until(pilot, lambda: isinstance(pilot.app.screen, ResultPage))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Home))
        await until(pilot, lambda: "due" in seen(pilot))


async def test_an_unknown_check_keeps_the_attempt_open(practice, until, seen, begun):
    async with demo.app(practice).run_test(size=(120, 40), notifications=True) as pilot:
        await begun(pilot)
        practice.say("mm??")
        await until(pilot, lambda: "paused" in seen(pilot))
        await pilot.press("f")
        await until(pilot, lambda: "Finish now?" in seen(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "could not be judged" in seen(pilot))
        assert isinstance(pilot.app.screen, DrillPage)
        assert practice.open_attempts()


async def test_shell_opens_beside_or_in_place(practice, until, seen, begun):
    shell = demo.DemoShell(beside=True)
    async with demo.app(practice, shell=shell).run_test(size=(80, 24), notifications=True) as pilot:
        await begun(pilot)
        await pilot.press("t")
        await until(pilot, lambda: shell.opened == ["shared_vol"])


async def test_grade_now_asks_for_another_round(practice, until, seen, begun):
    async with demo.app(practice).run_test(size=(80, 24), notifications=True) as pilot:
        await begun(pilot)
        await pilot.press("g")
        await until(pilot, lambda: practice.script.requests == 1)


async def test_the_help_explains_every_key(practice, until, seen, begun):
    async with demo.app(practice).run_test(size=(120, 40), notifications=True) as pilot:
        await begun(pilot)
        await pilot.press("question_mark")
        await until(pilot, lambda: "cannot tell, costs nothing" in seen(pilot))
        shown = [str(line.render()) for line in pilot.app.screen.query(".about")]
        assert shown == [key.about for key in DrillPage.KEYS]
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, DrillPage))


async def test_at_sixty_columns_task_checks_and_keys_are_all_there(practice, until, seen, begun):
    async with demo.app(practice).run_test(size=(60, 40), notifications=True) as pilot:
        await begun(pilot)
        practice.say("mmpu")
        await until(pilot, lambda: "○ unmet" in seen(pilot))
        text = seen(pilot)
        assert "In your namespace create Pod shared-vol" in text
        assert "The reader prints what the writer writes" in text
        assert "0:00 of 4:00" in text
        assert "? keys" in text
        assert all(len(row) <= 60 for row in text.splitlines())


def test_every_verdict_has_a_symbol_of_its_own():
    from ckadtrainer.tui import symbols

    assert len({symbols.VERDICT[verdict] for verdict in Verdict}) == len(Verdict)


async def test_the_best_run_stands_beside_the_clock_and_on_the_timeline(practice, clock, until, seen, begun):
    practice.raced("shared_vol", (0, "uuuu"), (30, "mmuu"), (108, "mmmm"))
    async with demo.app(practice).run_test(size=(120, 40), notifications=True) as pilot:
        await begun(pilot)
        await until(pilot, lambda: "best run 0 of 4 by now, done 1:48" in seen(pilot))
        clock.advance(40)
        await until(pilot, lambda: "best run 2 of 4 by now, done 1:48" in seen(pilot))
        assert seen(pilot).splitlines()[-2].count("◇") == 2  # two checks of it were met at one moment
        clock.advance(100)
        await until(pilot, lambda: "best run done 1:48" in seen(pilot))


@pytest.mark.parametrize(("width", "words"), [(80, "best 2/4"), (60, "")], ids=["80", "60"])
async def test_in_a_small_place_the_best_run_is_short(practice, clock, until, seen, begun, width, words):
    practice.raced("shared_vol", (0, "uuuu"), (30, "mmuu"), (108, "mmmm"))
    async with demo.app(practice).run_test(size=(width, 24), notifications=True) as pilot:
        await begun(pilot)
        clock.advance(40)
        await until(pilot, lambda: "0:40 of 4:00" in seen(pilot) and "◇" in seen(pilot))
        title = seen(pilot).splitlines()[0]
        assert words in title
        assert ("best" in title) is bool(words)


async def test_without_a_best_run_nothing_is_said_of_one(practice, clock, until, seen, begun):
    practice.raced("shared_vol", (0, "uuuu"), (30, "mmuu"))
    async with demo.app(practice).run_test(size=(120, 40), notifications=True) as pilot:
        await begun(pilot)
        clock.advance(40)
        await until(pilot, lambda: "0:40 of 4:00" in seen(pilot))
        assert "best" not in seen(pilot).splitlines()[0]
        assert "◇" not in seen(pilot)
