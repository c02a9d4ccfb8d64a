"""The attempt as a line: when each check turned."""

from collections.abc import Sequence

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from ckadtrainer.grading.verdict import Verdict
from ckadtrainer.history.ghost import Ghost
from ckadtrainer.history.record import Turn
from ckadtrainer.tui import wording


class Timeline(Widget):
    """`0:00 ──●─◇─●●◇─○── 4:00`, with the present as a bar's end; in overtime the line ends now.

    A diamond is where a check of the best run was met.
    """

    DEFAULT_CSS = "Timeline { height: 1; padding: 0 1; color: $quiet; }"

    turns: reactive[Sequence[Turn]] = reactive[Sequence[Turn]](())
    ghost: reactive[Ghost | None] = reactive[Ghost | None](None)
    elapsed: reactive[float] = reactive(0.0)
    limit: reactive[float] = reactive(0.0)

    def render(self) -> Content:
        end = max(self.limit, self.elapsed, 1.0)
        left, right = "0:00 ", f" {wording.clock(end)}"
        width = max(1, self.content_size.width - len(left) - len(right))
        cells: list[tuple[str, str]] = [("─", "$frame")] * width
        for index in range(min(width, round(width * self.elapsed / end))):
            cells[index] = ("━", "$quiet")
        for turn in self.ghost.turns if self.ghost else ():
            if turn.after is Verdict.MET:
                cells[min(width - 1, int(width * turn.seconds / end))] = ("◇", "$quiet")
        for turn in self.turns:
            mark = _mark(turn)
            if mark is not None:
                cells[min(width - 1, int(width * turn.seconds / end))] = mark
        return Content.assemble(left, *cells, right)


def _mark(turn: Turn) -> tuple[str, str] | None:
    if turn.after is Verdict.MET:
        return ("●", "$accent")
    if turn.before is Verdict.MET and turn.after is not Verdict.UNKNOWN:
        return ("○", "$warning")
    return None
