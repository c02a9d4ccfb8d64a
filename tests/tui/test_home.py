"""Home: the table, the filter, the empty states, and opening a drill."""

import tui_demo as demo
from textual import events
from textual.widgets import Input

from ckadtrainer.errors import DefinitionError
from ckadtrainer.provisioning import Condition
from ckadtrainer.tui.screens.drill import DrillPage
from ckadtrainer.tui.screens.home import Home
from ckadtrainer.tui.screens.setup import SetUp
from ckadtrainer.tui.widgets.drill_list import DrillList


async def test_the_table_says_how_the_learner_stands(practice, until, seen):
    demo.with_history(practice)
    async with demo.app(practice).run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, lambda: "mastered" in seen(pilot))
        rows = {row.split()[1]: row for row in seen(pilot).splitlines() if "_pod" in row or "_vol" in row}
        text = seen(pilot)
        assert "due today 2   streak 2" in text
        assert "cluster ● ready v1.34 630 MB" in text
        assert "1:48" in text
        assert rows


async def test_typing_narrows_the_table_and_escape_widens_it(practice, until, seen):
    async with demo.app(practice).run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "sidecar_pod" in seen(pilot))
        await pilot.press("slash", *"ambass")
        await until(pilot, lambda: "sidecar_pod" not in seen(pilot))
        assert "ambassador_pod" in seen(pilot)
        assert "1 of 7" in seen(pilot)
        await pilot.press("enter")
        assert isinstance(pilot.app.focused, DrillList)
        await pilot.press("escape")
        await until(pilot, lambda: "sidecar_pod" in seen(pilot))
        assert pilot.app.screen.query_one(Input).value == ""


async def test_a_filter_that_matches_nothing_says_how_to_clear_it(practice, until, seen):
    async with demo.app(practice).run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "sidecar_pod" in seen(pilot))
        await pilot.press("slash", *"zzz")
        await until(pilot, lambda: "No drill matches. esc clears the filter." in seen(pilot))


async def test_without_a_cluster_it_says_which_key_mends_it(practice, until, seen):
    provider = demo.DemoProvider(Condition.ABSENT)
    async with demo.app(practice, provider).run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "There is no practice cluster yet." in seen(pilot))
        assert "u brings it up" in seen(pilot)
        await until(pilot, lambda: "init_pod" in seen(pilot))
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Home)
        assert practice.open_attempts() == []
        await pilot.press("u")
        await until(pilot, lambda: isinstance(pilot.app.screen, SetUp))


async def test_packs_that_cannot_be_read_are_named_with_the_remedy(practice, until, seen, monkeypatch):
    def broken() -> None:
        raise DefinitionError("drill.yaml:3:1 E102 unknown key `minuts`", "Mend it and start again.")

    monkeypatch.setattr(practice.catalogue, "exercises", broken)
    async with demo.app(practice).run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "unknown key `minuts`" in seen(pilot))
        assert "Mend it and start again." in seen(pilot)


async def test_next_goes_to_what_is_due(practice, until, seen):
    demo.with_history(practice)
    async with demo.app(practice).run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "mastered" in seen(pilot))
        await pilot.press("n")
        assert pilot.app.screen.query_one(DrillList).entry.id == "wait_pod"
        await until(pilot, lambda: "Debugging in Kubernetes: the last" in seen(pilot))


async def test_what_is_on_for_today_can_be_filtered(practice, until, seen):
    demo.with_history(practice)
    async with demo.app(practice).run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "mastered" in seen(pilot))
        await pilot.press("slash", *"due")
        await until(pilot, lambda: "2 of 7" in seen(pilot))


async def test_next_after_a_result_opens_nothing_when_nothing_is_left(practice, clock, until, seen):
    for drill in practice.drills():
        practice.past(drill.drill.id, 0, 150, "m" * len(drill.drill.checks))
    async with demo.app(practice).run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "due today 0" in seen(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: practice.is_grading)
        practice.say("m")
        await until(pilot, lambda: "All checks are met" in seen(pilot))
        await pilot.press("f")
        await until(pilot, lambda: "next drill" in seen(pilot))
        await pilot.press("n")
        await until(pilot, lambda: "nothing is left undone" in seen(pilot))
        assert isinstance(pilot.app.screen, Home)


async def test_an_open_drill_can_be_set_aside(practice, until, seen):
    practice.start(practice.find("init_pod"))
    async with demo.app(practice).run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "left" in seen(pilot))
        await pilot.press("x")
        await until(pilot, lambda: "Set init_pod aside?" in seen(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: not practice.open_attempts())
        assert practice.fake.leftovers() == ()


async def test_enter_starts_and_escape_keeps_the_drill_with_its_time_left(practice, clock, until, seen):
    async with demo.app(practice).run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "init_pod" in seen(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, DrillPage))
        await until(pilot, lambda: practice.is_grading)
        clock.advance(50)
        await pilot.press("escape")
        await until(pilot, lambda: "2:10 left" in seen(pilot))
        assert practice.script.is_closed
        clock.advance(500)  # nobody is there: the clock stands
        await pilot.press("enter")
        await until(pilot, lambda: "0:50 of 3:00" in seen(pilot))
        assert "paused" not in seen(pilot)


async def test_quitting_keeps_the_drill_and_stops_its_clock(practice, clock, until, seen):
    async with demo.app(practice).run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "init_pod" in seen(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: practice.is_grading)
        clock.advance(60)
        await pilot.press("ctrl+q")
        await until(pilot, lambda: not pilot.app.is_running)
    (attempt,) = practice.open_attempts()
    clock.advance(1000)
    assert practice.countdown(attempt).left == 120


async def test_a_namespace_that_is_gone_is_staged_afresh_after_asking(practice, until, seen):
    attempt = practice.pause(practice.start(practice.find("init_pod")))
    practice.fake.delete_namespace(attempt.namespace)
    async with demo.app(practice).run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "left" in seen(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "Stage the drill afresh?" in seen(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, DrillPage))
        assert practice.current().namespace != attempt.namespace


async def test_a_filter_typed_in_one_burst_loses_no_letter(practice, until, seen):
    async with demo.app(practice).run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "sidecar_pod" in seen(pilot))
        for key, character in (("slash", "/"), *((letter, letter) for letter in "nginx")):
            pilot.app.post_message(events.Key(key, character))
        await until(pilot, lambda: pilot.app.screen.query_one("#filter", Input).value == "nginx")
        assert isinstance(pilot.app.screen, Home)
        assert practice.open_attempts() == []


async def test_s_starts_with_half_the_time_and_again_does_so_again(practice, until, seen):
    async with demo.app(practice).run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "init_pod" in seen(pilot))
        await pilot.press("s")
        await until(pilot, lambda: "0:00 of 1:30  speed" in seen(pilot))
        await until(pilot, lambda: practice.is_grading)
        practice.say("m")
        await until(pilot, lambda: "All checks are met" in seen(pilot))
        await pilot.press("f")
        await until(pilot, lambda: "under the target of 1:30" in seen(pilot))
        await pilot.press("a")
        await until(pilot, lambda: "0:00 of 1:30  speed" in seen(pilot))
