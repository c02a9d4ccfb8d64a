"""The task of an exam on the screen: where it is worked on, and what it asks for."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ckadtrainer.exam.sitting import Place
from ckadtrainer.session.exam import ExamTask
from ckadtrainer.tui.text import line, names
from ckadtrainer.tui.widgets.prose import Prose


class ExamSheet(VerticalScroll):
    """One task at a time. Its names are copied one after the other, the context's command first."""

    def __init__(self) -> None:
        super().__init__()
        self._place: Place | None = None
        self._task_text = ""
        self._copied: str | None = None

    def compose(self) -> ComposeResult:
        yield Static(id="place", markup=False)
        yield Prose()

    def show(self, task: ExamTask, place: Place, text: str, *, is_flagged: bool) -> None:
        """Show a task; another one than before is shown from its beginning, with nothing copied."""
        if place != self._place:
            self._copied = None
            self.border_subtitle = ""
            self.scroll_home(animate=False)
        self._place, self._task_text = place, text
        flag = ("  ⚑", "$warning bold") if is_flagged else ""
        self.border_title = Content.assemble(f"{task.number} · {task.weight} % · ", line(task.section), flag)
        self._draw(place)

    def copy_next(self) -> None:
        """Copy the context's command; then the namespace, then each name of the task, then from the beginning."""
        if self._place is None:
            return
        found = [self._place.command, self._place.namespace.name, *names(self._task_text)]
        after = found.index(self._copied) + 1 if self._copied in found else 0
        self._copied = found[after % len(found)]
        self.app.copy_to_clipboard(self._copied)
        self.border_subtitle = Content.assemble("copied ", (self._copied, "bold"))
        self._draw(self._place)

    def _draw(self, place: Place) -> None:
        self.query_one("#place", Static).update(
            Content.assemble(
                ("context    ", "$quiet"), self._copyable(place.command), "\n",
                ("namespace  ", "$quiet"), self._copyable(place.namespace.name), "\n",
            )
        )  # fmt: skip
        self.query_one(Prose).show(self._task_text, self._copied)

    def _copyable(self, name: str) -> Content:
        return line(name, "$accent reverse" if name == self._copied else "$accent")
