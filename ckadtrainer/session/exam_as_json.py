"""A drawn exam as the document other programs read. Field names are stable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ckadtrainer.session.exam import ExamPlan


def plan_document(plan: ExamPlan) -> dict[str, Any]:
    """The exam with its `sections` and `tasks`; weights are per cent of the whole, `budget` is seconds."""
    return {
        "blueprint": plan.blueprint,
        "title": plan.title,
        "seed": plan.seed,
        "seconds": plan.seconds,
        "pass_mark": plan.pass_mark,
        "alerts": list(plan.alerts),
        "remarks": list(plan.remarks),
        "sections": [{"title": title, "tasks": tasks, "weight": weight} for title, tasks, weight in plan.sections()],
        "tasks": [
            {
                "number": task.number,
                "key": task.key,
                "drill": task.drill,
                "seed": task.seed,
                "title": task.title,
                "section": task.section,
                "domain": task.domain,
                "competency": task.competency,
                "minutes": task.minutes,
                "weight": task.weight,
                "budget": round(plan.budget(task), 3),
            }
            for task in plan.tasks
        ],
    }
