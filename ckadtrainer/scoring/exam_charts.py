"""The charts of an exam's page, as SVG that stands in HTML: no text in them is taken for markup."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, tostring

from ckadtrainer.scoring.as_text import clock
from ckadtrainer.scoring.exam import per_cent
from ckadtrainer.untrusted import untrusted

if TYPE_CHECKING:
    from ckadtrainer.scoring.exam import ExamResult, Part, TaskResult

_Point = tuple[float, float]

_WIDTH = 760
_ROW, _BAR = 24, 12
"""Heights of a row and of the bar in it."""
_LABEL = 350
"""Width of the column of labels."""
_NUMBER = 120
"""Width of the column of numbers at the right."""
_LONGEST = 52
"""Letters of a label that fit."""
_STEPS = (1, 2, 5, 10, 15, 20, 30, 60, 120)
"""Minutes between two marks of a time axis."""
_MARKS = 8
_INK, _SOFT, _TRACK, _BLUE = "#1f2933", "#5b6672", "#e8ecf0", "#2f6fad"
_STYLES = {
    "track": {"fill": _TRACK},
    "fill": {"fill": _BLUE},
    "over": {"fill": "#b7651b"},
    "visit": {"fill": "#a9c6e3"},
    "met": {"fill": "#1d7a46", "stroke": "#ffffff"},
    "mark": {"stroke": _INK, "stroke-width": "1.5"},
    "grid": {"stroke": _TRACK},
    "label": {"fill": _INK, "font-size": "11.5"},
    "small": {"fill": _SOFT, "font-size": "11"},
}
"""How each kind of shape looks: in attributes, since not everything that prints a page gives its styles to charts."""


def score_chart(result: ExamResult) -> str:
    """One bar from 0 to 100 % with the pass mark on it."""
    svg = _svg(58, f"{per_cent(result.score)}, the pass mark is {result.pass_mark} %")
    _rect(svg, (0, 22), (_WIDTH, 18), "track")
    _rect(svg, (0, 22), (float(result.score) / 100 * _WIDTH, 18), "fill")
    at = result.pass_mark / 100 * _WIDTH
    _line(svg, (at, 14), (at, 48), "mark")
    _text(svg, (at, 10), f"pass mark {result.pass_mark} %", "small", "middle" if 60 < at < _WIDTH - 60 else "end")
    _text(svg, (0, 56), "0 %", "small", "start")
    _text(svg, (_WIDTH, 56), "100 %", "small", "end")
    return _written(svg)


def parts_chart(parts: Sequence[Part]) -> str:
    """A bar a part: what it gave of what it could give."""
    svg = _svg(_ROW * len(parts), "What each part gave")
    width = _WIDTH - _LABEL - _NUMBER
    for row, part in enumerate(parts):
        top = _label(svg, row, part.title)
        _rect(svg, (_LABEL, top), (width, _BAR), "track")
        _rect(svg, (_LABEL, top), (float(part.share) * width, _BAR), "fill")
        _number(svg, row, f"{per_cent(part.scored)} of {part.weight} %")
    return _written(svg)


def minutes_chart(tasks: Sequence[TaskResult]) -> str:
    """A bar a task: minutes spent, with a mark at its budget."""
    svg = _svg(_ROW * len(tasks), "Minutes spent on each task beside its budget")
    most = max([1.0, *(max(task.seconds, task.budget) for task in tasks)])
    scale = (_WIDTH - _LABEL - _NUMBER) / most
    for row, task in enumerate(tasks):
        top = _label(svg, row, f"{task.number} {task.title}")
        _rect(svg, (_LABEL, top), (task.seconds * scale, _BAR), "over" if task.seconds > task.budget else "fill")
        budget = _LABEL + task.budget * scale
        _line(svg, (budget, top - 3), (budget, top + _BAR + 3), "mark")
        _number(svg, row, f"{clock(task.seconds)} of {clock(task.budget)}")
    return _written(svg)


def timeline_chart(result: ExamResult) -> str:
    """A row a task over the exam's time: bars while it was on the screen, a dot when a check first turned true."""
    bottom = _ROW * len(result.tasks)
    svg = _svg(bottom + 24, "When each task was worked on and when its checks turned true")
    end = max(1.0, result.limit)

    def x(seconds: float) -> float:
        return _LABEL + min(seconds, end) / end * (_WIDTH - _LABEL - 10)

    for minute in _axis(end):
        _line(svg, (x(minute * 60), 0), (x(minute * 60), bottom), "grid")
        _text(svg, (x(minute * 60), bottom + 16), f"{minute}", "small", "middle")
    for row, task in enumerate(result.tasks):
        top = _label(svg, row, f"{task.number} {task.title}")
        for begin, until in task.visits:
            _rect(svg, (x(begin), top), (max(1.0, x(until) - x(begin)), _BAR), "visit")
        for told in task.told:
            met = task.first_met(told.check)
            if met is not None:
                _dot(svg, (x(met), top + _BAR / 2), f"{clock(met)} {told.says}")
    _line(svg, (x(result.seconds), 0), (x(result.seconds), bottom), "mark")
    return _written(svg)


def _axis(seconds: float) -> range:
    """Minutes to mark on an axis of that length: whole steps, not too many."""
    minutes = int(seconds // 60)
    step = next((step for step in _STEPS if minutes / step <= _MARKS), _STEPS[-1])
    return range(0, minutes + 1, step)


def _svg(height: float, about: str) -> Element:
    box = {"viewBox": f"0 0 {_WIDTH} {_n(height)}", "role": "img", "aria-label": untrusted(about), "class": "chart"}
    return Element("svg", box)


def _label(svg: Element, row: int, text: str) -> float:
    """Write a row's label; the top of its bar."""
    short = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    label = _text(svg, (_LABEL - 10, row * _ROW + 16), short, "label", "end")
    if short != text:
        SubElement(label, "title").text = untrusted(text)
    return row * _ROW + (_ROW - _BAR) / 2


def _number(svg: Element, row: int, text: str) -> None:
    _text(svg, (_WIDTH, row * _ROW + 16), text, "label", "end")


def _text(svg: Element, at: _Point, text: str, kind: str, anchor: str) -> Element:
    element = SubElement(svg, "text", {"x": _n(at[0]), "y": _n(at[1]), "text-anchor": anchor, **_STYLES[kind]})
    element.text = untrusted(text)
    return element


def _rect(svg: Element, at: _Point, size: _Point, kind: str) -> None:
    place = {"x": _n(at[0]), "y": _n(at[1]), "width": _n(size[0]), "height": _n(size[1])}
    SubElement(svg, "rect", {**place, **_STYLES[kind]})


def _line(svg: Element, begin: _Point, end: _Point, kind: str) -> None:
    place = {"x1": _n(begin[0]), "y1": _n(begin[1]), "x2": _n(end[0]), "y2": _n(end[1])}
    SubElement(svg, "line", {**place, **_STYLES[kind]})


def _dot(svg: Element, at: _Point, about: str) -> None:
    dot = SubElement(svg, "circle", {"cx": _n(at[0]), "cy": _n(at[1]), "r": "4", **_STYLES["met"]})
    SubElement(dot, "title").text = untrusted(about)


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _written(svg: Element) -> str:
    return tostring(svg, encoding="unicode", short_empty_elements=False)
