"""What happened so far: every try, the trends in them, and how ready the learner is."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import ContentSwitcher

from ckadtrainer.errors import TrainerError
from ckadtrainer.tui import wording
from ckadtrainer.tui.keys import HELP, PALETTE, Key, bindings
from ckadtrainer.tui.page import Page
from ckadtrainer.tui.widgets.key_bar import KeyBar
from ckadtrainer.tui.widgets.line import Line
from ckadtrainer.tui.widgets.readiness_view import ReadinessView
from ckadtrainer.tui.widgets.trend_view import TrendView
from ckadtrainer.tui.widgets.tries_list import TriesList

if TYPE_CHECKING:
    from ckadtrainer.history.days import Days
    from ckadtrainer.history.record import Record
    from ckadtrainer.practice import Practice

_FRAMES = {"tries": "TriesList", "trends": "TrendList", "readiness": "ReadinessView"}
"""View -> the widget in it that has the focus and the tabs."""


class HistoryPage(Page[None]):
    """Three views of the same history; the border's title is the tab bar."""

    CSS_PATH = "history.tcss"
    HELP_TITLE = "History"
    KEYS = (
        Key("escape,h,q", "dismiss", "back", "Back to the drills.", "esc"),
        Key("1", "view('tries')", "", "Every try, the newest first."),
        Key("2", "view('trends')", "", "Trends: points of the last five tries, pace, and a curve."),
        Key("3", "view('readiness')", "", "The chance to pass, per domain and overall."),
        Key("tab", "next_view", "next view", "Tries, trends, readiness, and from the start."),
        Key("g", "regroup", "group", "Trends by drill, topic, domain or competency."),
        Key("p", "plot", "points or time", "Plot the points, or the time against the target."),
        Key("down,up", "", "", "Choose a row, or scroll.", "↑ ↓"),
        PALETTE,
        HELP,
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS)

    def __init__(self, practice: Practice) -> None:
        super().__init__()
        self._practice = practice

    def compose(self) -> ComposeResult:
        title = Line(classes="title-bar")
        title.left = Content.styled("History", "bold $accent")
        yield title
        with ContentSwitcher(initial="tries"):
            yield TriesList(id="tries")
            yield TrendView(self._practice, id="trends")
            yield ReadinessView(id="readiness")
        yield KeyBar(self.KEYS)

    def on_mount(self) -> None:
        self.action_view("tries")
        self.load()

    @work(exclusive=True)
    async def load(self) -> None:
        """Read the history, and then what needs the packs as well."""
        coach = self._practice.coach
        try:
            records = await asyncio.to_thread(self._practice.records)
            self._draw_title(records, await asyncio.to_thread(coach.days, records))
            self.query_one(TriesList).show(records, self._practice.clock.now())
            self.query_one(TrendView).show(records)
            self.query_one(ReadinessView).show(await asyncio.to_thread(coach.readiness))
        except TrainerError as error:
            self.tell(error)

    def _draw_title(self, records: Sequence[Record], days: Days) -> None:
        if records:
            full = sum(record.is_full for record in records)
            finished = f"{wording.count(len(records), 'drill')} finished, {full} with full marks"
            streak = f"streak {days.streak}, longest {days.longest}"
            self.query_one(Line).right = Content.styled(f"{finished}   {streak}", "$quiet")

    def action_view(self, name: str) -> None:
        self.query_one(ContentSwitcher).current = name
        for frame in _FRAMES.values():
            self.query_one(frame).border_title = self._tabs()
        self.query_one(_FRAMES[name]).focus()

    def action_next_view(self) -> None:
        views = list(_FRAMES)
        self.action_view(views[(views.index(self._shown) + 1) % len(views)])

    def action_regroup(self) -> None:
        if self._shown == "trends":
            self.query_one(TrendView).regroup()
        else:
            self.action_view("trends")

    def action_plot(self) -> None:
        if self._shown == "trends":
            self.query_one(TrendView).switch_plot()
        else:
            self.action_view("trends")

    @property
    def _shown(self) -> str:
        return self.query_one(ContentSwitcher).current or "tries"

    def _tabs(self) -> Content:
        return Content("  ").join(
            Content.styled(f" {number} {name.capitalize()} ", "$accent reverse" if name == self._shown else "$quiet")
            for number, name in enumerate(_FRAMES, start=1)
        )
