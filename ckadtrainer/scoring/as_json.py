"""A grade or a result as the documents other programs read. Field names are stable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ckadtrainer.grading.verdict import Grade
    from ckadtrainer.scoring.score import Result


def grade_document(grade: Grade) -> dict[str, Any]:
    """`{"drill", "points", "max_points", "seconds", "checks": [{"id", "verdict", …}]}`."""
    return {
        "drill": grade.drill,
        "points": grade.points,
        "max_points": grade.max_points,
        "seconds": round(grade.seconds, 3),
        "checks": [
            {
                "id": check.id,
                "verdict": check.verdict.value,
                "points": check.points,
                "max_points": check.max_points,
                "expected": check.evidence.expected,
                "found": check.evidence.found,
                "where": check.evidence.where,
            }
            for check in grade.checks
        ],
    }


def result_document(result: Result) -> dict[str, Any]:
    """A grade's document with the points after hints, the attempt's time, and what else a result knows."""
    return {
        **grade_document(result.grade),
        "points": result.points,
        "seconds": round(result.seconds, 3),
        "limit": result.limit,
        "best": result.best,
        "hints_opened": result.hints_opened,
        "solution_seen": result.solution_seen,
    }
