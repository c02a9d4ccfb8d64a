"""Why a check has its verdict: expected beside found."""

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from ckadtrainer.grading.verdict import CheckGrade
from ckadtrainer.tui import symbols
from ckadtrainer.tui.text import marked

_ROWS = ("expected", "found", "at")


class Evidence(VerticalScroll, can_focus=False):
    """Three rows: expected, found, at; a row with nothing to say is not drawn."""

    DEFAULT_CSS = """
    Evidence { height: auto; }
    Evidence Horizontal { height: auto; }
    Evidence .label { width: 10; color: $quiet; }
    Evidence .value { width: 1fr; }
    """

    def compose(self) -> ComposeResult:
        for name in _ROWS:
            with Horizontal(id=f"evidence-{name}"):
                yield Static(name, classes="label")
                yield Static(classes="value", markup=False)

    def show(self, check: CheckGrade | None) -> None:
        """Show a check's evidence, or nothing."""
        evidence = check.evidence if check else None
        texts = (evidence.expected, evidence.found, evidence.where) if evidence else ("", "", "")
        for name, text in zip(_ROWS, texts, strict=True):
            row = self.query_one(f"#evidence-{name}")
            row.display = bool(text)
            row.query_one(".value", Static).update(marked(text.strip()))
        if check is not None:
            self.border_title = f"{symbols.VERDICT[check.verdict]} {check.verdict}"
        self.scroll_home(animate=False)
