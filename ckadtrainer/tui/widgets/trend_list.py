"""What tries are put together by, a row each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ckadtrainer.tui import wording
from ckadtrainer.tui.text import line

if TYPE_CHECKING:
    from ckadtrainer.history.grouping import By
    from ckadtrainer.history.trends import Trend

_FIXED = 32  # cells right of the name


class TrendList(OptionList):
    """The weakest of late first; the highlighted one is `trend`."""

    def __init__(self) -> None:
        super().__init__(compact=True, classes="frame")
        self._trends: Sequence[Trend] = ()
        self._by: By | None = None

    @property
    def trend(self) -> Trend | None:
        """The highlighted trend."""
        position = self.highlighted
        return self._trends[position - 1] if position and position <= len(self._trends) else None

    def show(self, trends: Sequence[Trend], by: By) -> None:
        """Draw these trends and highlight the first."""
        self._trends, self._by = trends, by
        self._draw()

    def on_resize(self, _: events.Resize) -> None:
        kept = self.highlighted
        self._draw()
        if kept is not None and kept < self.option_count:
            self.highlighted = kept

    def _draw(self) -> None:
        if self._by is None:
            return
        if not self._trends:
            self.set_options([Option("Nothing to see a trend in yet.", disabled=True)])
            return
        titles = f"{'tries':>6}{'last 5':>8}{'pace':>7}  {'trend':<8}"
        heading = Content.assemble(self._fit(line(self._by.value, "bold $quiet")), (titles, "$quiet"))
        self.set_options([Option(heading, disabled=True), *(Option(self._row(trend)) for trend in self._trends)])
        self.highlighted = 1

    def _row(self, trend: Trend) -> Content:
        from ckadtrainer.history.as_text import percent, sparks

        return Content.assemble(
            self._fit(line(wording.group(self._by, trend.name))),
            f"{len(trend.tries):>6}",
            f"{percent(trend.recent):>8}",
            (f"{'–' if trend.pace is None else percent(trend.pace):>7}", "$quiet"),
            "  ",
            (f"{sparks(trend):<8}", "$accent"),
        )

    def _fit(self, name: Content) -> Content:
        """The first column: as wide as the rest leaves it."""
        room = max(8, self.scrollable_content_region.width - _FIXED - 1)
        cut = name.truncate(room - 1, ellipsis=True)
        return cut.pad_right(room - cut.cell_length)
