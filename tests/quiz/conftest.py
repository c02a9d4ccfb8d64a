"""A small quiz, packed."""

from pathlib import Path

import pytest

from ckadtrainer.definition.quiz import Quiz
from ckadtrainer.packs.manifest import PackedQuiz

WORDS = {
    "format": 1,
    "kind": "quiz",
    "id": "small",
    "title": "Three questions",
    "topic": "basics",
    "domain": "design_and_build",
    "minutes": 3,
    "questions": [
        {
            "id": "one",
            "asks": "Which one?",
            "options": [
                {"text": "The `first`", "right": True, "why": "It is."},
                {"text": "The second", "why": "It is not."},
                {"text": "The third", "why": "Nor is it."},
                {"text": "The fourth", "why": "Nor that."},
            ],
            "why": "The first it is.",
        },
        {
            "id": "many",
            "points": 2,
            "asks": "Which ones?",
            "options": [
                {"text": "Good", "right": True, "why": "Yes."},
                {"text": "Fine", "right": True, "why": "Yes."},
                {"text": "Bad", "why": "No."},
            ],
            "why": "Two of them.",
        },
        {
            "id": "typed",
            "asks": "Type it.",
            "command": {"accepts": ["kubectl logs web -c agent", "kubectl logs web --all-containers"]},
            "why": "So it is.",
        },
    ],
}


@pytest.fixture
def packed() -> PackedQuiz:
    return PackedQuiz(Quiz.model_validate(WORDS), "tests", Path("nowhere"))
