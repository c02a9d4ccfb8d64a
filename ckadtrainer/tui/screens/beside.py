"""The learner's Pods beside those of a solution, as they are now."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ckadtrainer.diagram.mark import MEANINGS
from ckadtrainer.diagram.pod import Diagram
from ckadtrainer.errors import TrainerError
from ckadtrainer.tui.keys import HELP, PALETTE, Key, bindings
from ckadtrainer.tui.page import Page
from ckadtrainer.tui.text import line
from ckadtrainer.tui.widgets.key_bar import KeyBar
from ckadtrainer.tui.widgets.line import Line
from ckadtrainer.tui.widgets.pod_picture import PodPicture

if TYPE_CHECKING:
    from ckadtrainer.diagram.comparison import Comparison
    from ckadtrainer.tui.ongoing import Ongoing

_LOOK_AGAIN = 1.0  # seconds between two looks at what the watch has


class BesidePage(Page[None]):
    """Two pictures, side by side where there is room, and the differences in words."""

    CSS_PATH = "beside.tcss"
    HELP_TITLE = "Your Pods beside a solution's"
    KEYS = (
        Key("escape,v,q", "dismiss", "back", "Back to the drill.", "esc"),
        Key("tab", "", "other side", "Move between the two pictures."),
        Key("down,up", "", "scroll", "Scroll the picture.", "↑ ↓"),
        PALETTE,
        HELP,
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS)

    def __init__(self, ongoing: Ongoing) -> None:
        super().__init__()
        self._ongoing = ongoing
        self._solution: Diagram | None = None

    def compose(self) -> ComposeResult:
        title = Line(classes="title-bar")
        title.left = Content.assemble(line(self._ongoing.drill.drill.id, "bold $accent"), "  yours beside one solution")
        title.right = Content.styled("other answers can be right too", "$quiet")
        yield title
        with Container(id="sides"):
            with VerticalScroll(classes="frame", id="yours") as yours:
                yours.border_title = "Yours, as it is now"
                yield PodPicture(otherwise="No Pod in this namespace yet.")
            with VerticalScroll(classes="frame", id="solution") as solution:
                solution.border_title = "One solution"
                yield PodPicture(otherwise="The solution has no Pod to draw.")
        with VerticalScroll(classes="frame", id="differences", can_focus=False) as differences:
            differences.border_title = "Differences"
            differences.border_subtitle = "  ".join(f"{mark} {meaning}" for mark, meaning in MEANINGS.items())
            yield Static("Looking at the cluster …", markup=False)
        yield KeyBar(self.KEYS)

    def on_mount(self) -> None:
        self.query_one("#yours").focus()
        self.set_interval(_LOOK_AGAIN, self.look_again)
        self.look_again()

    @work(exclusive=True, group="look")
    async def look_again(self) -> None:
        """Draw what is there now."""
        try:
            solution, present, comparison = await asyncio.to_thread(self._look)
        except TrainerError as error:
            self._say(line(f"{error.message} {error.remedy}", "$warning"))
            return
        self.query_one("#yours PodPicture", PodPicture).show(present, comparison.present)
        self.query_one("#solution PodPicture", PodPicture).show(solution, comparison.expected)
        self._say(_words(comparison))

    def _look(self) -> tuple[Diagram, Diagram, Comparison]:
        """The solution, what is there, and what differs. Blocks."""
        from ckadtrainer.grading.likeness import compare_pods

        if self._solution is None:
            self._solution = self._ongoing.solution()
        present = self._ongoing.present(self._solution)
        return self._solution, present, compare_pods(self._solution, present)

    def _say(self, words: Content) -> None:
        self.query_one("#differences Static", Static).update(words)


def _words(comparison: Comparison) -> Content:
    if not comparison.differences:
        return Content.assemble(("=", "$accent"), " No difference to see. The checks say whether it works.")
    rows = [Content.assemble((f"{it.mark} ", "$warning"), line(it.says)) for it in comparison.differences]
    return Content("\n").join(rows)
