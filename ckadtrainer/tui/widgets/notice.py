"""What home has to say before everything else: a cluster that is not ready, an exam that is under way."""

from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from ckadtrainer.provisioning import ClusterStatus, Condition
from ckadtrainer.tui.text import line


class Notice(Static):
    """A sentence each, with the key that mends or goes on; not there when there is nothing to say."""

    status: reactive[ClusterStatus | None] = reactive[ClusterStatus | None](None)
    exam: reactive[str] = reactive("")

    def watch_status(self) -> None:
        self._draw()

    def watch_exam(self) -> None:
        self._draw()

    def _draw(self) -> None:
        rows = []
        if self.status is not None and self.status.condition is not Condition.READY:
            detail = self.status.detail or f"The practice cluster is {self.status.condition}."
            rows.append(Content.assemble(line(detail), "  ", ("u", "$accent bold"), " brings it up."))
        if self.exam:
            rows.append(Content.assemble(line(self.exam), "  ", ("e", "$accent bold"), " goes on."))
        self.display = bool(rows)
        self.update(Content("\n").join(rows))
