"""Pods as a picture, drawn to the width there is."""

import re

from textual import events
from textual.content import Content
from textual.widgets import Static

from ckadtrainer.diagram.mark import Mark, Marks
from ckadtrainer.diagram.picture import draw
from ckadtrainer.diagram.pod import Diagram

_LINES = re.compile("[─│┌┐└┘├┤┬┴┼╭╮╰╯]+")
_MARKS = re.compile(f"[{''.join(Mark)}] [^│├]*")


class PodPicture(Static):
    """Draws a diagram; what is marked has a symbol, and stands out."""

    DEFAULT_CSS = "PodPicture { width: 1fr; height: auto; }"

    def __init__(self, *, id: str | None = None, otherwise: str = "") -> None:
        """`otherwise` is said where there is nothing to draw."""
        super().__init__(id=id, markup=False)
        self._otherwise = otherwise
        self._diagram = Diagram()
        self._marks: Marks = {}

    def show(self, diagram: Diagram, marks: Marks | None = None) -> None:
        """Show another diagram."""
        self._diagram, self._marks = diagram, marks or {}
        self._draw()

    def on_resize(self, _: events.Resize) -> None:
        self._draw()

    def _draw(self) -> None:
        width = self.content_size.width
        lines = draw(self._diagram, width, self._marks) if width else []
        self.display = bool(lines or self._otherwise or not width)
        content = Content("\n".join(lines)) if lines else Content.styled(self._otherwise, "$quiet")
        if lines:
            content = content.highlight_regex(_LINES, style="$quiet")
            content = content.highlight_regex(_MARKS, style="$warning") if self._marks else content
        self.update(content)
