"""History: tries, trends with a curve in the theme's colours, readiness."""

from dataclasses import replace
from datetime import timedelta

import pytest
import tui_demo as demo
from rich.color import Color

from ckadtrainer.errors import DefinitionError
from ckadtrainer.tui.screens.history import HistoryPage
from ckadtrainer.tui.themes import DARK, LIGHT
from ckadtrainer.tui.widgets.trend_list import TrendList
from ckadtrainer.tui.widgets.trend_plot import TrendPlot


@pytest.fixture
def trends(practice, until, seen):
    """Goes to the trends of a history."""

    async def go(pilot):
        await until(pilot, lambda: "init_pod" in seen(pilot) and "due today" in seen(pilot))
        await pilot.press("h", "2")
        await until(pilot, lambda: "last 5" in seen(pilot) and pilot.app.screen.query(TrendPlot))

    return go


def colours(pilot):
    """The foregrounds and backgrounds the curve is drawn in."""
    plot = pilot.app.screen.query_one(TrendPlot)
    segments = [segment for y in range(plot.size.height) for segment in plot.render_line(y) if segment.text.strip()]
    styles = [segment.style for segment in segments if segment.style]
    return {style.color for style in styles}, {style.bgcolor for style in styles}


async def test_trends_name_the_weakest_first_with_its_curve(practice, until, seen, trends):
    demo.with_history(practice)
    async with demo.app(practice).run_test(size=(120, 40), notifications=True) as pilot:
        await trends(pilot)
        rows = [row for row in seen(pilot).splitlines() if "_pod" in row]
        assert [row.split()[1] for row in rows[:3]] == ["wait_pod", "init_pod", "sidecar_pod"]
        await until(pilot, lambda: "0 of 1 try with full marks" in seen(pilot))
        await pilot.press("down")
        await until(pilot, lambda: "3 of 3 tries with full marks · best 1:48, median 1:58" in seen(pilot))


async def test_the_time_is_plotted_against_the_target(practice, until, seen, trends):
    demo.with_history(practice)
    async with demo.app(practice).run_test(size=(120, 40), notifications=True) as pilot:
        await trends(pilot)
        await pilot.press("down", "p")
        await until(pilot, lambda: "─ Time ─" in seen(pilot))
        assert " 3:00─" in seen(pilot)  # the target, as a clock shows it
        await pilot.press("p")
        await until(pilot, lambda: " 66 %─" in seen(pilot))


async def test_tries_are_put_together_in_four_ways(practice, until, seen, trends):
    demo.with_history(practice)
    async with demo.app(practice).run_test(size=(120, 40), notifications=True) as pilot:
        await trends(pilot)
        for head, name in (
            ("topic ", "Multi container"),
            ("domain ", "Design & Build"),
            ("competency ", "Utilize"),
            ("drill ", "wait_pod"),
        ):
            await pilot.press("g")
            await until(pilot, lambda head=head, name=name: f"│ {head}" in seen(pilot) and name in seen(pilot))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_the_curve_has_the_colours_of_the_theme_also_after_a_change(practice, until, seen, trends, size):
    demo.with_history(practice)
    async with demo.app(practice).run_test(size=size, notifications=True) as pilot:
        await trends(pilot)
        for theme in (DARK, LIGHT, DARK):
            pilot.app.theme = theme.name
            await pilot.pause()
            allowed = {
                Color.parse(it) for it in (theme.accent, theme.foreground, *theme.variables.values()) if len(it) == 7
            }
            foregrounds, backgrounds = colours(pilot)
            assert Color.parse(theme.foreground) in foregrounds
            assert {it.triplet for it in foregrounds} <= {it.triplet for it in allowed}
            assert {it.triplet for it in backgrounds} == {Color.parse(theme.background).triplet}


async def test_the_curve_fills_its_place_after_a_resize(practice, until, seen, trends):
    demo.with_history(practice)
    async with demo.app(practice).run_test(size=(80, 24), notifications=True) as pilot:
        await trends(pilot)
        await pilot.resize_terminal(120, 40)
        await until(pilot, lambda: pilot.app.screen.query_one(TrendPlot).size.height > 30)
        await until(pilot, lambda: seen(pilot).splitlines()[37].count("d") > 0)  # the days stand at the bottom


async def test_many_tries_and_long_ones_are_drawn(practice, clock, until, seen, trends):
    for days in range(60, 0, -1):
        practice.past("init_pod", days, 30 * days, "mu"[days % 2])
    async with demo.app(practice).run_test(size=(80, 24), notifications=True) as pilot:
        await trends(pilot)
        await until(pilot, lambda: "30 of 60 tries" in seen(pilot))
        await pilot.press("p")
        await until(pilot, lambda: " 6:00" in seen(pilot))  # what took longer is drawn at twice the target


async def test_tab_goes_round(practice, until, seen):
    demo.with_history(practice)
    async with demo.app(practice).run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "init_pod" in seen(pilot) and "due today" in seen(pilot))
        await pilot.press("h")
        for shown in ("last 5", "Chance to pass", "today"):
            await pilot.press("tab")
            await until(pilot, lambda shown=shown: shown in seen(pilot))
        assert isinstance(pilot.app.screen, HistoryPage)


async def test_without_a_history_each_view_says_so(practice, until, seen):
    async with demo.app(practice).run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "init_pod" in seen(pilot))
        await pilot.press("h", "2")
        await until(pilot, lambda: "Nothing to see a trend in yet." in seen(pilot))
        await pilot.press("p", "g", "g", "3")
        await until(pilot, lambda: "Not enough data: 0 % of the exam is known" in seen(pilot))


async def test_packs_that_cannot_be_read_leave_the_tries(practice, until, seen, monkeypatch):
    demo.with_history(practice)
    async with demo.app(practice).run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "init_pod" in seen(pilot) and "due today" in seen(pilot))

        def broken():
            raise DefinitionError("drill.yaml:3:1 E102 unknown key `minuts`.", "Mend it.")

        monkeypatch.setattr(practice.catalogue, "exercises", broken)
        monkeypatch.setattr(practice.catalogue, "drills", broken)
        await pilot.press("h")
        await until(pilot, lambda: "5 drills finished" in seen(pilot) and "E102" in seen(pilot))
        await pilot.press("2", "g", "g")
        await until(pilot, lambda: "unknown key `minuts`. Mend it." in seen(pilot))


async def test_readiness_is_told_beside_the_topics_once_it_can_be(practice, until, seen):
    plain = practice.catalogue.drills()
    domains = ("design_and_build", "environment_configuration_and_security", "services_and_networking")
    words = [{**demo.OTHERS[0], "id": f"drill_{number}", "domain": domains[number % 3]} for number in range(15)]
    (pack,) = practice.catalogue.packs()
    more = tuple(demo.drill(each, plain[0].folder) for each in words)
    practice.catalogue._packs = (replace(pack, drills=(*pack.drills, *more)),)
    for each in words:
        practice.past(each["id"], 1, 100)
    async with demo.app(practice).run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, lambda: "ready " in seen(pilot))
        await pilot.press("h", "3")
        await until(pilot, lambda: "eight times in ten" in seen(pilot) and "may bring anything" in seen(pilot))
        assert seen(pilot).count("not enough data") == 2


async def test_names_from_a_pack_cannot_steer_the_terminal(practice, until, seen, trends):
    hostile = "[@click=app.quit]go[/]\x1b[31m \x9b2Jx"
    (pack,) = practice.catalogue.packs()
    drill = demo.drill({**demo.OTHERS[0], "id": "odd", "competency": hostile}, pack.drills[0].folder)
    practice.catalogue._packs = (replace(pack, drills=(*pack.drills, drill)),)
    practice.past("odd", 0, 100)
    practice.clock.advance(timedelta(days=9).total_seconds())
    async with demo.app(practice).run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, lambda: "due today 1" in seen(pilot))
        await pilot.press("n")
        await trends(pilot)
        await pilot.press("g", "g", "g")
        await until(pilot, lambda: "[@click=app.quit]go[/]" in seen(pilot))
        assert "\x1b" not in seen(pilot)
        assert pilot.app.screen.query_one(TrendList).trend is not None
        assert pilot.app.is_running
