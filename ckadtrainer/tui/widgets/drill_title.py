"""The top line of a drill: its name, the clock and the points."""

from textual.content import Content

from ckadtrainer.attempt.countdown import Countdown
from ckadtrainer.definition.drill import Drill
from ckadtrainer.tui import wording
from ckadtrainer.tui.text import line
from ckadtrainer.tui.widgets.line import Line


class DrillTitle(Line):
    """`shared_vol  One writes, the other reads     ◷ 2:41 of 4:00  ▰▰▰▰▰▰▱▱▱▱  4 / 10`."""

    DEFAULT_CSS = "DrillTitle { padding: 0 1; }"

    def show(self, drill: Drill, reading: Countdown, points: int) -> None:
        """Show how the attempt stands."""
        self.left = Content.assemble(line(drill.id, "bold $accent"), "  ", line(drill.title))
        over = reading.left < 0
        words = f"{wording.clock(reading.elapsed)} of {wording.clock(reading.limit)}"
        if over:
            words += f"  +{wording.clock(-reading.left)}"
        if reading.paused:
            words += "  paused"
        self.right = Content.assemble(
            ("◷ ", "$quiet"),
            words,
            "  ",
            (wording.bar(reading.share, 10), "$warning" if over else "$accent"),
            "  ",
            (f"{points} / {drill.max_points}", "bold"),
        )
