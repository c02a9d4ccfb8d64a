"""Numbers as people read them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from ckadtrainer.grading import hints

if TYPE_CHECKING:
    from ckadtrainer.definition.drill import Drill
    from ckadtrainer.history.grouping import By
    from ckadtrainer.history.trends import Trend

DOMAINS = {
    "design_and_build": "Design & Build",
    "deployment": "Deployment",
    "observability_and_maintenance": "Observability",
    "environment_configuration_and_security": "Config & Security",
    "services_and_networking": "Services & Networking",
}
"""Domain -> its short name."""


def clock(seconds: float) -> str:
    """`161.4` as `2:41`, with hours from 60 minutes on, and a minus sign below zero."""
    whole = int(abs(seconds))
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    text = f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
    return f"-{text}" if seconds <= -1 else text


def span(seconds: float) -> str:
    """A duration in the unit that fits: `8 s`, `3 min`."""
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"


def day(moment: datetime, now: datetime) -> str:
    """How long ago, by the calendar of the reader: `today`, `3 d`, `5 w`."""
    days = (now.astimezone().date() - moment.astimezone().date()).days
    if days <= 0:
        return "today"
    return f"{days} d" if days < 21 else f"{days // 7} w"


def memory(size: int) -> str:
    """Bytes as `630 MB` or `1.4 GB`."""
    megabytes = size / 1_000_000
    return f"{megabytes:.0f} MB" if megabytes < 1000 else f"{megabytes / 1000:.1f} GB"


def count(number: int, noun: str, nouns: str = "") -> str:
    """`1 point`, `3 points`; `nouns` is for those that take no s."""
    return f"{number} {noun}" if number == 1 else f"{number} {nouns or f'{noun}s'}"


def next_hint(drill: Drill, opened: Sequence[int], position: int) -> str:
    """The hint that opens next, by its number: `hint 1 of 3`; one for a slip says so."""
    following = (*opened, position)
    slip = " for what the checks show now" if drill.hints[position].when is not None else ""
    return f"hint {len(following)} of {hints.count(drill.hints, following)}{slip}"


def heading(identifier: str) -> str:
    """`multi_container` as `Multi container`."""
    return identifier.replace("_", " ").capitalize()


def bar(share: float, width: int) -> str:
    """A bar of `width` cells, `share` of it filled."""
    filled = round(max(0.0, min(1.0, share)) * width)
    return "▰" * filled + "▱" * (width - filled)


def group(by: By | None, name: str) -> str:
    """What tries are put together by, as people call it; hostile text where a pack gave the name."""
    if by == "domain":
        return DOMAINS.get(name, name)
    return heading(name) if by == "topic" else name


def trend_facts(trend: Trend) -> str:
    """Tries, full marks and times of a trend in one line."""
    words = [f"{trend.full} of {count(len(trend.tries), 'try', 'tries')} with full marks"]
    if trend.best is not None and trend.median is not None:
        words.append(f"best {clock(trend.best)}, median {clock(trend.median)}")
    return " · ".join(words)


def finish_question(pending: int) -> str:
    """Asks before a drill ends that is not done; `pending` checks may still come true."""
    if pending == 1:
        return "One check may still come true. Finish now?"
    if pending:
        return f"{pending} checks may still come true. Finish now?"
    return "Not all checks are met. Finish now?"
