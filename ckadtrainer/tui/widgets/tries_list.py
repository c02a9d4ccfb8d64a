"""Every attempt that ended, in a row each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ckadtrainer.tui import wording
from ckadtrainer.tui.text import line

if TYPE_CHECKING:
    from ckadtrainer.history.record import Record

_NAME = 20  # cells of the drill's name
_NOTES = 66  # from this width on, hints and the solution are named too


class TriesList(OptionList):
    """Newest first."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, compact=True, classes="frame")
        self._records: Sequence[Record] = ()
        self._now: datetime | None = None

    def show(self, records: Sequence[Record], now: datetime) -> None:
        """Draw these tries."""
        self._records, self._now = records, now
        self._draw()

    def on_resize(self, _: events.Resize) -> None:
        if self._records:
            self._draw()

    def _draw(self) -> None:
        if not self._records:
            self.set_options([Option("Nothing is finished yet. esc goes back to the drills.", disabled=True)])
            return
        heading = f"  {'drill':<{_NAME}}{'points':>9}{'time':>8}{'of':>8}{'when':>8}"
        self.set_options([Option(heading, disabled=True), *(Option(self._row(record)) for record in self._records)])
        self.highlighted = 1

    def _row(self, record: Record) -> Content:
        name = line(record.drill).truncate(_NAME - 1, ellipsis=True)
        notes = [f"{wording.count(record.hints_opened, 'hint')}"] if record.hints_opened else []
        notes += ["solution seen"] if record.solution_seen else []
        wide = self.size.width >= _NOTES
        return Content.assemble(
            ("● ", "$accent") if record.is_full else ("○ ", "$quiet"),
            name.pad_right(_NAME - name.cell_length),
            f"{f'{record.points} / {record.max_points}':>9}",
            f"{wording.clock(record.seconds):>8}",
            (f"{wording.clock(record.limit):>8}", "$quiet"),
            f"{wording.day(record.ended_at, self._now) if self._now else '':>8}",
            (f"   {', '.join(notes)}" if wide else "", "$quiet"),
        )
