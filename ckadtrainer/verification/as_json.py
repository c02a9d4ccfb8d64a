"""What was proven, as other programs read it. Field names are stable."""

from collections.abc import Sequence
from typing import Any

from ckadtrainer.verification.answers import AnswerReport, DrillReport
from ckadtrainer.verification.mutants import MutantReport, SurvivalReport


def answers_document(reports: Sequence[DrillReport]) -> list[dict[str, Any]]:
    """A document a drill. `seconds` is None for what could not be tried."""
    return [
        {
            "drill": report.drill.key,
            "good": report.is_good,
            "answers": [_answer_document(answer) for answer in report.answers],
        }
        for report in reports
    ]


def mutants_document(reports: Sequence[SurvivalReport]) -> list[dict[str, Any]]:
    """A document a drill. `kill_rate` is from 0 to 1, None without near misses."""
    return [
        {
            "drill": report.drill.key,
            "good": report.is_good,
            "kill_rate": report.rate,
            "mutants": [_mutant_document(each) for each in report.mutants],
            "remarks": list(report.remarks),
        }
        for report in reports
    ]


def _answer_document(answer: AnswerReport) -> dict[str, Any]:
    checks = answer.grade.checks if answer.grade else ()
    return {
        "answer": answer.answer,
        "good": not answer.faults,
        "points": answer.grade.points if answer.grade else None,
        "seconds": round(answer.seconds, 3) if answer.grade else None,
        "faults": list(answer.faults),
        "complaints": list(answer.complaints),
        "checks": {check.id: check.verdict.value for check in checks},
    }


def _mutant_document(report: MutantReport) -> dict[str, Any]:
    mutant, grade = report.mutant, report.grade
    return {
        "mutant": mutant.name,
        "kind": mutant.kind.value,
        "about": mutant.about,
        "fate": report.fate.value,
        "explanation": report.explanation,
        "points": grade.points if grade else None,
        "seconds": round(report.seconds, 3) if grade else None,
        "found": list(report.found),
        "checks": {check.id: check.verdict.value for check in grade.checks} if grade else {},
    }
