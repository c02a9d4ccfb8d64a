"""Text that wraps itself, in a way of its own, to the width there is."""

from textual import events
from textual.content import Content
from textual.widgets import Static


class Fitted(Static):
    """Drawn anew by `fit` for each width."""

    DEFAULT_CSS = "Fitted { width: 1fr; height: auto; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)

    def fit(self, width: int) -> Content:
        """What to show in so many cells, one at least."""
        raise NotImplementedError

    def draw(self) -> None:
        """Show what `fit` gives by now."""
        width = self.content_size.width
        self.update(self.fit(width) if width else Content(""))

    def on_resize(self, _: events.Resize) -> None:
        self.draw()
