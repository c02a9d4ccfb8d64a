"""Home: which drills there are, how the learner stands with each, and what to do next."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from ckadtrainer.errors import TrainerError
from ckadtrainer.provisioning import ClusterStatus, Condition
from ckadtrainer.tui import cluster_text
from ckadtrainer.tui.entry import Entry, Overview, exam_notice, overview
from ckadtrainer.tui.keys import bindings
from ckadtrainer.tui.opening import attempt_at
from ckadtrainer.tui.page import Page
from ckadtrainer.tui.screens.home_keys import HOME_KEYS
from ckadtrainer.tui.text import line, plain
from ckadtrainer.tui.widgets.drill_list import DrillList
from ckadtrainer.tui.widgets.key_bar import KeyBar
from ckadtrainer.tui.widgets.line import Line
from ckadtrainer.tui.widgets.notice import Notice
from ckadtrainer.tui.widgets.preview import Preview
from ckadtrainer.tui.widgets.topic_list import TopicList

if TYPE_CHECKING:
    from ckadtrainer.packs.manifest import PackedDrill
    from ckadtrainer.practice import Practice
    from ckadtrainer.provisioning import Provider
    from ckadtrainer.tui.shell import Shell

_LOOK_AGAIN = 20.0  # seconds between two looks at the cluster


class Home(Page[None]):
    """Topics, drills and a preview; the preview and the topics fold away where there is no room."""

    CSS_PATH = "home.tcss"
    HELP_TITLE = "Home"
    KEYS = HOME_KEYS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(HOME_KEYS), Binding("escape", "clear", show=False)]

    def __init__(self, practice: Practice, provider: Provider, workspace: Shell) -> None:
        super().__init__()
        self._practice, self._provider, self._workspace = practice, provider, workspace
        self._overview = Overview()
        self._status: ClusterStatus | None = None
        self._loaded = False

    def compose(self) -> ComposeResult:
        yield Line(classes="title-bar")
        yield Notice(id="notice")
        with Horizontal(id="shelves"):
            topics = TopicList()
            topics.add_class("frame")
            topics.border_title = "Topics"
            yield topics
            with Vertical(id="middle"):
                yield Input(placeholder="filter: name, topic, domain, state", id="filter", compact=True)
                drills = DrillList()
                drills.add_class("frame")
                drills.border_title = "Drills"
                yield drills
                yield Static(id="empty", classes="frame")
            preview = Preview()
            preview.add_class("frame")
            yield preview
        yield KeyBar(self.KEYS)

    def on_mount(self) -> None:
        self._draw_title()
        self.query_one("#filter").display = False
        self.query_one(DrillList).focus()
        self._say("Reading the drills …")
        self.set_interval(_LOOK_AGAIN, self.look_at_cluster)
        # After the first frame: reading packs imports what is heavy.
        self.call_after_refresh(self.load)
        self.call_after_refresh(self.look_at_cluster)

    def on_screen_resume(self) -> None:
        if self._loaded:
            self.load()
            self.look_at_cluster()

    @work(exclusive=True, group="load")
    async def load(self) -> None:
        """Read drills and history again."""
        try:
            self._overview = await asyncio.to_thread(overview, self._practice)
            self.query_one(Notice).exam = await asyncio.to_thread(exam_notice, self._practice)
        except TrainerError as error:
            self._say(f"{error.message}\n{error.remedy}")
            return
        self._loaded = True
        self.query_one(TopicList).show(self._overview.entries)
        self._draw_drills()
        self._draw_title()
        self.look_at_readiness()

    @work(exclusive=True, group="readiness")
    async def look_at_readiness(self) -> None:
        """Count the chance to pass, once the rest is drawn; nothing is said while it cannot be told."""
        from ckadtrainer.history.as_text import ready_in_short

        with suppress(TrainerError):
            ready = await asyncio.to_thread(self._practice.coach.readiness)
            self.query_one(TopicList).border_subtitle = ready_in_short(ready)

    @work(exclusive=True, group="status")
    async def look_at_cluster(self) -> None:
        """Ask the provider how the cluster is."""
        try:
            self._status = await asyncio.to_thread(self._provider.status)
        except TrainerError as error:
            self._status = ClusterStatus(Condition.STOPPED, "", detail=error.message, remedy=error.remedy)
        self._draw_title()
        self.query_one(Notice).status = self._status

    def _draw_title(self) -> None:
        bar = self.query_one(Line)
        bar.left = Content.styled("ckadtrainer", "bold $accent")
        parts = [cluster_text.condition(self._status)]
        if self._loaded:
            parts.append(Content.assemble("due today ", (str(self._overview.due), "bold")))
            parts.append(Content.assemble("streak ", (str(self._overview.streak), "bold")))
        bar.right = Content("   ").join(parts)

    def _draw_drills(self) -> None:
        typed = self.query_one("#filter", Input).value
        topic = self.query_one(TopicList).topic
        shown = [
            entry for entry in self._overview.entries if entry.matches(typed) and (not topic or entry.topic == topic)
        ]
        drills = self.query_one(DrillList)
        drills.show(shown, self._practice.clock.now())
        drills.border_subtitle = (
            f"{len(shown)} of {len(self._overview.entries)}" if len(shown) < len(self._overview.entries) else ""
        )
        self.query_one(Preview).show(drills.entry)
        if shown:
            self._say("")
        elif self._overview.entries:
            self._say("No drill matches. esc clears the filter.")
        else:
            self._say(
                "No pack has a drill in it. Start the trainer with --pack DIR, or write one: ckadtrainer pack new DIR."
            )

    def _say(self, text: str) -> None:
        """Show a sentence instead of the table; an empty one shows the table."""
        empty, drills = self.query_one("#empty", Static), self.query_one(DrillList)
        empty.update(plain(text))
        had_focus = self.focused is None or self.focused is drills
        empty.display, drills.display = bool(text), not text
        if had_focus and not text:
            drills.focus()

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        if isinstance(event.option_list, TopicList):
            self._draw_drills()
        else:
            self.query_one(Preview).show(self.query_one(DrillList).entry)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        drills = self.query_one(DrillList)
        if isinstance(event.option_list, TopicList):
            drills.focus()
        elif drills.entry is not None:
            self.open(drills.entry)

    @on(Input.Changed)
    def _typed(self) -> None:
        if self._loaded:
            self._draw_drills()

    @on(Input.Submitted)
    def _filtered(self) -> None:
        self.query_one(DrillList).focus()

    @work(exclusive=True, group="open")
    async def open(self, entry: Entry, speed: bool = False) -> None:
        """Start a drill or quiz, or go on with the attempt that is open; `speed` gives a new one half the time."""
        from ckadtrainer.packs.manifest import PackedQuiz

        if isinstance(entry.drill, PackedQuiz):
            from ckadtrainer.tui.screens.quiz import QuizPage

            self._go(await self.app.push_screen_wait(QuizPage(self._practice, entry.drill)), entry.key)
        else:
            await self._work_on(entry, entry.drill, speed)

    async def _work_on(self, entry: Entry, drill: PackedDrill, speed: bool) -> None:
        if self._status is not None and self._status.condition is not Condition.READY:
            self.notify("Press u to bring it up.", title="The practice cluster is not ready.", markup=False)
            return
        from ckadtrainer.tui.screens.drill import DrillPage

        title = self.query_one(Line)
        title.right = Content.styled("making a fresh namespace …", "$quiet")
        try:
            attempt = await attempt_at(drill, entry.attempt, self._practice, self, speed=speed)
        except TrainerError as error:
            self.tell(error)
            attempt = None
        self._draw_title()
        if attempt is None:
            return
        variant = await asyncio.to_thread(self._practice.drill_of, attempt)
        page = DrillPage(self._practice, self._workspace, variant, attempt)
        self._go(await self.app.push_screen_wait(page), entry.key, speed)

    @work(exclusive=True, group="go")
    async def _go(self, where: str | None, key: str, speed: bool = False) -> None:
        """Do what the learner wanted after a drill."""
        await self.load().wait()
        if where == "next":
            self.action_next()
        wanted = {"next": self._overview.next_key, "again": key}.get(where or "")
        entry = next((entry for entry in self._overview.entries if entry.key == wanted), None)
        if entry is not None:
            self.open(entry, speed and where == "again")

    def action_speed(self) -> None:
        entry = self.query_one(DrillList).entry
        if entry is not None and entry.is_quiz:
            self.notify("A quiz has no half time.", markup=False)
        elif entry is not None:
            self.open(entry, speed=True)

    def action_filter(self) -> None:
        box = self.query_one("#filter", Input)
        box.display = True
        # At once: `focus()` waits for its turn, and keys typed in a row would be taken as keys of this screen.
        self.set_focus(box)

    def action_clear(self) -> None:
        box = self.query_one("#filter", Input)
        box.value = ""
        box.display = False
        self.query_one(DrillList).focus()

    def action_next(self) -> None:
        found = self._overview.next_key
        self.notify(line(self._overview.why).plain, markup=False)
        if found is not None:
            self.action_clear()
            self.query_one(TopicList).highlighted = 0
            self._draw_drills()
            self.query_one(DrillList).move_to(found)

    @work(exclusive=True, group="open")
    async def action_abandon(self) -> None:
        entry = self.query_one(DrillList).entry
        if entry is None or entry.attempt is None:
            self.notify("The selected drill is not open.", markup=False)
        elif await self.ask(f"Set `{entry.id}` aside? Its namespace is removed, and it does not count.", "set aside"):
            try:
                await asyncio.to_thread(self._practice.abandon, entry.attempt)
            except TrainerError as error:
                self.tell(error)
            self.load()

    def action_set_up(self) -> None:
        from ckadtrainer.tui.screens.setup import SetUp

        def over(_: object) -> None:
            self._practice.disconnect()  # the next use connects to the cluster that is there now

        self.app.push_screen(SetUp(self._provider), over)

    def action_exam(self) -> None:
        from ckadtrainer.tui.screens.exam_lobby import ExamLobby

        self.app.push_screen(ExamLobby(self._practice, self._workspace))

    def action_history(self) -> None:
        from ckadtrainer.tui.screens.history import HistoryPage

        self.app.push_screen(HistoryPage(self._practice))

    def action_doctor(self) -> None:
        from ckadtrainer.tui.screens.doctor import DoctorPage

        self.app.push_screen(DoctorPage(self._provider))
