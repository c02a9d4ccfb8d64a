"""What must agree inside a quiz, and what makes it a fair one."""

from collections.abc import Callable, Iterator
from typing import Any

from ckadtrainer.definition.crosschecks import folder_names, mappings
from ckadtrainer.definition.document import Document, KeyPath
from ckadtrainer.definition.problem import Problem, Severity
from ckadtrainer.definition.quiz import Question, Quiz
from ckadtrainer.kubectl.command import is_right

_BESIDE = ("setup.yaml", "answers")
_TELLTALE = 0.5
"""The share of questions whose right answer may be the longest, or the shortest, before its length tells it."""

_Finding = tuple[str, KeyPath, str]


def quizchecks(document: Document) -> Iterator[Problem]:
    """Ids, options and commands against each other, and what lies beside the file."""
    for code, path, message in (
        *folder_names(document),
        *_question_ids(document),
        *_options(document.value),
        *_commands(document.value),
        *_neighbours(document),
    ):
        yield document.problem(code, path, message)


def lint_quiz(quiz: Quiz, document: Document) -> Iterator[Problem]:
    """Warnings: a command without near misses, and right answers that are known by their length."""
    for index, question in enumerate(quiz.questions):
        path: KeyPath = ("questions", index, "command")
        if question.command and not question.command.wrong:
            message = "no near miss in `wrong` shows that the command is judged by what it does"
            yield _warning(document, "CKD404", path, message)
    choices = [question for question in quiz.questions if question.options and not question.is_multiple]
    for word, pick in (("longest", max), ("shortest", min)):
        telling = sum(_is_alone(question, pick) for question in choices)
        if len(choices) >= 4 and telling > _TELLTALE * len(choices):
            message = f"in {telling} of {len(choices)} questions the {word} option is the right one; vary the lengths"
            yield _warning(document, "CKD405", ("questions",), message)


def _is_alone(question: Question, pick: Callable[[list[int]], int]) -> bool:
    """Whether the right option alone has the length that `pick` takes."""
    lengths = [len(option.text) for option in question.options or ()]
    return [option.right for option in question.options or () if len(option.text) == pick(lengths)] == [True]


def _warning(document: Document, code: str, path: KeyPath, message: str) -> Problem:
    mark = document.at(path)
    return Problem(code, document.file, mark.line, mark.column, message, Severity.WARNING)


def _question_ids(document: Document) -> Iterator[_Finding]:
    first: dict[str, KeyPath] = {}
    for index, question in mappings(document.value, "questions"):
        path: KeyPath = ("questions", index, "id")
        id = question.get("id")
        if isinstance(id, str) and id in first:
            yield "CKD141", path, f"question `{id}` is on line {document.at(first[id]).line} already"
        elif isinstance(id, str):
            first[id] = path


def _options(value: Any) -> Iterator[_Finding]:
    for index, question in mappings(value, "questions"):
        path: KeyPath = ("questions", index, "options")
        options = list(mappings(question, "options"))
        right = sum(option.get("right") is True for _, option in options)
        if options and right == 0:
            yield "CKD142", path, "no option is right; say `right: true` at one"
        elif options and right == len(options):
            yield "CKD142", path, "every option is right, so there is nothing to choose"
        texts: list[str] = []
        for number, option in options:
            text = " ".join(str(option.get("text")).split())
            if "text" in option and text in texts:
                yield "CKD143", (*path, number, "text"), "another option says the same"
            texts.append(text)


def _commands(value: Any) -> Iterator[_Finding]:
    for index, question in mappings(value, "questions"):
        answer = question.get("command")
        if not isinstance(answer, dict):
            continue
        path: KeyPath = ("questions", index, "command")
        accepts = _lines(answer.get("accepts"))
        for number, line in enumerate(accepts):
            if is_right(line, accepts[:number]):
                yield "CKD144", (*path, "accepts", number), "another line here is the same command; remove one"
        for number, line in enumerate(_lines(answer.get("wrong"))):
            if is_right(line, accepts):
                yield "CKD145", (*path, "wrong", number), "this near miss does what an accepted command does"


def _lines(value: Any) -> tuple[str, ...]:
    """The lines of a list; what is no text stands as an empty line, so that positions stay right."""
    return tuple(it if isinstance(it, str) else "" for it in value) if isinstance(value, list) else ()


def _neighbours(document: Document) -> Iterator[_Finding]:
    for name in _BESIDE:
        if (document.file.parent / name).exists():
            yield "CKD146", (), f"a quiz has no `{name}`: nothing is staged for it"
