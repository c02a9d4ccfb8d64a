"""The checks of a drill, as they turn."""

from collections.abc import Mapping, Sequence

from textual import events
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ckadtrainer.definition.check import Check
from ckadtrainer.grading.verdict import CheckGrade, Grade, Verdict
from ckadtrainer.history.record import Turn
from ckadtrainer.tui import symbols, wording
from ckadtrainer.tui.text import marked

_FLASH = 1.5  # seconds a check that broke stays inverted
_RIGHT = 10  # cells for points and time, and one for the scroll bar that heights are measured with


class Checklist(OptionList):
    """One row a check: symbol, what it says, points, when it turned; `check` is the one whose evidence is wanted."""

    def __init__(self, checks: Sequence[Check]) -> None:
        super().__init__(compact=True)
        self._checks = checks
        self._grades: Mapping[str, CheckGrade] = {}
        self._last_turns: Mapping[str, Turn] = {}
        self._flashing: frozenset[str] = frozenset()
        self._chosen = False
        self._graded_at = 0.0
        self._elapsed = 0.0

    @property
    def check(self) -> CheckGrade | None:
        """The grade of the highlighted check."""
        option = self.highlighted_option
        return self._grades.get(option.id or "") if option else None

    def show(self, grade: Grade, turns: Sequence[Turn]) -> None:
        """Draw a grade; a check that was met and is not any more flashes once."""
        after = {check.id: check for check in grade.checks}
        broken = frozenset(
            id
            for id, check in after.items()
            if id in self._grades and _is_break(self._grades[id].verdict, check.verdict)
        )
        self._grades, self._last_turns = after, {turn.check: turn for turn in turns}
        self._graded_at = grade.seconds
        self._elapsed = max(self._elapsed, grade.seconds)
        if broken:
            self._flashing |= broken
            self.set_timer(_FLASH, lambda: self._calm(broken))
        self._fill()
        if not self._chosen:
            self._go_to_first_unmet()

    def tick(self, elapsed: float) -> None:
        """Let the time of pending checks run; `elapsed` is seconds on the attempt's clock."""
        before, self._elapsed = int(self._elapsed), elapsed
        if int(elapsed) != before and any(grade.due is not None for grade in self._grades.values()):
            self._fill()

    def forget(self) -> None:
        """Start over: nothing has been graded."""
        self._grades, self._last_turns, self._chosen = {}, {}, False
        self._fill()

    def is_flashing(self, check: str) -> bool:
        """Whether the check broke a moment ago."""
        return check in self._flashing

    def on_mount(self) -> None:
        self._fill()

    def on_resize(self, _: events.Resize) -> None:
        self._fill()

    def on_key(self, event: events.Key) -> None:
        if event.key in ("up", "down", "home", "end", "pageup", "pagedown"):
            self._chosen = True  # from now on the learner says which check is looked at

    def _calm(self, ids: frozenset[str]) -> None:
        self._flashing -= ids
        self._fill()

    def _go_to_first_unmet(self) -> None:
        for wanted in (Verdict.UNMET, Verdict.UNKNOWN, Verdict.PENDING):
            for index, check in enumerate(self._checks):
                grade = self._grades.get(check.id)
                if grade is not None and grade.verdict is wanted:
                    self.highlighted = index
                    return
        self.highlighted = 0

    def _fill(self) -> None:
        kept = self.highlighted
        self.set_options([Option(self._row(check), id=check.id) for check in self._checks])
        self.highlighted = kept
        self.refresh(layout=True)  # rows may have become higher or lower

    def _row(self, check: Check) -> Content:
        grade = self._grades.get(check.id)
        verdict = grade.verdict if grade else None
        symbol = symbols.VERDICT[verdict] if verdict else "·"
        style = symbols.VERDICT_STYLE[verdict] if verdict else "$quiet"
        width = max(12, self.scrollable_content_region.width - _RIGHT - 2)
        first, *more = marked(" ".join(check.says.split())).wrap(width) or [Content("")]
        points = str(check.points)
        row = Content.assemble(
            (symbol, style),
            " ",
            first,
            " " * max(0, width - first.cell_length),
            f"{points:>3}",
            (f"{self._time(check.id):>6}", "$quiet"),
        )
        rest = [Content.assemble("  ", part) for part in more]
        note = self._note(check.id, verdict)
        if note:
            rest.append(Content.styled(f"  {note}", "$warning"))
        content = Content("\n").join([row, *rest])
        return content.stylize("reverse") if check.id in self._flashing else content

    def _time(self, id: str) -> str:
        """When the check became met; for a pending one how long it may still take."""
        grade, turn = self._grades.get(id), self._last_turns.get(id)
        if grade is not None and grade.verdict is Verdict.MET and turn is not None:
            return wording.clock(turn.seconds)
        if grade is not None and grade.verdict is Verdict.PENDING and grade.due is not None:
            return wording.span(max(0.0, grade.due - (self._elapsed - self._graded_at)))
        return ""

    def _note(self, id: str, verdict: Verdict | None) -> str:
        turn = self._last_turns.get(id)
        if turn is None or verdict is Verdict.MET or turn.before is None or not _is_break(turn.before, turn.after):
            return ""
        return f"{symbols.VERDICT[turn.before]} → {symbols.VERDICT[turn.after]} at {wording.clock(turn.seconds)}"


def _is_break(before: Verdict, after: Verdict) -> bool:
    return before is Verdict.MET and after in (Verdict.UNMET, Verdict.PENDING)
