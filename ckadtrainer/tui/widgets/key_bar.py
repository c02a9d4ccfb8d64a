"""The bottom line: what can be done now."""

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget

from ckadtrainer.tui.keys import Key


class KeyBar(Widget):
    """As many keys as fit, in their order; the last one, which opens the help, always."""

    DEFAULT_CSS = "KeyBar { height: 1; dock: bottom; padding: 0 1; color: $quiet; }"

    def __init__(self, keys: Sequence[Key]) -> None:
        super().__init__()
        self.show(keys)

    def show(self, keys: Sequence[Key]) -> None:
        """Show other keys."""
        self._keys = [key for key in keys if key.label]
        self.refresh()

    def render(self) -> Content:
        *most, last = [Content.assemble((key.face, "$accent bold"), " ", (key.label, "$quiet")) for key in self._keys]
        shown: list[Content] = []
        room = self.content_size.width - last.cell_length
        for part in most:
            room -= part.cell_length + 3
            if room < 0:
                break
            shown.append(part)
        return Content("   ").join([*shown, last])
