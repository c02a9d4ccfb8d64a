"""The learner's Pods beside a solution's."""

import tui_demo as demo

from ckadtrainer.tui.screens.beside import BesidePage
from ckadtrainer.tui.screens.drill import DrillPage


async def test_it_shows_what_is_missing_and_follows_what_the_learner_does(practice, until, seen):
    async with demo.app(practice).run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "shared_vol" in seen(pilot))
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: practice.is_grading and isinstance(pilot.app.screen, DrillPage))
        await pilot.press("v")
        await until(pilot, lambda: "✗ Pod shared-vol is missing" in seen(pilot))
        assert "No Pod in this namespace yet." in seen(pilot)
        space = practice.current().namespace
        practice.fake.put(space, demo.POD)
        await until(pilot, lambda: "≠ reader at /shared: volume b, expected a" in seen(pilot))
        assert "+ b  emptyDir" in seen(pilot)
        spec = {
            "containers": [
                {"name": name, "image": "busybox", "volumeMounts": [{"name": "v", "mountPath": "/shared"}]}
                for name in ("reader", "writer")
            ],
            "volumes": [{"name": "v", "emptyDir": {}}],
        }
        practice.fake.put(space, {**demo.POD, "spec": spec})
        await until(pilot, lambda: "No difference to see." in seen(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, DrillPage))


async def test_both_pictures_are_there_at_sixty_columns(practice, until, seen):
    async with demo.app(practice).run_test(size=(60, 40), notifications=True) as pilot:
        await until(pilot, lambda: "shared_vol" in seen(pilot))
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: practice.is_grading and isinstance(pilot.app.screen, DrillPage))
        practice.fake.put(practice.current().namespace, demo.POD)
        await pilot.press("v")
        await until(pilot, lambda: "≠ reader at" in seen(pilot))
        assert isinstance(pilot.app.screen, BesidePage)
        assert seen(pilot).count("Pod shared-vol") == 2
        assert all(len(row) <= 60 for row in seen(pilot).splitlines())


async def test_what_the_drill_staged_is_not_held_against_the_learner(tmp_path, clock, until, seen):
    practice = demo.practice(tmp_path, clock)
    packed = practice.find("shared_vol")
    helper = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "helper"}, "spec": {"containers": []}}
    object.__setattr__(packed, "setup", (helper,))
    async with demo.app(practice).run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "shared_vol" in seen(pilot))
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: practice.is_grading and isinstance(pilot.app.screen, DrillPage))
        await pilot.press("v")
        await until(pilot, lambda: "✗ Pod shared-vol is missing" in seen(pilot))
        assert "helper" in practice.fake.objects(practice.current().namespace)["Pod"]
        assert "helper" not in seen(pilot)
