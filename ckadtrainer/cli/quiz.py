"""Sitting a quiz in a plain terminal, or with answers from a file: `quiz`."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ckadtrainer.cli import output
from ckadtrainer.cli.arguments import quiz_names
from ckadtrainer.cli.commands import command
from ckadtrainer.cli.run import Run
from ckadtrainer.errors import EXIT_FULL_MARKS, EXIT_LESS, UsageError

if TYPE_CHECKING:
    from ckadtrainer.packs.manifest import PackedQuiz
    from ckadtrainer.quiz.asked import Asked
    from ckadtrainer.quiz.judging import Answer
    from ckadtrainer.quiz.sitting import Sitting
    from ckadtrainer.scoring.score import Result

SHOWN_SEED = 0
"""The order of the options in `show`, and so the one that letters in a file of answers mean."""

QuizName = Annotated[
    str, typer.Argument(metavar="QUIZ", autocompletion=quiz_names, help="A quiz's id, or pack/topic/id.")
]
Seed = Annotated[int | None, typer.Option(metavar="NUMBER", help="Order the options as this number did before.")]
Answers = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="YAML: question id -> letters as `show` gives them, texts, or a command."),
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    command(app, "quiz")(quiz)


def quiz(run: Run, quiz: QuizName, seed: Seed = None, answers: Answers = None) -> int:
    """Ask the questions of a quiz, explain each answer and record the result. Needs no cluster."""
    from ckadtrainer.cli.quiz_answers import read_answers

    quizzes = run.practice.quizzes
    packed = quizzes.find(quiz)
    if answers is None:
        sitting = _asked(run, quizzes.sit(packed, seed))
    else:
        sitting = quizzes.sit(packed, SHOWN_SEED if seed is None else seed)
        sitting = _answered(run, sitting, read_answers(answers, sitting.questions))
    result = quizzes.finish(sitting)
    run.show(_result_text(sitting, result), _result_document(sitting, result))
    return EXIT_FULL_MARKS if result.is_full else EXIT_LESS


def quiz_text_of(packed: PackedQuiz) -> str:
    """A quiz as a learner may read it before."""
    from ckadtrainer.quiz.as_text import quiz_text
    from ckadtrainer.quiz.asked import asked

    return quiz_text(packed.drill, packed.key, asked(packed.drill, SHOWN_SEED))


def quiz_detail(packed: PackedQuiz) -> dict[str, Any]:
    """What `show --json` says of a quiz."""
    from ckadtrainer.quiz.as_json import questions_document
    from ckadtrainer.quiz.asked import asked

    questions = questions_document(asked(packed.drill, SHOWN_SEED))
    return {"intro": packed.drill.intro, "questions": questions, "docs": list(packed.drill.docs)}


def _asked(run: Run, sitting: Sitting) -> Sitting:
    """Ask every question. Raises UsageError when the input ends before the last."""
    from ckadtrainer.quiz.as_text import explanation_text, question_text

    tell = output.say if run.as_json else output.put
    tell("\n".join(filter(None, (sitting.quiz.drill.title, sitting.quiz.drill.intro, ""))))
    while sitting.current is not None:
        of = len(sitting.questions)
        tell(f"\n{question_text(sitting.current, sitting.number, of)}\n")
        sitting = sitting.answered(_typed(sitting.current, sitting.number, of))
        tell(f"\n{explanation_text(sitting.judged[-1])}")
    return sitting


def _typed(asked: Asked, number: int, of: int) -> Answer:
    """What the learner types, once it can be read."""
    from ckadtrainer.quiz.judging import read_answer

    while True:
        sys.stderr.write("> ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            raise UsageError(
                f"The input ended at question {number} of {of}, so nothing is recorded.",
                "Answer every question, or give the answers in a file with `--answers FILE`.",
            )
        if not line.strip():
            continue
        try:
            return read_answer(asked, line)
        except UsageError as error:
            output.say(f"{error.message} {error.remedy}")


def _answered(run: Run, sitting: Sitting, answers: Mapping[str, Answer]) -> Sitting:
    from ckadtrainer.quiz.as_text import explanation_text, question_text
    from ckadtrainer.quiz.judging import Answer

    while sitting.current is not None:
        text = question_text(sitting.current, sitting.number, len(sitting.questions))
        sitting = sitting.answered(answers.get(sitting.current.question.id, Answer()))
        if not run.as_json:
            output.put(f"\n{text}\n\n> {sitting.judged[-1].found}\n\n{explanation_text(sitting.judged[-1])}")
    return sitting


def _result_text(sitting: Sitting, result: Result) -> str:
    from ckadtrainer.quiz.as_text import missed_text
    from ckadtrainer.scoring.as_text import sum_text

    parts = [f"\n{sum_text(result)} · seed {sitting.seed}"]
    if sitting.missed:
        parts += ["Look at these again:", missed_text(sitting.missed)]
    if sitting.quiz.drill.debrief:
        parts.append(sitting.quiz.drill.debrief.rstrip())
    return "\n\n".join(parts)


def _result_document(sitting: Sitting, result: Result) -> dict[str, Any]:
    from ckadtrainer.quiz.as_json import judged_document

    return {
        "drill": result.drill,
        "key": sitting.quiz.key,
        "kind": "quiz",
        "seed": sitting.seed,
        "points": result.points,
        "max_points": result.max_points,
        "seconds": round(result.seconds, 3),
        "limit": result.limit,
        "best": result.best,
        "questions": [judged_document(judged) for judged in sitting.judged],
    }
