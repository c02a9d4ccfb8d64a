"""The table of drills and quizzes, by topic."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from textual import events
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ckadtrainer.tui import symbols, wording
from ckadtrainer.tui.entry import Entry
from ckadtrainer.tui.text import line

_FIXED = 30  # cells right of the name: minutes, best, last, state
_LOOSE = 62  # from this width on, titles stand beside the names


class DrillList(OptionList):
    """Drills under their topics; the highlighted one is `entry`."""

    def __init__(self) -> None:
        super().__init__(compact=True)
        self._entries: Sequence[Entry] = ()
        self._now: datetime | None = None

    @property
    def entry(self) -> Entry | None:
        """The highlighted drill."""
        option = self.highlighted_option
        return next((entry for entry in self._entries if option and entry.key == option.id), None)

    def show(self, entries: Sequence[Entry], now: datetime) -> None:
        """Draw these drills and keep the highlight on the drill it was on, else put it on the first."""
        kept = self.entry
        self._entries, self._now = entries, now
        self._fill()
        keys = [entry.key for entry in entries]
        if kept and kept.key in keys:
            self.move_to(kept.key)
        elif keys:
            self.move_to(keys[0])

    def move_to(self, key: str) -> None:
        """Put the highlight on a drill."""
        self.highlighted = self.get_option_index(key)

    def _fill(self) -> None:
        options: list[Option] = []
        for (topic, is_quiz), group in groupby(self._entries, key=lambda entry: (entry.topic, entry.is_quiz)):
            heading = wording.heading(topic) + (" quiz" if is_quiz else "")
            options.append(Option(self._columns(line(heading, "bold $quiet")), disabled=True))
            options.extend(Option(self._row(entry), id=entry.key) for entry in group)
        self.set_options(options)

    def _columns(self, heading: Content) -> Content:
        titles = f"{'min':>4}{'best':>7}{'last':>7}  {'state':<10}"
        return Content.assemble(self._fit(heading), (titles, "$quiet"))

    def _row(self, entry: Entry) -> Content:
        drill = entry.drill.drill
        symbol = symbols.STANDING[entry.standing] if entry.attempt or entry.is_passed else "○"
        style = symbols.STANDING_STYLE.get(entry.standing, "$quiet")
        best = wording.clock(entry.best) if entry.best is not None else "–"
        last = wording.day(entry.last, self._now) if entry.last and self._now else "–"
        name = line(drill.id)
        if self._width >= _LOOSE:
            name = Content.assemble(name.pad_right(max(1, 18 - name.cell_length)), line(drill.title, "$quiet"))
        return Content.assemble(
            self._fit(Content.assemble((symbol, style), " ", name)),
            f"{drill.minutes:>4}",
            f"{best:>7}",
            f"{last:>7}  ",
            (f"{entry.words:<10}"[:10], style),
        )

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    def _fit(self, name: Content) -> Content:
        """The first column: as wide as the rest leaves it."""
        room = max(8, self._width - _FIXED - 2)
        cut = name.truncate(room, ellipsis=True)
        return cut.pad_right(room - cut.cell_length)

    def on_resize(self, _: events.Resize) -> None:
        kept = self.highlighted
        self._fill()
        self.highlighted = kept
