"""The tries of a trend as a curve. Importing this takes a third of a second: do it in a thread, when it is needed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from rich.text import Text
from textual.color import Color
from textual_plotext import PlotextPlot

from ckadtrainer.history.readiness import PASS_MARK
from ckadtrainer.tui import wording

if TYPE_CHECKING:
    from ckadtrainer.history.trends import Trend

_TOP = 200  # a try that took more than twice its target time is drawn at the top
_Rgb = tuple[int, int, int]


class TrendPlot(PlotextPlot):
    """Points or times over the tries, oldest at the left.

    Everything is drawn anew at each rendering, in the colours of the theme of that moment: the plot's own themes know
    two of them only. No text of a pack comes in here, since it would be read as terminal sequences.
    """

    def __init__(self) -> None:
        super().__init__()
        self._trend: Trend | None = None
        self._times = False
        self._now: datetime | None = None

    def show(self, trend: Trend | None, *, times: bool, now: datetime) -> None:
        """Draw the points of a trend, or its `times`."""
        self._trend, self._times, self._now = trend, times, now
        self.refresh()

    def render(self) -> Text:
        width, height = self.size
        if self._trend is None or self._now is None or width < 20 or height < 4:
            return Text("")
        self._prepare(width, height)
        tries = self._trend.tries
        heights = [_time(it.seconds, it.limit) if self._times else it.share * 100 for it in tries]
        places = [float(number) for number in range(1, len(tries) + 1)]
        mark = 100.0 if self._times else PASS_MARK * 100
        self.plt.horizontal_line(mark, color=self._rgb("frame"))
        self.plt.plot(places, heights, marker="braille", color=self._rgb("accent"))
        for full, sign, colour in ((True, "●", "accent"), (False, "○", "foreground")):
            chosen = [(x, y) for x, y, it in zip(places, heights, tries, strict=True) if it.is_full is full]
            if chosen:
                self.plt.scatter(*map(list, zip(*chosen, strict=True)), marker=sign, color=self._rgb(colour))
        self._scale(heights, tries[-1].limit if self._trend.is_one_drill else None)
        first, last = (wording.day(tries[at].ended_at, self._now) for at in (0, -1))
        self.plt.xticks(places[:: max(1, len(places) - 1)], [first, last][-len(places) :])
        self.plt.xlim(0.5, len(tries) + 0.5)
        return Text.from_ansi(self.plt.build())

    def _prepare(self, width: int, height: int) -> None:
        """An empty plot of this size in the theme's colours."""
        background = self._rgb("background")
        self.plt.clear_figure()
        self.plt.plotsize(width, height)
        # As PlotextPlot does it: plotsize alone stays within the size of a terminal that plotext looks up itself.
        self.plt._set_size(width, height)
        self.plt.canvas_color(background)
        self.plt.axes_color(background)
        self.plt.ticks_color(self._rgb("quiet"))
        self.plt.frame(False)
        self.plt.xaxes(False, False)

    def _scale(self, heights: Sequence[float], limit: float | None) -> None:
        """Percentages at the left, or with a `limit` in seconds times as a clock shows them."""
        top = 100 if not self._times else 150 if max(heights) <= 150 else _TOP
        ticks = [0.0, 50.0, 100.0, 150.0, 200.0] if self._times else [0.0, PASS_MARK * 100, 100.0]
        shown = [tick for tick in ticks if tick <= top]
        if self._times and limit is not None:
            labels = [wording.clock(limit * tick / 100) for tick in shown]
        else:
            labels = [f"{tick:.0f} %" for tick in shown]
        self.plt.yticks(shown, labels)
        self.plt.ylim(0, top)

    def _rgb(self, name: str) -> _Rgb:
        return Color.parse(self.app.theme_variables[name]).rgb


def _time(seconds: float, limit: float) -> float:
    """A time as per cent of the target."""
    return min(float(_TOP), seconds / limit * 100) if limit else 0.0
