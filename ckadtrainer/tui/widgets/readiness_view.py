"""The chance to pass: per domain, overall, and what it takes for granted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ckadtrainer.tui import wording

if TYPE_CHECKING:
    from ckadtrainer.history.readiness import Chance, DomainReadiness, Readiness

_BAR = 20  # cells


class ReadinessView(VerticalScroll):
    """A line a domain: its chance, with the interval as a bar."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, classes="frame")

    def compose(self) -> ComposeResult:
        yield Static("Counting …", id="ready")

    def show(self, ready: Readiness) -> None:
        """Draw it."""
        from ckadtrainer.history.as_text import readiness_text

        whole = Content.assemble(("Chance to pass  ", "bold"), readiness_text(ready))
        rows = [_row(domain) for domain in ready.domains]
        about = Content.styled(ready.assumption, "$quiet")
        each = Content.styled("A domain's chance is that of an exam with tasks of this domain alone.", "$quiet")
        parts = [whole, Content(""), _heading(), *rows, Content(""), each, about]
        self.query_one("#ready", Static).update(Content("\n").join(parts))


def _heading() -> Content:
    titles = f"{'domain':<23}{'share':>5}  {'chance, eight times in ten':<{_BAR + 9}}{'tries':>14}"
    return Content.styled(titles, "$quiet")


def _row(it: DomainReadiness) -> Content:
    name, share = wording.DOMAINS.get(it.domain, it.domain), f"{it.share * 100:.0f} %"
    told = _told(it.chance) if it.chance else Content.styled(f"{'not enough data':<{_BAR + 20}}", "$quiet")
    return Content.assemble(f"{name:<23}", (f"{share:>5}", "$quiet"), "  ", told, f"{it.tries:>3}")


def _told(it: Chance) -> Content:
    from ckadtrainer.history.as_text import between, chance

    return Content.assemble(_bar(it), f"{chance(it.value):>6}", (f"  {between(it):<12}", "$quiet"))


def _bar(it: Chance) -> Content:
    """The whole from 0 to 100 %, the interval drawn through, the chance as a dot."""
    low, dot, high = (min(_BAR - 1, int(share * _BAR)) for share in (it.low, it.value, it.high))
    cells = [("━", "$accent") if low <= cell <= high else ("┄", "$frame") for cell in range(_BAR)]
    cells[dot] = ("●", "$accent")
    return Content.assemble(*cells)
