"""The top line of a drill: its name, the best run so far, the clock and the points."""

from textual.content import Content

from ckadtrainer.attempt.countdown import Countdown
from ckadtrainer.definition.drill import Drill
from ckadtrainer.history.as_text import ghost_text
from ckadtrainer.history.ghost import Ghost
from ckadtrainer.tui import wording
from ckadtrainer.tui.text import line
from ckadtrainer.tui.widgets.line import Line

_SHORT, _LONG = 72, 110  # cells from which on the best run is named, and named in whole words


class DrillTitle(Line):
    """`shared_vol  One writes, the other reads     ◷ 2:41 of 4:00  ▰▰▰▰▰▰▱▱▱▱  4 / 10`."""

    DEFAULT_CSS = "DrillTitle { padding: 0 1; }"

    def show(self, drill: Drill, reading: Countdown, points: int, ghost: Ghost | None) -> None:
        """Show how the attempt stands, and how the best run stood at this time."""
        self.left = Content.assemble(line(drill.id, "bold $accent"), "  ", line(drill.title))
        over = reading.left < 0
        words = f"{wording.clock(reading.elapsed)} of {wording.clock(reading.limit)}"
        if over:
            words += f"  +{wording.clock(-reading.left)}"
        if reading.limit < drill.seconds:
            words += "  speed"
        if reading.paused:
            words += "  paused"
        self.right = Content.assemble(
            (self._race(ghost, reading.elapsed), "$quiet"),
            ("◷ ", "$quiet"),
            words,
            "  ",
            (wording.bar(reading.share, 10), "$warning" if over else "$accent"),
            "  ",
            (f"{points} / {drill.max_points}", "bold"),
        )

    def _race(self, ghost: Ghost | None, elapsed: float) -> str:
        """The best run in as many words as there is room for."""
        if ghost is None or self.size.width < _SHORT:
            return ""
        if self.size.width < _LONG:
            return f"best {ghost.met(elapsed)}/{ghost.checks}  "
        return f"{ghost_text(ghost, elapsed)}   "
