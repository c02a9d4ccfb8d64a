"""The tasks of an exam under way, with the learner's marks."""

from textual import events
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ckadtrainer.exam.sitting import Sitting
from ckadtrainer.session.exam import ExamTask
from ckadtrainer.tui import wording
from ckadtrainer.tui.text import line

_FOLDED = 20
"""Below this width the domains are left out."""


class ExamTasks(OptionList):
    """One row a task: number, weight, visited, flagged, domain; the current one is marked."""

    def __init__(self) -> None:
        super().__init__(compact=True)
        self._sitting: Sitting | None = None

    def show(self, sitting: Sitting, *, go: bool = False) -> None:
        """Draw the tasks as they are; with `go` the highlight goes to the current one."""
        self._sitting = sitting
        self._fill()
        if go or self.highlighted is None:
            self.highlighted = sitting.current.number - 1

    def on_resize(self, _: events.Resize) -> None:
        self._fill()

    def _fill(self) -> None:
        if self._sitting is None:
            return
        kept = self.highlighted
        self.set_options([Option(self._row(self._sitting, task)) for task in self._sitting.plan.tasks])
        self.highlighted = kept

    def _row(self, sitting: Sitting, task: ExamTask) -> Content:
        is_current = task.number == sitting.current.number
        visited, flagged = task.number in sitting.visited, task.number in sitting.flags
        width = self.scrollable_content_region.width
        domain = wording.DOMAINS.get(task.domain, task.domain) if width >= _FOLDED else ""
        style = "" if visited else "$quiet"
        return Content.assemble(
            ("▸" if is_current else " ", "$accent bold"),
            (f"{task.number:>2}", "bold" if is_current else style),
            (f"{task.weight:>4} % ", "$quiet"),
            ("✓" if visited else "·", "$accent" if visited else "$quiet"),
            ("⚑ " if flagged else "  ", "$warning bold"),
            line(domain, style),
        ).truncate(max(1, width), ellipsis=True)
