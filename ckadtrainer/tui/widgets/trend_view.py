"""Trends: a list and the curve of the highlighted one."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import OptionList, Static

from ckadtrainer.errors import TrainerError
from ckadtrainer.history.grouping import By
from ckadtrainer.tui import wording
from ckadtrainer.tui.text import line, plain
from ckadtrainer.tui.widgets.trend_list import TrendList

if TYPE_CHECKING:
    from ckadtrainer.history.record import Record
    from ckadtrainer.practice import Practice
    from ckadtrainer.tui.widgets.trend_plot import TrendPlot


class TrendView(Container):
    """Put together by drill at first; what is plotted are points at first."""

    def __init__(self, practice: Practice, *, id: str) -> None:
        super().__init__(id=id)
        self._practice = practice
        self._records: Sequence[Record] = ()
        self._by = By.DRILL
        self._times = False
        self._plot: TrendPlot | None = None

    def compose(self) -> ComposeResult:
        yield TrendList()
        with Container(id="curve", classes="frame"):
            yield Static(id="facts")

    @work(exclusive=True, group="trends")
    async def show(self, records: Sequence[Record]) -> None:
        """Draw the trends of these tries, newest first."""
        self._records = records
        if self._plot is None:
            self._plot = (await asyncio.to_thread(_plot_class))()
            await self.query_one("#curve").mount(self._plot)
        try:
            trends = await asyncio.to_thread(self._practice.coach.trends, self._by, records)
        except TrainerError as error:
            self.query_one("#facts", Static).update(plain(f"{error.message} {error.remedy}", "$warning"))
            return
        self.query_one(TrendList).show(trends, self._by)
        self._draw()

    def regroup(self) -> None:
        """Put the tries together by the next thing."""
        ways = list(By)
        self._by = ways[(ways.index(self._by) + 1) % len(ways)]
        self.show(self._records)

    def switch_plot(self) -> None:
        """Points instead of times, or times instead of points."""
        self._times = not self._times
        self._draw()

    @on(OptionList.OptionHighlighted)
    def _draw(self) -> None:
        trend, frame = self.query_one(TrendList).trend, self.query_one("#curve")
        frame.border_title = "Time" if self._times else "Points"
        facts = self.query_one("#facts", Static)
        if trend is None:
            frame.border_subtitle = ""
            facts.update("")
        else:
            frame.border_subtitle = line(wording.group(self._by, trend.name)).truncate(40, ellipsis=True)
            facts.update(Content.styled(wording.trend_facts(trend), "$quiet"))
        if self._plot is not None:
            self._plot.show(trend, times=self._times, now=self._practice.clock.now())


def _plot_class() -> type[TrendPlot]:
    from ckadtrainer.tui.widgets.trend_plot import TrendPlot

    return TrendPlot
