"""One line with a left and a right part."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class Line(Widget):
    """Left part, gap, right part; in a narrow place the left part is cut with an ellipsis."""

    DEFAULT_CSS = "Line { height: 1; width: 1fr; }"

    left: reactive[Content] = reactive(Content(""))
    right: reactive[Content] = reactive(Content(""))

    def render(self) -> Content:
        width = self.content_size.width
        right = self.right.truncate(width, ellipsis=True)
        room = max(0, width - right.cell_length - (2 if right else 0))
        left = self.left.truncate(room, ellipsis=True)
        gap = width - left.cell_length - right.cell_length
        return Content.assemble(left, " " * max(0, gap), right)
