"""Where the minutes of an exam went: a lane for each task."""

from math import ceil

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from ckadtrainer.grading.verdict import Verdict
from ckadtrainer.scoring.exam import TaskResult
from ckadtrainer.scoring.exam_replay import Replay
from ckadtrainer.tui import wording

_HEAD = 4
"""Cells before a lane: the task's number."""
_TIMES = 17
"""Cells after it: what was spent of the budget."""
_ROOMY = 70


class Lanes(Widget):
    """Time on the screen as a bar, `●` where a check turned true, `○` where one broke; `▾` is the moment looked at."""

    DEFAULT_CSS = "Lanes { height: auto; }"

    moment: reactive[float] = reactive(0.0)

    def __init__(self, replay: Replay) -> None:
        super().__init__()
        self._replay = replay

    def get_content_height(self, *_: object) -> int:
        return len(self._replay.result.tasks) + 1

    def render(self) -> Content:
        width = self.content_size.width
        times = _TIMES if width >= _ROOMY else 0
        cells = max(8, width - _HEAD - times)
        rows = [self._axis(cells), *(self._lane(task, cells, times) for task in self._replay.result.tasks)]
        return Content("\n").join(rows)

    def _axis(self, cells: int) -> Content:
        """Begin and end, and where the moment is."""
        end = wording.clock(self._replay.end)
        text = ["·"] * cells
        text[:4] = "0:00"
        text[-len(end) :] = end
        at = self._cell(self.moment, cells)
        return Content.assemble(
            " " * _HEAD, ("".join(text[:at]), "$quiet"), ("▾", "$accent bold"), ("".join(text[at + 1 :]), "$quiet")
        )

    def _lane(self, task: TaskResult, cells: int, times: int) -> Content:
        drawn: list[tuple[str, str]] = [("─", "$frame")] * cells
        is_on_screen = any(begin <= self.moment < end for begin, end in task.visits)
        for begin, end in task.visits:
            first = self._cell(begin, cells)
            last = max(first + 1, min(cells, ceil(cells * end / max(1.0, self._replay.end))))
            drawn[first:last] = [("━", "$foreground")] * (last - first)
        for turn in task.turns:
            mark = {Verdict.MET: ("●", "$accent"), Verdict.UNMET: ("○", "$warning")}.get(turn.verdict)
            if mark is not None and (turn.verdict is Verdict.MET or self._broke(task, turn.check, turn.seconds)):
                drawn[self._cell(turn.seconds, cells)] = mark
        at = self._cell(self.moment, cells)
        drawn[at] = (drawn[at][0], f"{drawn[at][1]} on $panel")
        spent = f"{wording.clock(task.seconds):>8} of {wording.clock(task.budget):<5}"
        return Content.assemble(
            (f"{task.number:>2}", "bold" if is_on_screen else "$quiet"),
            ("▸ " if is_on_screen else "  ", "$accent"),
            *drawn,
            (spent if times else "", "$quiet"),
        )

    @staticmethod
    def _broke(task: TaskResult, check: str, at: float) -> bool:
        """Whether the check had been met before."""
        return any(turn.check == check and turn.seconds < at and turn.verdict is Verdict.MET for turn in task.turns)

    def _cell(self, seconds: float, cells: int) -> int:
        return min(cells - 1, int(cells * seconds / max(1.0, self._replay.end)))
