"""What is said of an exam and its result, as content."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from textual.content import Content

from ckadtrainer.tui import wording
from ckadtrainer.tui.text import hanging, line

if TYPE_CHECKING:
    from ckadtrainer.scoring.exam import ExamResult, Part, TaskResult
    from ckadtrainer.session.exam import ExamPlan

_BAR = 8


def plan(drawn: ExamPlan, width: int) -> Content:
    """What a draw gives: tasks and time, the parts with their shares, and what the pool could not fill."""
    rows = [
        Content.assemble(
            (wording.count(len(drawn.tasks), "task"), "bold"),
            (" in ", "$quiet"),
            (wording.clock(drawn.seconds), "bold"),
            (f", passed with {drawn.pass_mark} %", "$quiet"),
        ),
        Content(""),
    ]
    for title, number, weight in drawn.sections():
        head = Content.assemble(
            f"{weight:>3} %  ",
            (wording.bar(weight / 50, _BAR), "$accent"),
            (f"  {wording.count(number, 'task'):<9}", "$quiet"),
        )
        rows.append(hanging(head, line(title), width))
    if drawn.remarks:
        rows.append(Content(""))
        rows += [hanging(Content.styled("· ", "$warning"), line(remark, "$quiet"), width) for remark in drawn.remarks]
    if drawn.alerts:
        *most, last = [wording.span(each) for each in drawn.alerts]
        alerts = f"{', '.join(most)} and {last}" if most else last
        rows += [Content(""), Content.styled(f"You are told when {alerts} are left.", "$quiet")]
    return Content("\n").join(rows)


def end_question(unvisited: Collection[int], flagged: Collection[int], left: float) -> str:
    """What to know before an exam is ended."""
    parts = [f"End the exam with {wording.clock(left)} left? Everything is graded then."]
    if unvisited:
        parts.append(f"Not visited: {_numbers(unvisited)}")
    if flagged:
        parts.append(f"Flagged: {_numbers(flagged)}")
    if not unvisited and not flagged:
        parts.append("Every task was visited, none is flagged.")
    return "\n\n".join(parts)


def per_cent(share: Fraction) -> str:
    """A number of per cent without its sign, rounded down: `65.9`."""
    from ckadtrainer.scoring.exam import per_cent as with_sign

    return with_sign(share).removesuffix(" %")


def pass_line(score: Fraction, pass_mark: int, width: int) -> Content:
    """The score as a bar, and under it where it passes."""
    filled = int(score * width / 100)
    at = min(width - 1, width * pass_mark // 100)
    bar = Content.assemble(("▰" * filled, "$accent"), ("▱" * (width - filled), "$quiet"))
    return Content.assemble(bar, "\n", " " * at, ("▲", "$warning"), (f" {pass_mark} % passes", "$quiet"))


def parts(found: Sequence[Part], width: int) -> Content:
    """A row for each part: what it gave of what it could give, as a bar and in numbers, and its title."""
    rows = []
    for part in found:
        numbers = f"{per_cent(part.scored):>5} of {part.weight:<3}"
        bar = (wording.bar(float(part.share), _BAR), "$accent")
        title = line(part.title).truncate(max(8, width - _BAR - len(numbers) - 2), ellipsis=True)
        rows.append(Content.assemble(bar, f" {numbers} ", title))
    return Content("\n").join(rows)


def loss(task: TaskResult) -> str:
    """The loss in its words; `full marks` without one."""
    return str(task.loss) if task.loss else "full marks"


def lost_row(task: TaskResult, width: int) -> Content:
    """A task in the list of a result: what it lost and why, its title, its time against its budget."""
    times = f"{wording.clock(task.seconds):>7} of {wording.clock(task.budget):<6}" if width >= 60 else ""
    style = "$quiet" if task.loss is None else ""
    head = Content.assemble(
        f"{task.number:>2} ",
        (f"{'−' + per_cent(task.lost) if task.lost else '':>6}", "$warning"),
        (f"{'/' + str(task.weight):<4} ", "$quiet"),
        (f"{loss(task):<16} ", style),
    )
    room = max(6, width - head.cell_length - len(times))
    title = line(task.title, style).truncate(room, ellipsis=True)
    return Content.assemble(head, title.pad_right(room - title.cell_length), (times, "$quiet"))


def past_row(result: ExamResult, when: str, width: int) -> Content:
    """An exam that was sat, in the list of them."""
    passed = ("● ", "$accent") if result.is_passed else ("○ ", "$quiet")
    row = Content.assemble(
        passed,
        (f"{per_cent(result.score) + ' %':>7}", "bold"),
        f"  {wording.count(len(result.tasks), 'task'):<9}",
        (f"{when:>6}{'  from files' if result.is_headless else ''}", "$quiet"),
    )
    return row.truncate(max(1, width), ellipsis=True)


def page_name(result: ExamResult) -> str:
    """What the page of a result is called."""
    return f"exam-{result.began_at.astimezone():%Y-%m-%d-%H%M}.html"


def _numbers(of: Collection[int]) -> str:
    return ", ".join(str(number) for number in sorted(of))
