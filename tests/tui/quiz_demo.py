"""A practice with one quiz in it, the options always in one order."""

from pathlib import Path

import tui_demo as demo

from ckadtrainer.definition.quiz import Quiz
from ckadtrainer.packs.manifest import Pack, PackedQuiz
from ckadtrainer.practice import Practice

WORDS = {
    "format": 1,
    "kind": "quiz",
    "id": "three_things",
    "title": "Three things to know",
    "topic": "multi_container",
    "domain": "design_and_build",
    "difficulty": "easy",
    "minutes": 3,
    "intro": "One question of each kind.\n",
    "questions": [
        {
            "id": "order",
            "asks": "When do app containers start?",
            "options": [
                {
                    "text": "When every init container has ended with `0`",
                    "right": True,
                    "why": "One after the other, then the app.",
                },
                {"text": "When the first init container runs", "why": "It must have ended."},
                {
                    "text": "Together with the init containers, as all containers of a Pod do unless a probe holds one",
                    "why": "They are not even created before.",
                },
            ],
            "why": "That is what makes an init container a safe place for what comes first.",
        },
        {
            "id": "shared",
            "points": 2,
            "asks": "What do two containers of a Pod share?",
            "options": [
                {"text": "The IP address", "right": True, "why": "It is the Pod's."},
                {"text": "Localhost", "right": True, "why": "One network namespace."},
                {"text": "The root file system", "why": "Each has that of its image."},
            ],
            "why": "Network yes, files only through volumes.",
        },
        {
            "id": "log",
            "asks": "Type the command that prints the log of `agent` in Pod `web`.",
            "command": {"accepts": ["kubectl logs web -c agent"], "wrong": ["kubectl logs web"]},
            "why": "`-c` names the container.",
        },
    ],
    "debrief": "Init containers end, sidecars stay.\n",
    "docs": ["https://kubernetes.io/docs/concepts/workloads/pods/"],
}


def with_quiz(practice: demo.DemoPractice, folder: Path, words: dict = WORDS) -> Practice:
    """The same practice with a quiz beside its drills, whose options stand as the seed 4 orders them."""
    (pack,) = practice.catalogue.packs()
    quiz = PackedQuiz(Quiz.model_validate(words), "ckad", folder)
    more = Pack(pack.id, pack.title, pack.version, pack.root, pack.is_built_in, pack.drills, (quiz,))
    practice.catalogue._packs = (more,)
    sit = practice.quizzes.sit
    practice.quizzes.sit = lambda quiz, seed=4: sit(quiz, seed)  # type: ignore[method-assign]
    return practice
