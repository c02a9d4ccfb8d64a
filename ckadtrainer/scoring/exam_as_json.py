"""An exam's result as the document other programs read. Field names are stable.

The exam: `id`; `blueprint`, `title` and `seed`, which it was drawn by; `began_at`, `ended_at` (UTC, ISO 8601);
`seconds` used of `limit`, outages left out; `given_back`, the seconds that outages took; `pass_mark`, `score` (per
cent, three decimals, rounded down; null when not known); `outcome` (`passed`, `not passed`, `cannot tell`);
`headless`, whether the answers came from files; `remarks`, sentences on what the pool could not fill; `notes`, the
learner's notepad; `sections` and `competencies`, each `{title, scored, weight}` in per cent of the whole; `tasks`.

A task: `number`; `key` (`pack/topic/drill`), `drill` and the variant's `seed`; `title`, `section`, `domain`,
`competency`, `namespace`; `weight`, `scored`, `lost` in per cent of the whole; `points` of `max_points`, of the drill;
`loss`, in words, null with full marks; `flagged`; `seconds` spent of a `budget`; `first_visit`, null if it never was on
the screen; `visits`, each `[from, to]`; `checks`; `turns`, each `{seconds, check, verdict}` as it happened; `solution`;
`debrief`. Moments are seconds on the exam's clock.

A check: `id`, `says`, `verdict`, `points` of `max_points`, `first_met`; `expected`, `found` and `where`, its evidence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ckadtrainer.scoring.exam import decimal

if TYPE_CHECKING:
    from fractions import Fraction

    from ckadtrainer.grading.verdict import CheckGrade
    from ckadtrainer.scoring.exam import ExamResult, Part, TaskResult


def exam_document(result: ExamResult) -> dict[str, Any]:
    """Everything that is known of an exam."""
    return {
        **exam_summary(result),
        "remarks": list(result.remarks),
        "notes": result.notes,
        "sections": [_part(each) for each in result.sections()],
        "competencies": [_part(each) for each in result.competencies()],
        "tasks": [_task(each) for each in result.tasks],
    }


def exam_summary(result: ExamResult) -> dict[str, Any]:
    """The fields of the exam itself, without its parts and tasks."""
    return {
        "id": result.id,
        "blueprint": result.blueprint,
        "title": result.title,
        "seed": result.seed,
        "began_at": result.began_at.isoformat(),
        "ended_at": result.ended_at.isoformat(),
        "seconds": round(result.seconds, 3),
        "limit": result.limit,
        "given_back": round(result.given_back, 3),
        "pass_mark": result.pass_mark,
        "score": _number(result.score) if result.is_known else None,
        "outcome": result.outcome.value,
        "headless": result.is_headless,
    }


def _part(part: Part) -> dict[str, Any]:
    return {"title": part.title, "scored": _number(part.scored), "weight": part.weight}


def _task(task: TaskResult) -> dict[str, Any]:
    return {
        "number": task.number,
        "key": task.key,
        "drill": task.drill,
        "seed": task.seed,
        "title": task.title,
        "section": task.section,
        "domain": task.domain,
        "competency": task.competency,
        "namespace": task.namespace,
        "weight": task.weight,
        "scored": _number(task.scored),
        "lost": _number(task.lost),
        "points": task.grade.points if task.grade else None,
        "max_points": task.grade.max_points if task.grade else None,
        "loss": task.loss.value if task.loss else None,
        "flagged": task.flagged,
        "budget": round(task.budget, 3),
        "seconds": round(task.seconds, 3),
        "first_visit": _seconds(task.first_visit),
        "visits": [[round(begin, 3), round(end, 3)] for begin, end in task.visits],
        "checks": [_check(task, check) for check in task.grade.checks] if task.grade else [],
        "turns": [
            {"seconds": round(turn.seconds, 3), "check": turn.check, "verdict": turn.verdict.value}
            for turn in task.turns
        ],
        "solution": task.solution,
        "debrief": task.debrief,
    }


def _check(task: TaskResult, check: CheckGrade) -> dict[str, Any]:
    return {
        "id": check.id,
        "says": task.says(check.id),
        "verdict": check.verdict.value,
        "points": check.points,
        "max_points": check.max_points,
        "first_met": _seconds(task.first_met(check.id)),
        "expected": check.evidence.expected,
        "found": check.evidence.found,
        "where": check.evidence.where,
    }


def _number(share: Fraction) -> float:
    return decimal(share, 3)


def _seconds(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 3)
