"""Options, explanations and missed questions of a quiz as content, wrapped to a width and indented."""

from collections.abc import Iterator, Sequence

from textual.content import Content

from ckadtrainer.quiz.asked import LETTERS, Asked
from ckadtrainer.quiz.judging import Judged
from ckadtrainer.tui.text import hanging, line, marked

_RIGHT, _WRONG = ("● ", "$accent"), ("○ ", "$quiet")


def option(asked: Asked, at: int, is_chosen: bool, width: int) -> Content:
    """An option to choose: a square box where several are right, a round one else, its letter, its text."""
    ticked, empty = ("[x]", "[ ]") if asked.question.is_multiple else ("(●)", "( )")
    box = (ticked, "$accent bold") if is_chosen else (empty, "$quiet")
    head = Content.assemble(box, " ", (LETTERS[at], "$accent bold"), "  ")
    return hanging(head, _flat(asked.options[at].text), width)


def explanation(judged: Judged, width: int) -> Content:
    """Right or wrong and why; then every option with its own reason, or the accepted commands."""
    verdict = ("● Right", "$accent bold") if judged.is_right else ("○ Not quite", "$warning bold")
    head = Content.assemble(verdict, (f"  {judged.points} / {judged.asked.question.points}", "$quiet"))
    details = _options(judged, width) if judged.asked.options else _command(judged, width)
    return Content("\n").join([head, *_paragraphs(judged.asked.question.why, width), Content(""), *details])


def missed(judged: Judged, width: int) -> Content:
    """A question answered wrong: the answer given, the right one, and why."""
    rows = [hanging(Content.assemble(_WRONG), _flat(judged.asked.question.asks).stylize("bold"), width)]
    for label, text in (("yours", judged.found), ("right", judged.expected)):
        rows.append(hanging(Content.styled(f"  {label:<7}", "$quiet"), _flat(text), width))
    rows.append(hanging(Content(" " * 9), _flat(judged.asked.question.why), width))
    return Content("\n").join(rows)


def progress(judged: Sequence[Judged], of: int) -> Content:
    """A sign for each question: right, wrong, still to come."""
    signs = [_RIGHT if each.is_right else ("○ ", "$warning") for each in judged]
    parts = [(sign.strip(), style) for sign, style in signs] + [("·", "$quiet")] * (of - len(judged))
    return Content.assemble(*parts)


def _options(judged: Judged, width: int) -> Iterator[Content]:
    for at, each in enumerate(judged.asked.options):
        yours = "  your choice" if at in judged.answer.chosen else ""
        head = Content.assemble(_RIGHT if each.right else _WRONG, (LETTERS[at], "bold"), "  ")
        text = Content.assemble(_flat(each.text), (yours, "$warning" if not each.right else "$accent"))
        yield hanging(head, text, width)
        yield hanging(Content(" " * 5), Content.assemble(_flat(each.why)).stylize("$quiet"), width)


def _command(judged: Judged, width: int) -> Iterator[Content]:
    if judged.answer.command:
        yield hanging(Content.styled("yours   ", "$quiet"), line(judged.answer.command), width)
    for note in judged.notes:
        yield hanging(Content.styled("      · ", "$warning"), marked(note), width)
    for at, accepted in enumerate(judged.asked.command.accepts):
        yield hanging(Content.styled("right   " if at == 0 else "or      ", "$quiet"), line(accepted, "$accent"), width)


def _paragraphs(text: str, width: int) -> Iterator[Content]:
    yield hanging(Content(""), _flat(text), width)


def _flat(text: str) -> Content:
    """Running text on one line, names in backticks highlighted."""
    return marked(" ".join(text.split()))
