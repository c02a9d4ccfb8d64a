"""The top line of an exam: where the learner is, and the time left, always in sight."""

from textual.content import Content

from ckadtrainer.exam.clock import Reading
from ckadtrainer.exam.sitting import Sitting
from ckadtrainer.tui import wording
from ckadtrainer.tui.widgets.line import Line


class ExamTitle(Line):
    """`Exam  task 5 of 16   ⚑ 2   visited 7      time left 1:24:10  ▰▰▰▱▱▱▱▱▱▱`."""

    DEFAULT_CSS = "ExamTitle { padding: 0 1; }"

    def show(self, sitting: Sitting, reading: Reading) -> None:
        """Show how the exam stands."""
        plan = sitting.plan
        self.left = Content.assemble(
            ("Exam", "bold $accent"),
            "  task ",
            (str(sitting.current.number), "bold"),
            f" of {len(plan.tasks)}",
            (f"   ⚑ {len(sitting.flags)}   visited {len(sitting.visited)}", "$quiet"),
        )
        is_late = bool(plan.alerts) and reading.left <= plan.alerts[-1]
        self.right = Content.assemble(
            ("stands at " if reading.stands else "time left ", "$warning" if reading.stands else "$quiet"),
            (wording.clock(reading.left), "bold $warning" if is_late else "bold"),
            "  ",
            (wording.bar(1 - reading.share, 10), "$warning" if is_late else "$accent"),
        )
