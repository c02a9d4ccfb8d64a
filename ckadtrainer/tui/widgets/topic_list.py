"""The topics, with how much of each is passed."""

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ckadtrainer.tui import wording
from ckadtrainer.tui.entry import Entry
from ckadtrainer.tui.text import line

ALL = "*"
"""The id of the row that stands for all topics."""


class TopicList(OptionList):
    """Highlighting a topic narrows the table to it."""

    def __init__(self) -> None:
        super().__init__(compact=True)

    @property
    def topic(self) -> str:
        """The highlighted topic, empty for all."""
        option = self.highlighted_option
        return option.id if option and option.id and option.id != ALL else ""

    def show(self, entries: Sequence[Entry]) -> None:
        """Count these drills by topic."""
        kept = self.highlighted
        topics = dict.fromkeys(entry.topic for entry in entries)
        options = [Option(self._row("All", entries), id=ALL)]
        for topic in topics:
            members = [entry for entry in entries if entry.topic == topic]
            options.append(Option(self._row(wording.heading(topic), members), id=topic))
        self.set_options(options)
        self.highlighted = kept if kept is not None and kept < len(options) else 0

    def _row(self, name: str, entries: Sequence[Entry]) -> Content:
        done = sum(entry.is_passed for entry in entries)
        share = done / len(entries) if entries else 0.0
        return Content.assemble(
            line(name).truncate(18, ellipsis=True),
            "\n",
            (f"{wording.bar(share, 8)} {done}/{len(entries)}", "$quiet"),
        )
