"""Text from packs and clusters: it can say what it likes, it cannot do anything."""

import exam_demo
import pytest
import tui_demo as demo

from ckadtrainer.cluster.fake import FakeClock
from ckadtrainer.tui import cluster_text
from ckadtrainer.tui.screens.drill import DrillPage
from ckadtrainer.tui.screens.exam import ExamPage
from ckadtrainer.tui.screens.exam_result import ExamResultPage
from ckadtrainer.tui.screens.exam_task import ExamTaskPage
from ckadtrainer.tui.screens.exam_timeline import ExamTimeline
from ckadtrainer.tui.screens.result import ResultPage
from ckadtrainer.tui.screens.solution import SolutionPage
from ckadtrainer.tui.text import line, marked, names, plain, prose

_STEERING = "\x1b[2J\x1b]0;owned\x07\x9b31m"
_MARKUP = "[@click=app.quit]go[/][/] [/nope] [red]\x07\x08\x00[bold $accent]x[/bold]"
HOSTILE = f"{_STEERING}{_MARKUP} \u202ereversed"
DRILL = {
    **demo.SHARED_VOL,
    "id": "hostile",
    "title": HOSTILE,
    "topic": "a_topic",
    "task": f"Create `{HOSTILE}` now. {HOSTILE}\n- {HOSTILE}\n",
    "hints": [HOSTILE],
    "hint_cost": 0,
    "checks": [
        {"id": "one", "points": 1, "says": HOSTILE},
        {"id": "two", "points": 1, "says": "fine"},
    ],
    "debrief": HOSTILE,
    "docs": ["https://x/[@click=app.quit]go[/]"],
}


def _forbidden(text: str) -> set[str]:
    return {c for c in text if (ord(c) < 32 and c not in "\n\t") or 0x7F <= ord(c) < 0xA0 or c == "\u202e"}


@pytest.mark.parametrize("door", [plain, line, marked, prose, cluster_text.log, lambda t: prose(t, None, 40)])
def test_nothing_that_steers_a_terminal_comes_through(door):
    content = door(HOSTILE)
    assert not _forbidden(content.plain)
    assert "[@click=app.quit]go[/][/]" in content.plain.replace("\n", "")


def test_a_copied_name_cannot_steer_a_terminal_either():
    assert names("take `a\x1b]52;c;eA==\x07b`") == ("ab",)


def test_pods_and_events_are_cleaned():
    pod = {
        "metadata": {"name": HOSTILE},
        "status": {
            "phase": HOSTILE,
            "containerStatuses": [
                {"name": HOSTILE, "state": {"waiting": {"reason": HOSTILE, "message": HOSTILE}}},
            ],
        },
    }
    event = {"reason": HOSTILE, "message": HOSTILE, "involvedObject": {"name": HOSTILE}, "lastTimestamp": HOSTILE}
    assert not _forbidden(cluster_text.pods([pod]).plain)
    assert not _forbidden(cluster_text.events([event]).plain)


def test_objects_of_any_shape_can_be_drawn():
    for odd in ({}, {"status": {"containerStatuses": None}}, {"status": {"containerStatuses": [{"state": None}]}}):
        cluster_text.pods([odd])
        cluster_text.events([odd])
        assert cluster_text.containers([odd]) == ()


async def test_a_hostile_drill_is_shown_worked_on_and_finished(tmp_path, clock, until, seen):
    practice = demo.practice(tmp_path, clock, [DRILL])
    async with demo.app(practice).run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, lambda: "hostile" in seen(pilot))
        await pilot.press("end", "enter")
        await until(pilot, lambda: practice.is_grading and isinstance(pilot.app.screen, DrillPage))
        space = practice.current().namespace
        pod = {
            **demo.POD,
            "spec": {"containers": [{"name": "c"}]},
        }
        practice.fake.put(space, pod)
        practice.fake.print(space, "shared-vol", "c", HOSTILE)
        practice.say("uu", one=HOSTILE, two=HOSTILE)
        await until(pilot, lambda: "○ unmet" in seen(pilot))
        await pilot.press("c", "3")
        await until(pilot, lambda: "shared-vol / c" in seen(pilot))
        await pilot.press("i")
        await until(pilot, lambda: "Hints 1/1" in seen(pilot))
        await pilot.click("Panes")
        await pilot.click("#task", offset=(4, 2))
        practice.say("mm", one=HOSTILE, two=HOSTILE)
        await until(pilot, lambda: "All checks are met" in seen(pilot))
        assert not _forbidden(seen(pilot))
        await pilot.press("s")
        await until(pilot, lambda: "no longer counts" in seen(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, SolutionPage))
        await pilot.press("escape", "f")
        await until(pilot, lambda: isinstance(pilot.app.screen, ResultPage))
        await until(pilot, lambda: "[red]" in seen(pilot))
        assert not _forbidden(seen(pilot))
        assert pilot.app.is_running


async def test_a_hostile_exam_is_sat_graded_and_gone_through(tmp_path, until, seen):
    clock = FakeClock(held=True)
    words = {**DRILL, "hints": [], "minutes": 5}
    practice = exam_demo.practice(tmp_path, clock, [words])
    (tmp_path / "solution.yaml").write_text("kind: Pod\nmetadata:\n  name: '[@click=app.quit]go[/][/]'\n", "utf-8")
    async with demo.app(practice).run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, lambda: "hostile" in seen(pilot))
        await pilot.press("e")
        await until(pilot, lambda: "passed with" in seen(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "Everything is staged" in seen(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ExamPage) and "[red]" in seen(pilot))
        assert not _forbidden(seen(pilot))
        await pilot.press("c", "c", "c")
        assert not _forbidden(pilot.app.clipboard)
        await pilot.click("ExamSheet", offset=(6, 6))
        clock.advance(60)
        exam_demo.grade(practice, 1, "uu", one=HOSTILE, two=HOSTILE)
        await pilot.press("x", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ExamResultPage) and "[@click" in seen(pilot))
        assert not _forbidden(seen(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ExamTaskPage) and "One solution" in seen(pilot))
        assert not _forbidden(seen(pilot))
        await pilot.click("#checks", offset=(6, 2))
        await pilot.press("escape", "m")
        await until(pilot, lambda: isinstance(pilot.app.screen, ExamTimeline) and "[@click" in seen(pilot))
        assert not _forbidden(seen(pilot))
        assert pilot.app.is_running
