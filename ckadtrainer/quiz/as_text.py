"""Questions, explanations and results of a quiz in plain text."""

import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ckadtrainer.quiz.asked import LETTERS, Asked
from ckadtrainer.quiz.judging import Judged

if TYPE_CHECKING:
    from ckadtrainer.definition.quiz import Quiz

WIDTH = 92


def question_text(asked: Asked, number: int, of: int) -> str:
    """A question with its lettered options, without the answer."""
    question = asked.question
    points = f" · {question.points} points" if question.points > 1 else ""
    lines = [f"Question {number} of {of}{points} · {asked.how}", "", *_prose(question.asks)]
    if asked.options:
        lines.append("")
        lines += [line for at, option in enumerate(asked.options) for line in _item(f"  {LETTERS[at]}  ", option.text)]
    return "\n".join(lines)


def explanation_text(judged: Judged) -> str:
    """Right or wrong, why each option is what it is, and the question's explanation."""
    lines = ["● Right." if judged.is_right else "○ Not quite."]
    lines += _options(judged) if judged.asked.options else _command(judged)
    return "\n".join([*lines, "", *_prose(judged.asked.question.why)])


def missed_text(missed: Sequence[Judged]) -> str:
    """What was answered wrong, each with the right answer and the explanation; empty when nothing was."""
    parts = []
    for judged in missed:
        lines = [
            *_item("○ ", judged.asked.question.asks),
            *_item("  yours  ", judged.found),
            *_item("  right  ", judged.expected),
            *_item("         ", judged.asked.question.why),
        ]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def quiz_text(quiz: "Quiz", key: str, questions: Sequence[Asked]) -> str:
    """A quiz as a learner may read it before: the introduction and the questions, without the answers."""
    facts = f"{quiz.minutes} min · {quiz.max_points} points · {quiz.domain.replace('_', ' ')} · {key}"
    parts = ["\n".join([quiz.title, facts])]
    if quiz.intro:
        parts.append("\n".join(_prose(quiz.intro)))
    return "\n\n".join([*parts, *(question_text(each, at, len(questions)) for at, each in enumerate(questions, 1))])


def _options(judged: Judged) -> Iterator[str]:
    for at, option in enumerate(judged.asked.options):
        yield ""
        mark = "●" if option.right else "○"
        yours = " (your choice)" if at in judged.answer.chosen else ""
        yield from _item(f"  {mark} {LETTERS[at]}  ", option.text + yours)
        yield from _item("       ", option.why)


def _command(judged: Judged) -> Iterator[str]:
    for note in judged.notes:
        yield from _item("  · ", f"{note}.")
    first, *others = judged.asked.command.accepts
    yield ""
    yield f"    {first}"
    for line in others:
        yield f" or {line}"


def _item(head: str, text: str) -> list[str]:
    """Text behind a head, its further lines indented under it."""
    below = " " * len(head)
    return [
        line for at, row in enumerate(_paragraphs(text)) for line in _wrapped(row, head if at == 0 else below, below)
    ]


def _prose(text: str) -> list[str]:
    return [line for row in _paragraphs(text) for line in _wrapped(row, "", "")]


def _wrapped(row: str, first: str, below: str) -> list[str]:
    if row.startswith("    "):  # code stays as it is
        return [first + row]
    return textwrap.wrap(row, WIDTH, initial_indent=first, subsequent_indent=below, break_on_hyphens=False) or [""]


def _paragraphs(text: str) -> list[str]:
    """Rows of a paragraph joined; blank rows, bullets and code stand alone."""
    rows: list[str] = []
    for row in text.strip().split("\n"):
        alone = not row.strip() or row.startswith("    ") or row.lstrip().startswith("- ")
        if rows and rows[-1].strip() and not alone and not rows[-1].startswith("    "):
            rows[-1] = f"{rows[-1].rstrip()} {row.strip()}"
        else:
            rows.append(row)
    return rows
