"""Set-up, history, doctor, themes, the command palette and the way out."""

import signal

import tui_demo as demo

from ckadtrainer.errors import SetupFailed
from ckadtrainer.provisioning import Condition
from ckadtrainer.tui.screens.doctor import DoctorPage
from ckadtrainer.tui.screens.history import HistoryPage
from ckadtrainer.tui.screens.home import Home
from ckadtrainer.tui.screens.setup import SetUp


async def test_set_up_names_its_steps_and_ends_ready(practice, until, seen):
    provider = demo.DemoProvider(Condition.ABSENT)
    async with demo.app(practice, provider).run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "no practice cluster" in seen(pilot))
        await pilot.press("u")
        await until(pilot, lambda: "building the kubelet" in seen(pilot))
        text = seen(pilot)
        assert "◐ Node image  1:35 of about 4:00" in text
        assert "no image registry answers, so it is built here" in text
        assert "● Tools  done before" in text
        assert "4 min left" in text
        assert "/var/log/ckadtrainer/setup.log" in text
        provider.go_on.set()
        await until(pilot, lambda: "The practice cluster is ready." in seen(pilot))
        assert "enter drills" in seen(pilot)
        assert "try again" not in seen(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "cluster ● ready" in seen(pilot))
        assert provider.allowed == [False]


async def test_a_set_up_with_nothing_to_do_says_so(practice, until, seen):
    async with demo.app(practice).run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "cluster ● ready" in seen(pilot))
        await pilot.press("u")
        await until(pilot, lambda: "The practice cluster is ready." in seen(pilot))
        await until(pilot, lambda: "Nothing was left to do." in seen(pilot))


async def test_system_packages_are_installed_only_after_asking(practice, until, seen):
    provider = demo.DemoProvider(Condition.NO_ENGINE)
    async with demo.app(practice, provider).run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "u brings it up" in seen(pilot))
        await pilot.press("u")
        await until(pilot, lambda: "There is no container engine" in seen(pilot))
        assert provider.allowed == []
        await pilot.press("enter")
        await until(pilot, lambda: provider.allowed == [True])
        provider.go_on.set()


async def test_leaving_the_set_up_stops_it_and_it_goes_on_later(practice, until, seen):
    provider = demo.DemoProvider(Condition.ABSENT)
    async with demo.app(practice, provider).run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "u brings it up" in seen(pilot))
        await pilot.press("u")
        await until(pilot, lambda: "building the kubelet" in seen(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, Home))
        await pilot.press("u")
        await until(pilot, lambda: len(provider.allowed) == 2)
        provider.go_on.set()
        await until(pilot, lambda: "is ready" in seen(pilot))


async def test_a_failed_set_up_says_what_to_do(practice, until, seen):
    provider = demo.DemoProvider(Condition.ABSENT)
    provider.failure = SetupFailed("The disk is full.", "Free 4 GB and press u.")
    async with demo.app(practice, provider).run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "u brings it up" in seen(pilot))
        await pilot.press("u")
        await until(pilot, lambda: "The disk is full. Free 4 GB and press u." in seen(pilot))
        assert isinstance(pilot.app.screen, SetUp)


async def test_history_lists_what_was_finished(practice, until, seen):
    demo.with_history(practice)
    async with demo.app(practice).run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "mastered" in seen(pilot))
        await pilot.press("h")
        await until(pilot, lambda: "5 drills finished, 4 with full marks" in seen(pilot))
        assert isinstance(pilot.app.screen, HistoryPage)
        row = next(row for row in seen(pilot).splitlines() if "wait_pod" in row)
        assert "0 / 10" in row
        assert "5:01" in row


async def test_an_empty_history_says_so(practice, until, seen):
    async with demo.app(practice).run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "init_pod" in seen(pilot))
        await pilot.press("h")
        await until(pilot, lambda: "Nothing is finished yet." in seen(pilot))


async def test_doctor_names_each_problem_and_its_remedy(practice, until, seen):
    async with demo.app(practice).run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "init_pod" in seen(pilot))
        await pilot.press("d")
        await until(pilot, lambda: "1 problem" in seen(pilot))
        assert isinstance(pilot.app.screen, DoctorPage)
        assert "→ ckadtrainer cluster up" in seen(pilot)
        assert "CKT007" in seen(pilot)


async def test_the_palette_switches_between_light_and_dark(practice, until, seen):
    async with demo.app(practice).run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "init_pod" in seen(pilot))
        assert pilot.app.current_theme.dark
        await pilot.press("ctrl+p")
        await pilot.press(*"light")
        await until(pilot, lambda: "Light or dark" in seen(pilot))
        await pilot.pause(0.2)  # the palette gathers its hits
        await pilot.press("enter")
        await until(pilot, lambda: not pilot.app.current_theme.dark)


async def test_sigterm_ends_the_trainer_well_and_keeps_the_drill(practice, clock, until, seen):
    async with demo.app(practice).run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "init_pod" in seen(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: practice.is_grading)
        clock.advance(30)
        signal.raise_signal(signal.SIGTERM)
        await until(pilot, lambda: not pilot.app.is_running)
    (attempt,) = practice.open_attempts()
    assert attempt.paused_at is not None
    assert practice.countdown(attempt).left == 150
