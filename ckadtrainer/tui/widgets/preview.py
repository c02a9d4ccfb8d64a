"""The selected drill at a glance."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ckadtrainer.diagram.pod import Diagram
from ckadtrainer.tui import wording
from ckadtrainer.tui.entry import Entry
from ckadtrainer.tui.text import line
from ckadtrainer.tui.widgets.pod_picture import PodPicture
from ckadtrainer.tui.widgets.prose import Prose


class Preview(VerticalScroll, can_focus=False):
    """Title, length, points, domain, the pattern as a picture, and the task."""

    DEFAULT_CSS = "Preview PodPicture { margin-bottom: 1; }"

    def compose(self) -> ComposeResult:
        yield Static(id="preview-head")
        yield PodPicture(id="preview-picture")
        yield Prose(id="preview-task")

    def show(self, entry: Entry | None) -> None:
        """Show a drill, or nothing."""
        head, task = self.query_one("#preview-head", Static), self.query_one(Prose)
        picture = self.query_one(PodPicture)
        if entry is None:
            self.border_title = ""
            head.update("")
            picture.show(Diagram())
            task.show("")
            return
        drill = entry.drill.drill
        self.border_title = line(drill.id)
        facts = [
            f"{drill.minutes} min",
            wording.count(drill.max_points, "point"),
            drill.difficulty,
            wording.DOMAINS.get(drill.domain, drill.domain),
        ]
        head.update(Content.assemble(line(drill.title, "bold"), "\n", (" · ".join(facts), "$quiet"), "\n"))
        picture.show(entry.diagram)
        task.show(drill.task)
        self.scroll_home(animate=False)
