"""What `doctor` found: engine, tools, cluster, and what to do about each."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ckadtrainer.errors import TrainerError
from ckadtrainer.provisioning import Finding, Severity
from ckadtrainer.tui import symbols, wording
from ckadtrainer.tui.keys import HELP, PALETTE, Key, bindings
from ckadtrainer.tui.page import Page
from ckadtrainer.tui.text import line
from ckadtrainer.tui.widgets.key_bar import KeyBar
from ckadtrainer.tui.widgets.line import Line

if TYPE_CHECKING:
    from ckadtrainer.provisioning import Provider


class DoctorPage(Page[None]):
    """One finding a subject; under one that is not well, what to do."""

    CSS_PATH = "doctor.tcss"
    HELP_TITLE = "Doctor"
    KEYS = (
        Key("escape,d,q", "dismiss", "back", "Back to the drills.", "esc"),
        Key("r", "examine", "look again", "Examine everything again."),
        PALETTE,
        HELP,
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS)

    def __init__(self, provider: Provider) -> None:
        super().__init__()
        self._provider = provider

    def compose(self) -> ComposeResult:
        title = Line(classes="title-bar")
        title.left = Content.styled("Doctor", "bold $accent")
        yield title
        with VerticalScroll(classes="frame") as frame:
            frame.border_title = "Findings"
            yield Static(id="findings", markup=False)
        yield KeyBar(self.KEYS)

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()
        self.action_examine()

    @work(exclusive=True)
    async def action_examine(self) -> None:
        title, shown = self.query_one(Line), self.query_one("#findings", Static)
        title.right = Content.styled("looking …", "$quiet")
        try:
            findings = await asyncio.to_thread(self._provider.examine)
        except TrainerError as error:
            title.right = Content("")
            shown.update(line(f"{error.message} {error.remedy}"))
            return
        title.right = _summary(findings)
        shown.update(Content("\n").join(_finding(finding) for finding in findings))


def _summary(findings: Sequence[Finding]) -> Content:
    problems = sum(finding.severity is Severity.PROBLEM for finding in findings)
    return Content(wording.count(problems, "problem") if problems else "all well")


def _finding(finding: Finding) -> Content:
    symbol, style = symbols.SEVERITY[finding.severity], symbols.SEVERITY_STYLE[finding.severity]
    row = Content.assemble(
        (symbol, style), " ", (f"{finding.subject:<14} ", "bold"), line(finding.state), (f"  {finding.code}", "$quiet")
    )
    if finding.severity is Severity.OK or not finding.remedy:
        return row
    return Content.assemble(row, "\n", ("  → ", style), line(finding.remedy))
