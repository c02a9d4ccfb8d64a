"""The time on one task of an exam against its share of the whole."""

from textual.content import Content

from ckadtrainer.exam.pace import TOO_LONG, Pace
from ckadtrainer.tui import wording
from ckadtrainer.tui.widgets.line import Line


class Budget(Line):
    """`spent 6:40 of 8:24  ▰▰▰▰▰▰▰▱  leave at 12:36        stop now: at most 43 %`."""

    DEFAULT_CSS = "Budget { padding: 0 1; }"

    def show(self, pace: Pace, most: int) -> None:
        """Show a task's pace; `most` is the per cent an exam stopped now could have."""
        words = "leave it and flag it" if pace.is_too_long else f"leave at {wording.clock(TOO_LONG * pace.budget)}"
        style = "$warning" if pace.spent > pace.budget else "$accent"
        self.left = Content.assemble(
            ("spent ", "$quiet"),
            (wording.clock(pace.spent), "bold"),
            f" of {wording.clock(pace.budget)}  ",
            (wording.bar(pace.share, 8), style),
            "  ",
            (words, "$warning" if pace.is_too_long else "$quiet"),
        )
        self.right = Content.styled(f"stop now: at most {most} %", "$quiet")
