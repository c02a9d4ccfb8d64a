"""What the cluster says, and the hints: four panes in one place."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ckadtrainer.errors import TrainerError
from ckadtrainer.grading.hints import count
from ckadtrainer.tui import cluster_text, wording
from ckadtrainer.tui.text import line, prose

if TYPE_CHECKING:
    from ckadtrainer.practice import Practice
    from ckadtrainer.tui.ongoing import Ongoing

_NAMES = ("pods", "events", "logs", "hints")
_LOOK_AGAIN = 2.0  # seconds between two looks at the pane that is shown
_LOG_LINES = 200


class Panes(VerticalScroll):
    """One pane is shown and kept up to date; the border's title is the tab bar."""

    def __init__(self, practice: Practice, ongoing: Ongoing) -> None:
        super().__init__()
        self._practice, self._ongoing = practice, ongoing
        self._shown = "pods"
        self._containers: tuple[tuple[str, str], ...] = ()
        self._container: tuple[str, str] | None = None

    def compose(self) -> ComposeResult:
        yield Static()

    def on_mount(self) -> None:
        self.draw()
        self.set_interval(_LOOK_AGAIN, self.look_again)

    def choose(self, name: str, *, again: bool = True) -> None:
        """Show a pane; choosing the logs `again` while they are shown goes to the next container."""
        if again and name == self._shown == "logs" and self._containers:
            after = self._containers.index(self._container) + 1 if self._container in self._containers else 0
            self._container = self._containers[after % len(self._containers)]
        self._shown = name
        self.scroll_home(animate=False)
        self.draw()

    def draw(self) -> None:
        """Draw the tabs, and have the content looked up."""
        tabs = [self._tab(number, name) for number, name in enumerate(_NAMES, start=1)]
        self.border_title = Content("  ").join(tabs)
        self.border_subtitle = (
            line(" / ".join(self._container)) if self._shown == "logs" and self._container else Content("")
        )
        self.look_again()

    @work(exclusive=True, group="pane")
    async def look_again(self) -> None:
        """Read what the shown pane shows."""
        shown = self._shown
        try:
            content = await self._content(shown)
        except TrainerError as error:
            content = line(f"{error.message} {error.remedy}", "$warning")
        if shown != self._shown:
            return
        was_at_end = self.max_scroll_y > 0 and self.scroll_offset.y >= self.max_scroll_y
        self.query_one(Static).update(content)
        if shown == "logs" and (was_at_end or self.scroll_offset.y == 0):
            self.scroll_end(animate=False)

    async def _content(self, shown: str) -> Content:
        if shown == "hints":
            return self._hints()
        if shown == "events":
            return cluster_text.events(await asyncio.to_thread(self._practice.events, self._ongoing.attempt))
        pods = await asyncio.to_thread(self._ongoing.pods)
        self._containers = cluster_text.containers(pods)
        if shown == "pods":
            return cluster_text.pods(pods)
        return await self._log()

    async def _log(self) -> Content:
        if self._container not in self._containers:
            self._container = self._containers[-1] if self._containers else None
        if self._container is None:
            return Content.styled("No container in this namespace yet.", "$quiet")
        self.border_subtitle = line(" / ".join(self._container))
        pod, container = self._container
        text = await asyncio.to_thread(self._practice.log, self._ongoing.attempt, pod, container, _LOG_LINES)
        return cluster_text.log(text)

    def _hints(self) -> Content:
        drill, opened = self._ongoing.drill.drill, self._ongoing.attempt.hints
        if not drill.hints:
            return Content.styled("This drill has no hints.", "$quiet")
        rows = [
            Content.assemble((f"{number}  ", "$quiet"), prose(drill.hints[position].text))
            for number, position in enumerate(opened, start=1)
        ]
        following = self._ongoing.next_hint
        if following is not None:
            cost = wording.count(drill.hint_cost, "point") if drill.hint_cost else "nothing"
            words = f"  opens {wording.next_hint(drill, opened, following)}, costs {cost}"
            rows.append(Content.assemble(("i", "$accent bold"), (words, "$quiet")))
        return Content("\n").join(rows)

    def _tab(self, number: int, name: str) -> Content:
        label = f"{number} {name.capitalize()}"
        if name == "hints":
            opened = self._ongoing.attempt.hints
            label += f" {len(opened)}/{count(self._ongoing.drill.drill.hints, opened)}"
        return Content.styled(f" {label} ", "$accent reverse" if name == self._shown else "$quiet")
