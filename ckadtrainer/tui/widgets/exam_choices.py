"""What an exam is drawn from, to choose."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ckadtrainer.tui.text import line

_LABEL = 8
_FULL, _HALF = "full", "half"


@dataclass(frozen=True, slots=True)
class _Row:
    """A thing to choose: the words of its values, and the values."""

    label: str
    words: tuple[str, ...]
    values: tuple[object, ...]


class ExamChoices(OptionList):
    """A row for each choice; left and right change the highlighted one."""

    class Chosen(Message):
        """Something else was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "change(-1)", show=False),
        Binding("right,space", "change(1)", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(compact=True)
        self._rows = [
            _Row("length", ("full", "half", "30 min"), (_FULL, _HALF, 30)),
            _Row("tasks of", ("every topic",), (None,)),
            _Row("time", ("as in the exam", "half of it"), (False, True)),
        ]
        self._at = [0] * len(self._rows)

    def offer(self, pools: Sequence[str]) -> None:
        """Offer these topics and packs."""
        self._rows[1] = _Row("tasks of", ("every topic", *pools), (None, *pools))
        self._fill()

    @property
    def minutes(self) -> int | None:
        """How long an exam is asked for; None for a full one, or half of that."""
        value = self._value(0)
        return value if isinstance(value, int) else None

    @property
    def is_half(self) -> bool:
        """Whether it is half as long as a full one."""
        return self._value(0) == _HALF

    @property
    def pool(self) -> str | None:
        """The topic or pack to draw from; None for all."""
        value = self._value(1)
        return value if isinstance(value, str) else None

    @property
    def is_half_time(self) -> bool:
        """Whether the tasks are to be done in half the time."""
        return self._value(2) is True

    def on_mount(self) -> None:
        self._fill()
        self.highlighted = 0

    def action_change(self, by: int) -> None:
        row = self.highlighted or 0
        self._at[row] = (self._at[row] + by) % len(self._rows[row].values)
        self._fill()
        self.post_message(self.Chosen())

    def _value(self, row: int) -> object:
        return self._rows[row].values[self._at[row]]

    def _fill(self) -> None:
        kept = self.highlighted
        self.set_options([Option(self._drawn(row, at)) for row, at in zip(self._rows, self._at, strict=True)])
        self.highlighted = kept

    @staticmethod
    def _drawn(row: _Row, at: int) -> Content:
        return Content.assemble(
            (f"{row.label:<{_LABEL}} ", "$quiet"), ("‹ ", "$accent"), line(row.words[at], "bold"), (" ›", "$accent")
        )
