"""Running text of a pack: tasks, debriefs."""

from textual import events
from textual.content import Content
from textual.widgets import Static

from ckadtrainer.tui.text import prose


class Prose(Static):
    """Wraps itself, so that the lines of a bullet stand under its text. One name in it can be inverted."""

    DEFAULT_CSS = "Prose { width: 1fr; height: auto; }"

    def __init__(self, text: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._text = text
        self._chosen: str | None = None

    def show(self, text: str, chosen: str | None = None) -> None:
        """Show another text, or the same with another name inverted."""
        self._text, self._chosen = text, chosen
        self._draw()

    def on_resize(self, _: events.Resize) -> None:
        self._draw()

    def _draw(self) -> None:
        width = self.content_size.width
        self.update(prose(self._text, self._chosen, width) if width else Content(""))
