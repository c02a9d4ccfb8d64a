"""What the result of a drill and that of a quiz have in common: points and facts on top, the debrief at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Digits, Static

from ckadtrainer.tui import wording
from ckadtrainer.tui.keys import HELP, PALETTE, Key
from ckadtrainer.tui.page import Page
from ckadtrainer.tui.text import plain
from ckadtrainer.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from ckadtrainer.definition.drill import Drill
    from ckadtrainer.definition.quiz import Quiz


def score_keys(again: str) -> tuple[Key, ...]:
    """The keys of such a page; `again` says what happens once more."""
    return (
        Key("enter,escape", "go('home')", "drills", "Back to the drills.", "enter"),
        Key(
            "n", "go('next')", "next drill", "What is next: what is open, then the skill most in need, then a new one."
        ),
        Key("a", "go('again')", "again", again),
        Key("down,up", "", "", "Scroll.", "↑ ↓"),
        Key("q", "app.quit", "quit", "Leave the trainer."),
        PALETTE,
        HELP,
    )


class ScorePage(Page[str]):
    """Holds a widget `#result` that scrolls. Dismissed with `home`, `next` or `again`: what the learner wants now."""

    CSS_PATH = "score_page.tcss"

    def on_mount(self) -> None:
        self.query_one("#result").focus()

    def action_go(self, where: str) -> None:
        self.dismiss(where)

    def compose_score(self, points: int, max_points: int, *facts: Content) -> ComposeResult:
        """The points, large, and beside them what is to be said of them."""
        with Horizontal(id="score"):
            yield Digits(str(points), id="points")
            with Vertical(id="facts"):
                yield Static(Content.assemble(("of ", "$quiet"), wording.count(max_points, "point")))
                for fact in facts:
                    yield Static(fact)

    def compose_debrief(self, title: str, of: Drill | Quiz) -> ComposeResult:
        """The debrief and the pages to read, when there is one."""
        if of.debrief:
            with Vertical(classes="frame", id="debrief") as debrief:
                debrief.border_title = title
                yield Prose(of.debrief)
                for page in of.docs:
                    yield Static(plain(page, "$quiet"), markup=False)
