"""A drawn exam in plain text. It tells what is asked for: whoever wants to be surprised does not read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ckadtrainer.session.exam import ExamPlan


def plan_text(plan: ExamPlan) -> str:
    """Length and seed, the sections with their weights, the tasks in their order, and the remarks."""
    count = "1 task" if len(plan.tasks) == 1 else f"{len(plan.tasks)} tasks"
    head = f"{plan.title}: {count} in {plan.seconds / 60:g} minutes, pass mark {plan.pass_mark} %, seed {plan.seed}"
    sections = [f"  {weight:>3} %  {tasks:>2}  {title}" for title, tasks, weight in plan.sections()]
    width = max(len(task.drill) for task in plan.tasks)
    tasks = [f"  {task.number:>2}  {task.weight:>3} %  {task.drill:<{width}}  {task.title}" for task in plan.tasks]
    return "\n".join([head, "", *sections, "", *tasks, *([""] if plan.remarks else []), *plan.remarks])
