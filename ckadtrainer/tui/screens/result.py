"""The result: points, time, each check's evidence, the timeline, the debrief."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content

from ckadtrainer.tui import wording
from ckadtrainer.tui.keys import bindings
from ckadtrainer.tui.screens.score_page import ScorePage, score_keys
from ckadtrainer.tui.text import line
from ckadtrainer.tui.widgets.check_result import CheckResult
from ckadtrainer.tui.widgets.key_bar import KeyBar
from ckadtrainer.tui.widgets.line import Line
from ckadtrainer.tui.widgets.timeline import Timeline

if TYPE_CHECKING:
    from ckadtrainer.history.record import Turn
    from ckadtrainer.packs.manifest import PackedDrill
    from ckadtrainer.scoring.score import Result


class ResultPage(ScorePage):
    """Points, time, evidence, timeline, debrief."""

    HELP_TITLE = "Result"
    KEYS = score_keys("Do this drill again.")
    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS)

    def __init__(self, drill: PackedDrill, result: Result, turns: Sequence[Turn]) -> None:
        super().__init__()
        self._drill, self._result, self._turns = drill, result, turns

    def compose(self) -> ComposeResult:
        result = self._result
        title = Line(classes="title-bar")
        title.left = Content.assemble(line(result.drill, "bold $accent"), "  ", line(result.title))
        title.right = Content.styled("result", "$quiet")
        yield title
        with VerticalScroll(id="result"):
            yield from self.compose_score(result.points, result.max_points, self._time(), self._remarks())
            timeline = Timeline()
            timeline.turns, timeline.limit = tuple(self._turns), result.limit
            timeline.elapsed = max([result.seconds, *(turn.seconds for turn in self._turns)])
            yield timeline
            with Vertical(classes="frame", id="checks") as checks:
                checks.border_title = "Checks"
                says = {known.id: known.says for known in self._drill.drill.checks}
                for check in result.grade.checks:
                    yield CheckResult(check, says.get(check.id, check.id))
            yield from self.compose_debrief("What happened", self._drill.drill)
        yield KeyBar(self.KEYS)

    def _time(self) -> Content:
        result = self._result
        difference = result.seconds - result.limit
        if not result.grade.is_full:
            against = f"of {wording.clock(result.limit)}"
        elif difference <= 0:
            against = f"{wording.clock(-difference)} under the target of {wording.clock(result.limit)}"
        else:
            against = f"{wording.clock(difference)} over the target of {wording.clock(result.limit)}"
        return Content.assemble((wording.clock(result.seconds), "bold"), (f"  {against}", "$quiet"))

    def _remarks(self) -> Content:
        result = self._result
        remarks: list[str] = []
        if result.is_personal_best:
            before = f", before {wording.clock(result.best)}" if result.best is not None else ""
            remarks.append(f"your best time{before}")
        elif result.best is not None:
            remarks.append(f"your best is {wording.clock(result.best)}")
        if result.hints_opened:
            remarks.append(f"{wording.count(result.hints_opened, 'hint')} opened")
        if result.solution_seen:
            remarks.append("solution seen, so it does not count as passed")
        return Content.styled(" · ".join(remarks), "$quiet")
