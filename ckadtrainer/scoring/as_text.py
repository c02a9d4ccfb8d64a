"""A grade or a result in plain text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ckadtrainer.grading.verdict import CheckGrade, Evidence, Grade, Verdict

if TYPE_CHECKING:
    from ckadtrainer.definition.drill import Drill
    from ckadtrainer.scoring.score import Result

SYMBOLS = {Verdict.MET: "●", Verdict.UNMET: "○", Verdict.PENDING: "◐", Verdict.UNKNOWN: "?"}
"""Each verdict has a shape of its own: nothing is told by colour alone."""


def clock(seconds: float) -> str:
    """Minutes and seconds, `4:05`; negative ones with a minus."""
    minutes, rest = divmod(abs(int(seconds)), 60)
    return f"{'-' if seconds <= -1 else ''}{minutes}:{rest:02}"


def grade_text(grade: Grade, drill: Drill) -> str:
    """A line a check, the evidence under those that are not met, and the sum."""
    said = {check.id: check.says for check in drill.checks}
    lines = [line for check in grade.checks for line in check_lines(check, said.get(check.id, check.id))]
    return "\n".join([*lines, f"{grade.points} of {grade.max_points} points · {clock(grade.seconds)}"])


def check_lines(check: CheckGrade, says: str) -> list[str]:
    """A check in one line, with its evidence in the next ones unless it is met."""
    points = f"{check.points}/{check.max_points}"
    line = f"{SYMBOLS[check.verdict]} {check.verdict.value:<7} {points:>5}  {says}"
    return [line] if check.verdict is Verdict.MET else [line, *_evidence_lines(check.evidence)]


def turn_lines(grade: Grade, turned: Sequence[CheckGrade], drill: Drill) -> list[str]:
    """Checks that turned, each with the time on the attempt's clock before it; what is pending says no more yet."""
    said = {check.id: check.says for check in drill.checks}
    before = f"{clock(grade.seconds):>6}  "
    return [
        (before if line == 0 else " " * len(before)) + text
        for check in turned
        for line, text in enumerate(_turn(check, said.get(check.id, check.id)))
    ]


def result_text(result: Result, drill: Drill) -> str:
    """The grade, the points after hints, the time beside the limit, and the debrief."""
    parts = [grade_text(result.grade, drill).rpartition("\n")[0], "", sum_text(result)]
    if result.is_full and drill.debrief:
        parts += ["", drill.debrief.rstrip()]
    return "\n".join(parts)


def _turn(check: CheckGrade, says: str) -> list[str]:
    lines = check_lines(check, says)
    return lines[:1] if check.verdict is Verdict.PENDING else lines


def sum_text(result: Result) -> str:
    """Points, the time beside the limit, and what else is worth a word, in one line."""
    words = [f"{result.points} of {result.max_points} points", f"{clock(result.seconds)} of {clock(result.limit)}"]
    if result.hints_opened:
        words.append("1 hint" if result.hints_opened == 1 else f"{result.hints_opened} hints")
    if result.solution_seen:
        words.append("solution seen")
    if result.is_personal_best:
        words.append("best time" if result.best is None else f"best time, {clock(result.best)} before")
    return " · ".join(words)


def _evidence_lines(evidence: Evidence) -> list[str]:
    shown = (("expected", evidence.expected), ("found", evidence.found), ("at", evidence.where))
    return [f"{'':18}{name:<9} {_indented(text)}" for name, text in shown if text]


def _indented(text: str) -> str:
    return text.rstrip().replace("\n", "\n" + " " * 28)
