"""Questions and results of a quiz as the documents other programs read. Field names are stable."""

from collections.abc import Sequence
from typing import Any

from ckadtrainer.quiz.asked import LETTERS, Asked
from ckadtrainer.quiz.judging import Judged


def questions_document(questions: Sequence[Asked]) -> list[dict[str, Any]]:
    """`[{"id", "asks", "how", "points", "options": {"a": …}}]`, without the answers."""
    return [
        {
            "id": asked.question.id,
            "asks": asked.question.asks,
            "how": asked.how,
            "points": asked.question.points,
            "options": {LETTERS[at]: option.text for at, option in enumerate(asked.options)},
        }
        for asked in questions
    ]


def judged_document(judged: Judged) -> dict[str, Any]:
    """`{"id", "right", "points", "max_points", "expected", "found", "notes", "why", "options"}`."""
    return {
        "id": judged.asked.question.id,
        "right": judged.is_right,
        "points": judged.points,
        "max_points": judged.asked.question.points,
        "expected": judged.expected,
        "found": judged.found,
        "notes": list(judged.notes),
        "why": judged.asked.question.why,
        "options": [
            {
                "letter": LETTERS[at],
                "text": option.text,
                "right": option.right,
                "chosen": at in judged.answer.chosen,
                "why": option.why,
            }
            for at, option in enumerate(judged.asked.options)
        ],
    }
