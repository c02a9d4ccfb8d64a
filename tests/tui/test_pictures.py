"""Every screen as a picture, at 80x24 and 120x40. After a wanted change: pytest tests/tui --snapshot-update."""

import pytest
import quiz_demo
import tui_demo as demo

from ckadtrainer.attempt import staging
from ckadtrainer.cluster import fake
from ckadtrainer.provisioning import Condition
from ckadtrainer.tui.themes import LIGHT
from ckadtrainer.tui.widgets import checklist

SMALL, LARGE, BESIDE = (80, 24), (120, 40), (60, 40)


@pytest.fixture
def steady(practice, monkeypatch):
    """Names that are random elsewhere stay the same."""
    monkeypatch.setattr(fake, "fresh_namespace", lambda drill: f"{drill.replace('_', '-')}-7f3a")
    monkeypatch.setattr(checklist, "_FLASH", 0.01)
    monkeypatch.setattr(staging, "new_id", iter(f"attempt-{number}" for number in range(100)).__next__)
    return demo.with_history(practice)


@pytest.fixture
def picture(snap_compare, steady, until, seen):
    """Compares the app with its picture once `ready` is on the screen after the keys."""

    def compare(size, scene=None, ready="mastered", light=False, provider=None):
        app = demo.app(steady, provider)
        app.animation_level = "none"

        async def run(pilot):
            if light:
                app.theme = LIGHT.name
            await until(pilot, lambda: "init_pod" in seen(pilot) and "due today" in seen(pilot))
            await until(pilot, lambda: "cluster …" not in seen(pilot))
            if scene is not None:
                await scene(pilot)
            await until(pilot, lambda: ready in seen(pilot))
            await pilot.pause(0.1)

        return snap_compare(app, terminal_size=size, run_before=run)

    return compare


@pytest.fixture
def drill(steady, clock, until, seen):
    """`shared_vol` in the middle: two met, one pending that was met, one unmet."""

    async def scene(pilot):
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: steady.is_grading)
        steady.fake.put(steady.current().namespace, demo.POD)
        clock.advance(52)
        steady.say("mmuu")
        clock.advance(71)
        steady.say("mmmu")
        await until(pilot, lambda: "4 / 10" in seen(pilot))
        clock.advance(38)
        steady.say("mmpu")
        await until(pilot, lambda: "→ ◐ at 2:41" in seen(pilot))
        await pilot.press("1")
        await until(pilot, lambda: not pilot.app.screen.query_one(checklist.Checklist).is_flashing("lines_keep_coming"))

    return scene


@pytest.mark.parametrize("light", [False, True], ids=["dark", "light"])
@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
def test_home(picture, size, light):
    assert picture(size, light=light)


def test_home_without_a_cluster(picture):
    assert picture(SMALL, ready="u brings it up", provider=demo.DemoProvider(Condition.ABSENT))


@pytest.mark.parametrize(
    ("size", "light"),
    [(SMALL, False), (LARGE, False), (LARGE, True), (BESIDE, False)],
    ids=["80x24", "120x40", "120x40-light", "60x40"],
)
def test_drill(picture, drill, size, light):
    assert picture(size, drill, ready="CrashLoopBackOff", light=light)


@pytest.mark.parametrize("size", [SMALL, LARGE, BESIDE], ids=["80x24", "120x40", "60x40"])
def test_race(picture, drill, steady, size):
    steady.raced("shared_vol", (0, "uuuu"), (40, "mmuu"), (95, "mmmu"), (170, "mmmm"))
    assert picture(size, drill, ready="CrashLoopBackOff")


@pytest.mark.parametrize("size", [SMALL, LARGE, BESIDE], ids=["80x24", "120x40", "60x40"])
def test_beside(picture, drill, size):
    async def scene(pilot):
        await drill(pilot)
        await pilot.press("v")

    assert picture(size, scene, ready="≠ reader at")


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
def test_result(picture, drill, steady, clock, until, seen, size):
    async def scene(pilot):
        await drill(pilot)
        steady.say("mmmm")
        await until(pilot, lambda: "All checks are met" in seen(pilot))
        await pilot.press("f")

    assert picture(size, scene, ready="your best time")


@pytest.mark.parametrize(
    ("keys", "ready"),
    [("h", "5 drills finished"), ("d", "1 problem"), ("question_mark", "esc closes")],
    ids=["history", "doctor", "help"],
)
def test_other_screens(picture, keys, ready):
    async def scene(pilot):
        await pilot.press(keys)

    assert picture(SMALL, scene, ready=ready)


@pytest.mark.parametrize("light", [False, True], ids=["dark", "light"])
@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
def test_trends(picture, steady, clock, size, light):
    for days, seconds, verdicts in ((12, 400, "u"), (11, 330, "m"), (9, 280, "m"), (5, 290, "u"), (2, 250, "m")):
        steady.past("wait_pod", days, seconds, verdicts)

    async def scene(pilot):
        await pilot.press("h", "2", "p")

    assert picture(size, scene, ready="─ Time ─", light=light)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
def test_readiness(picture, size):
    async def scene(pilot):
        await pilot.press("h", "3")

    assert picture(size, scene, ready="Assumes 16 tasks")


def test_set_up(picture):
    provider = demo.DemoProvider(Condition.ABSENT)

    async def scene(pilot):
        await pilot.press("u")

    assert picture(SMALL, scene, ready="building the kubelet", provider=provider)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
@pytest.mark.parametrize(
    ("keys", "ready"),
    [
        ((), "choose one"),
        (("b", "enter"), "Not quite"),
        (("c", "enter", "enter", "a", "b"), "choose all that apply"),
        (("a", "enter", "enter", "a", "b", "enter", "enter", *"k logs web", "enter", "enter"), "Look at these again"),
    ],
    ids=["question", "explained", "several", "result"],
)
def test_quiz(picture, steady, until, seen, tmp_path, size, keys, ready):
    quiz_demo.with_quiz(steady, tmp_path)

    async def scene(pilot):
        await pilot.press("end", "enter")
        await until(pilot, lambda: "enter begins" in seen(pilot))
        await pilot.press("enter", *keys)

    assert picture(size, scene, ready=ready)
