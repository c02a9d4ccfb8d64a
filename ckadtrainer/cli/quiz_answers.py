"""A quiz's answers from a file: question id -> letters, texts of options, or a command."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ckadtrainer.definition.source import read
from ckadtrainer.errors import AnswerError, UsageError
from ckadtrainer.quiz.asked import Asked
from ckadtrainer.quiz.judging import Answer, read_answer


def read_answers(file: Path, questions: Sequence[Asked]) -> Mapping[str, Answer]:
    """Question id -> answer; a question may be left out. Raises AnswerError with the first thing that is wrong."""
    given = _mapping(file)
    known = {asked.question.id: asked for asked in questions}
    strangers = [str(id) for id in given if id not in known]
    if strangers:
        raise AnswerError(
            f"{file} answers {', '.join(strangers)}, which the quiz does not ask.",
            f"Its questions are {', '.join(known)}.",
        )
    return {id: _answer(file, known[id], value) for id, value in given.items()}


def _mapping(file: Path) -> Mapping[str, Any]:
    source = read(file)
    for problem in source.problems:
        raise AnswerError(f"{problem}.", "Mend the file of answers.")
    value = source.documents[0].value if source.documents else {}
    if not isinstance(value, dict):
        raise AnswerError(f"{file} holds no mapping.", "Write a line a question, like `run_order: b`.")
    return value


def _answer(file: Path, asked: Asked, value: Any) -> Answer:
    values = value if isinstance(value, list) else [value]
    try:
        read_in = [_read(asked, each) for each in values]
    except UsageError as error:
        message = f"In {file} the answer to {asked.question.id} cannot be read: {error.message}"
        raise AnswerError(message, error.remedy) from error
    chosen = frozenset(position for answer in read_in for position in answer.chosen)
    return Answer(chosen, read_in[-1].command if read_in else "")


def _read(asked: Asked, value: Any) -> Answer:
    if not isinstance(value, str | int):
        raise UsageError("That is no answer.", "Write letters, the text of an option, or a command.")
    return read_answer(asked, str(value))
