"""A check in a result: its verdict and points, and the evidence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from ckadtrainer.tui import symbols
from ckadtrainer.tui.text import hanging, marked
from ckadtrainer.tui.widgets.fitted import Fitted

if TYPE_CHECKING:
    from ckadtrainer.grading.verdict import CheckGrade


class CheckResult(Fitted):
    """Wraps itself, so that further lines stand under the first, and the points are never torn."""

    def __init__(self, check: CheckGrade, says: str) -> None:
        super().__init__()
        self._check, self._says = check, says

    def fit(self, width: int) -> Content:
        return Content("\n").join(self._rows(width))

    def _rows(self, width: int) -> Iterator[Content]:
        check = self._check
        symbol = Content.styled(symbols.VERDICT[check.verdict], symbols.VERDICT_STYLE[check.verdict])
        says = hanging(symbol + " ", marked(" ".join(self._says.split())).stylize("bold"), width)
        *most, last = says.split("\n")
        points = Content.styled(f"  {check.points} / {check.max_points}", "$quiet")
        yield from most
        yield from [last + points] if last.cell_length + points.cell_length <= width else [last, points]
        evidence = check.evidence
        for label, text in (("expected", evidence.expected), ("found", evidence.found), ("at", evidence.where)):
            if text.strip():
                yield hanging(Content.styled(f"  {label:<9} ", "$quiet"), marked(" ".join(text.split())), width)
