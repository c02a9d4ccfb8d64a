"""An exam's result in plain text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ckadtrainer.scoring.as_text import check_lines, clock
from ckadtrainer.scoring.exam import Outcome, per_cent

if TYPE_CHECKING:
    from ckadtrainer.scoring.exam import ExamResult, Part, TaskResult

_BAR = 20


def exam_text(result: ExamResult) -> str:
    """Score and verdict, the parts, the tasks with those that lost most first, remarks and notes."""
    blocks = [
        _head(result),
        _parts("By part of the exam", result.sections()),
        _parts("By competency", result.competencies()),
        _tasks(result.by_loss()),
        _block("Remarks", list(result.remarks)),
        _block("Notes", result.notes.rstrip().split("\n") if result.notes.strip() else []),
    ]
    return "\n\n".join(block for block in blocks if block)


def verdict_text(result: ExamResult) -> str:
    """The score beside the pass mark: `62.4 %, not passed (pass mark 66 %)`."""
    score = "" if result.outcome is Outcome.UNKNOWN else f"{per_cent(result.score)}, "
    return f"{score}{result.outcome} (pass mark {result.pass_mark} %)"


def _head(result: ExamResult) -> str:
    time = [f"{clock(result.seconds)} of {clock(result.limit)}"]
    if result.given_back >= 1:
        time.append(f"{clock(result.given_back)} given back")
    facts = [f"{len(result.tasks)} tasks", *time, f"seed {result.seed}", f"exam {result.id}"]
    if result.is_headless:
        facts.append("answers from files")
    return "\n".join([f"{result.title}: {verdict_text(result)}", " · ".join(facts)])


def _block(title: str, lines: Sequence[str]) -> str:
    return "\n".join([title, *(f"  {line}" for line in lines)]) if lines else ""


def _parts(title: str, parts: Sequence[Part]) -> str:
    width = max(len(part.title) for part in parts)
    return _block(title, [f"{part.title:<{width}}  {_bar(part)}  {_of(part)}" for part in parts])


def _bar(part: Part) -> str:
    filled = int(part.share * _BAR)
    return "▰" * filled + "▱" * (_BAR - filled)


def _of(part: Part) -> str:
    return f"{per_cent(part.scored):>7} of {part.weight} %"


def _tasks(tasks: Sequence[TaskResult]) -> str:
    width = max(len(task.title) for task in tasks)
    lines = [line for task in tasks for line in _task(task, width)]
    head = f"{'#':>2}  {'lost':>7}  {'of':>5}  {'time':>6}  {'budget':>6}  {'task':<{width}}  loss"
    return _block("Tasks, those that lost most first", [head, *lines])


def _task(task: TaskResult, width: int) -> list[str]:
    flag = "⚑" if task.flagged else " "
    facts = f"{task.number:>2}{flag} {per_cent(task.lost):>7}  {task.weight:>3} %  {clock(task.seconds):>6}"
    line = f"{facts}  {clock(task.budget):>6}  {task.title:<{width}}  {task.loss or ''}".rstrip()
    checks = [text for check in task.failed() for text in check_lines(check, task.says(check.id))]
    return [line, *(f"    {text}" for text in checks)]
