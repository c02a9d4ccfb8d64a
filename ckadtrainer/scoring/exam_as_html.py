"""An exam's result as one page that needs nothing else: styles and charts are in it, and it prints well."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ckadtrainer.grading.verdict import Verdict
from ckadtrainer.scoring import exam_charts
from ckadtrainer.scoring.as_text import SYMBOLS, clock
from ckadtrainer.scoring.exam import per_cent
from ckadtrainer.untrusted import untrusted

if TYPE_CHECKING:
    from jinja2 import Template

    from ckadtrainer.scoring.exam import ExamResult

_TEMPLATE = "exam.html.jinja"
_NAME = re.compile(r"`([^`\n]+)`")


def exam_html(result: ExamResult) -> str:
    """A whole HTML document. Text of packs and of the cluster stays text, whatever it holds."""
    return _template().render(
        exam=result,
        score_chart=_drawn(exam_charts.score_chart(result)),
        sections_chart=_drawn(exam_charts.parts_chart(result.sections())),
        competencies_chart=_drawn(exam_charts.parts_chart(result.competencies())),
        minutes_chart=_drawn(exam_charts.minutes_chart(result.tasks)),
        timeline_chart=_drawn(exam_charts.timeline_chart(result)),
    )


def _drawn(svg: str) -> Any:
    """A chart as markup: it is built as a tree, so that what is text in it is escaped already."""
    from markupsafe import Markup

    return Markup(svg)  # noqa: S704


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(clock=clock, per_cent=per_cent, symbol=SYMBOLS.__getitem__, marked=_marked)
    environment.globals.update(MET=Verdict.MET)
    return environment.get_template(_TEMPLATE)


def _marked(text: str) -> Any:
    """A text with the names in backticks set as code."""
    from markupsafe import Markup

    parts = _NAME.split(untrusted(text))
    return Markup("").join(Markup("<code>{}</code>").format(part) if at % 2 else part for at, part in enumerate(parts))


def _shown(value: Any) -> Any:
    """What the template prints of a value: all text passes here before it is escaped."""
    if isinstance(value, str) and not hasattr(value, "__html__"):
        return untrusted(value)
    return "" if value is None else value
