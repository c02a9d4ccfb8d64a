"""The options of a quiz's question."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ckadtrainer.quiz.asked import Asked
from ckadtrainer.tui import quiz_text


class Choices(OptionList):
    """Where one option is right, the highlighted one is chosen; where several are, each is ticked by itself."""

    class Answered(Message):
        """Enter was pressed. `chosen` are positions, none when nothing was chosen."""

        def __init__(self, chosen: frozenset[int]) -> None:
            super().__init__()
            self.chosen = chosen

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "tick", show=False)]

    def __init__(self) -> None:
        super().__init__(compact=True)
        self._asked: Asked | None = None
        self._ticked: frozenset[int] = frozenset()

    @property
    def chosen(self) -> frozenset[int]:
        """Positions of the chosen options."""
        if self._asked is not None and self._asked.question.is_multiple:
            return self._ticked
        return frozenset() if self.highlighted is None else frozenset({self.highlighted})

    def show(self, asked: Asked) -> None:
        """Offer a question's options, none of them chosen."""
        self._asked, self._ticked = asked, frozenset()
        self._fill()
        self.highlighted = None

    def choose(self, at: int) -> None:
        """Go to an option, and tick or untick it where several are right."""
        if self._asked is not None and at < len(self._asked.options):
            self.highlighted = at
            self.action_tick()

    async def _on_click(self, event: events.Click) -> None:
        event.prevent_default()  # a list would take a click for enter
        at = event.style.meta.get("option")
        if at is not None:
            self.choose(at)

    def action_select(self) -> None:
        self.post_message(self.Answered(self.chosen))

    def action_tick(self) -> None:
        if self._asked is not None and self._asked.question.is_multiple and self.highlighted is not None:
            self._ticked ^= {self.highlighted}
            self._fill()

    def _fill(self) -> None:
        asked, kept = self._asked, self.highlighted
        if asked is None or not self.scrollable_content_region.width:
            return
        self.set_options([Option(self._prompt(asked, at)) for at in range(len(asked.options))])
        self.highlighted = kept

    def on_resize(self, _: events.Resize) -> None:
        self._fill()

    def on_option_list_option_highlighted(self) -> None:
        if self._asked is not None and not self._asked.question.is_multiple:
            for at in range(self.option_count):
                self.replace_option_prompt_at_index(at, self._prompt(self._asked, at))

    def _prompt(self, asked: Asked, at: int) -> Content:
        return quiz_text.option(asked, at, at in self.chosen, self.scrollable_content_region.width)
