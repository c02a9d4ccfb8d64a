"""Every screen of an exam as a picture, in three sizes and two themes; the slow tests hold the whole of them."""

from datetime import UTC, datetime

import exam_demo
import pytest
import tui_demo as demo

from ckadtrainer.cluster import fake
from ckadtrainer.cluster.fake import FakeClock
from ckadtrainer.tui.screens import exam_lobby
from ckadtrainer.tui.screens.exam_result import ExamResultPage
from ckadtrainer.tui.themes import LIGHT

LOOKS = [
    pytest.param((80, 24), False, id="80x24-dark"),
    pytest.param((120, 40), True, id="120x40-light"),
    pytest.param((80, 24), True, id="80x24-light", marks=pytest.mark.slow),
    pytest.param((100, 30), False, id="100x30-dark", marks=pytest.mark.slow),
    pytest.param((100, 30), True, id="100x30-light", marks=pytest.mark.slow),
    pytest.param((120, 40), False, id="120x40-dark", marks=pytest.mark.slow),
]
looks = pytest.mark.parametrize(("size", "light"), LOOKS)


@pytest.fixture
def clock():
    return FakeClock(datetime(2026, 1, 1, 9, tzinfo=UTC), held=True)


@pytest.fixture
def practice(tmp_path, clock, monkeypatch):
    """What is random elsewhere stays the same."""
    monkeypatch.setattr(fake, "fresh_namespace", lambda drill: f"{drill.replace('_', '-')}-7f3a")
    monkeypatch.setattr(exam_lobby, "token_hex", lambda _: "a1b2c3")
    return exam_demo.practice(tmp_path, clock)


@pytest.fixture
def picture(snap_compare, practice, until, seen):
    """Compares the app with its picture once the scene is over and `ready` is on the screen."""

    def compare(size, light, scene, ready):
        app = demo.app(practice)
        app.animation_level = "none"

        async def run(pilot):
            if light:
                app.theme = LIGHT.name
            await until(pilot, lambda: "design_1" in seen(pilot) and "cluster ●" in seen(pilot))
            await scene(pilot)
            await until(pilot, lambda: ready in seen(pilot))
            await pilot.pause(0.1)

        return snap_compare(app, terminal_size=size, run_before=run)

    return compare


@pytest.fixture
def steps(practice, clock, until, seen):
    """The ways to the screens: each begins where the one before ends."""

    class Steps:
        async def lobby(self, pilot):
            await pilot.press("e")
            await until(pilot, lambda: "passed with" in seen(pilot))

        async def start(self, pilot):
            await self.lobby(pilot)
            await pilot.press("enter")
            await until(pilot, lambda: "Everything is staged" in seen(pilot))

        async def exam(self, pilot):
            await self.start(pilot)
            await pilot.press("enter")
            await until(pilot, lambda: "time left" in seen(pilot))
            for key, seconds in (("n", 290), ("n", 350), ("f", 0), ("n", 515), ("n", 260), ("p", 120)):
                clock.advance(seconds)
                await pilot.press(key)
            clock.advance(250)
            await pilot.press("c", "o", *"3: the second container", "escape")
            await until(pilot, lambda: practice.exams.unfinished().notes.endswith("container"))
            await until(pilot, lambda: practice.exams.unfinished().seen_at == clock.now())

        async def end(self, pilot):
            await self.exam(pilot)
            await pilot.press("x")

        async def unjudged(self, pilot):
            await self.end(pilot)
            exam_demo.grade_all(practice, lambda number: "mm?" if number in (2, 5) else "mmm")
            await pilot.press("enter")

            def is_told():
                clock.advance(1)
                return "r grades again" in seen(pilot)

            await until(pilot, is_told)

        async def result(self, pilot):
            await pilot.app.push_screen(ExamResultPage(practice, practice.exams.results()[0]))
            await until(pilot, lambda: "passes" in seen(pilot) and "not reached" in seen(pilot))

    return Steps()


@looks
def test_home_while_an_exam_is_under_way(picture, practice, size, light):
    practice.exams.begin(practice.exams.set_up(practice.exams.plan(seed="a"))).close()

    async def scene(_):
        pass

    assert picture(size, light, scene, "e goes on.")


@looks
def test_lobby(picture, practice, steps, size, light):
    exam_demo.result(practice)
    assert picture(size, light, steps.lobby, "16 tasks in 2:00:00")


@looks
@pytest.mark.parametrize(
    ("step", "ready"),
    [
        ("start", "enter starts the clock"),
        ("exam", "spent"),
        ("end", "Not visited"),
        ("unjudged", "could not be judged"),
    ],
)
def test_exam(picture, steps, size, light, step, ready):
    assert picture(size, light, getattr(steps, step), ready)


@looks
@pytest.mark.parametrize(
    ("keys", "ready"),
    [((), "not reached"), (("enter",), "first visited at"), (("m", *"nnnnnnn"), "score then")],
    ids=["score", "task", "timeline"],
)
def test_result(picture, practice, steps, size, light, keys, ready):
    exam_demo.result(practice)

    async def scene(pilot):
        await steps.result(pilot)
        await pilot.press(*keys)

    assert picture(size, light, scene, ready)
