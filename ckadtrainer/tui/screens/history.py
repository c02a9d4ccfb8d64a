"""What happened so far: one row an attempt that ended."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ckadtrainer.errors import TrainerError
from ckadtrainer.tui import wording
from ckadtrainer.tui.keys import HELP, PALETTE, Key, bindings
from ckadtrainer.tui.page import Page
from ckadtrainer.tui.text import line
from ckadtrainer.tui.widgets.key_bar import KeyBar
from ckadtrainer.tui.widgets.line import Line

if TYPE_CHECKING:
    from ckadtrainer.history.record import Record
    from ckadtrainer.practice import Practice

_NAME = 20  # cells of the drill's name
_NOTES = 66  # from this width on, hints and the solution are named too


class HistoryPage(Page[None]):
    """Newest first."""

    CSS_PATH = "history.tcss"
    HELP_TITLE = "History"
    KEYS = (
        Key("escape,h,q", "dismiss", "back", "Back to the drills.", "esc"),
        Key("down,up", "", "", "Scroll.", "↑ ↓"),
        PALETTE,
        HELP,
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS)

    def __init__(self, practice: Practice) -> None:
        super().__init__()
        self._practice = practice
        self._records: Sequence[Record] = ()

    def compose(self) -> ComposeResult:
        title = Line(classes="title-bar")
        title.left = Content.styled("History", "bold $accent")
        yield title
        rows = OptionList(compact=True, classes="frame")
        rows.border_title = "Finished drills"
        yield rows
        yield KeyBar(self.KEYS)

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()
        self.load()

    @work(exclusive=True)
    async def load(self) -> None:
        """Read the history."""
        try:
            self._records = await asyncio.to_thread(self._practice.records)
        except TrainerError as error:
            self.tell(error)
            return
        self._draw()

    def on_resize(self, _: events.Resize) -> None:
        if self._records:
            self._draw()

    def _draw(self) -> None:
        rows = self.query_one(OptionList)
        if not self._records:
            rows.set_options([Option("Nothing is finished yet. esc goes back to the drills.", disabled=True)])
            return
        heading = f"  {'drill':<{_NAME}}{'points':>9}{'time':>8}{'of':>8}{'when':>8}"
        rows.set_options([Option(heading, disabled=True), *(Option(self._row(record)) for record in self._records)])
        rows.highlighted = 1
        full = sum(record.is_full for record in self._records)
        self.query_one(Line).right = Content.styled(
            f"{wording.count(len(self._records), 'drill')} finished, {full} with full marks", "$quiet"
        )

    def _row(self, record: Record) -> Content:
        name = line(record.drill).truncate(_NAME - 1, ellipsis=True)
        notes = [f"{wording.count(record.hints_opened, 'hint')}"] if record.hints_opened else []
        notes += ["solution seen"] if record.solution_seen else []
        wide = self.query_one(OptionList).size.width >= _NOTES
        return Content.assemble(
            ("● ", "$accent") if record.is_full else ("○ ", "$quiet"),
            name.pad_right(_NAME - name.cell_length),
            f"{f'{record.points} / {record.max_points}':>9}",
            f"{wording.clock(record.seconds):>8}",
            (f"{wording.clock(record.limit):>8}", "$quiet"),
            f"{wording.day(record.ended_at, self._practice.clock.now()):>8}",
            (f"   {', '.join(notes)}" if wide else "", "$quiet"),
        )
