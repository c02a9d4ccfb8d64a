"""What was done so far: `history`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ckadtrainer.cli import output
from ckadtrainer.cli.arguments import drill_names
from ckadtrainer.cli.commands import command
from ckadtrainer.cli.run import Run
from ckadtrainer.errors import EXIT_FULL_MARKS, UsageError
from ckadtrainer.history.grouping import By

if TYPE_CHECKING:
    from ckadtrainer.history.days import Days
    from ckadtrainer.history.record import Record
    from ckadtrainer.history.trends import Trend


DrillToo = Annotated[
    str | None,
    typer.Argument(
        metavar="[DRILL]", autocompletion=drill_names, envvar="CKADTRAINER_KEY", show_envvar=False, help="Only this."
    ),
]
OfTopic = Annotated[str | None, typer.Option(help="Only this topic.")]
Since = Annotated[
    str | None, typer.Option(metavar="DAY", help="Only from this day on: 2026-11-01, or 14d for the last 14 days.")
]
GroupedBy = Annotated[By | None, typer.Option("--by", help="The trend of each instead of every try.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Print data as CSV.")]


def register(app: typer.Typer) -> None:
    """Add the command."""
    command(app, "history")(history)


def history(
    run: Run,
    *,
    drill: DrillToo = None,
    by: GroupedBy = None,
    topic: OfTopic = None,
    since: Since = None,
    csv: AsCsv = False,
) -> int:
    """List what was finished, the newest first; or how it went over time, the weakest first."""
    if csv and run.as_json:
        raise UsageError("Data is printed as CSV or as JSON, not as both.", "Leave out `--csv` or `--json`.")
    records = _chosen(run, drill, topic, since)
    if by is None:
        _show_tries(run, records, csv)
    else:
        _show_trends(run, by, records, csv)
    return EXIT_FULL_MARKS


def _chosen(run: Run, drill: str | None, topic: str | None, since: str | None) -> Sequence[Record]:
    records = run.practice.records(run.practice.catalogue.look_up(drill) if drill else None)
    begin = _beginning(since, run.practice.clock.now().astimezone()) if since else None
    named = topic.replace("-", "_") if topic else None
    return [
        record for record in records if named in (None, record.topic) and (begin is None or record.ended_at >= begin)
    ]


def _beginning(since: str, now: datetime) -> datetime:
    """The moment a day began in `now`'s zone. Raises UsageError."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    try:
        if days := re.fullmatch(r"([0-9]{1,5})d", since):
            return midnight - timedelta(days=max(0, int(days[1]) - 1))
        day = datetime.strptime(since, "%Y-%m-%d").date()  # noqa: DTZ007  a day has no zone of its own
        return midnight.replace(year=day.year, month=day.month, day=day.day)
    except (ValueError, OverflowError):
        raise UsageError(
            f"{since!r} is no day to begin at.", "Write a day like 2026-11-01, or 14d for the last 14 days."
        ) from None


def _show_tries(run: Run, records: Sequence[Record], csv: bool) -> None:
    documents = [_try_document(record) for record in records]
    if csv:
        output.put_csv(_TRY, documents)
        return
    heads = ("finished", "drill", "points", "time", "limit", "hints", "solution")
    text = output.table(heads, [_try_row(record) for record in records], right=(2, 3, 4, 5))
    run.show(text if records else "No drill was finished yet.", documents)


def _show_trends(run: Run, by: By, records: Sequence[Record], csv: bool) -> None:
    trends, days = run.practice.coach.trends(by, records), run.practice.coach.days(records)
    if csv:
        output.put_csv(_TREND, [_trend_document(trend) for trend in trends])
        return
    heads = (by.value, "tries", "full", "points", "last 5", "pace", "best", "median", "trend")
    table = output.table(heads, [_trend_row(trend) for trend in trends], right=(1, 2, 3, 4, 5, 6, 7))
    text = f"{table}\n\n{_days_text(days)}" if trends else "No drill was finished yet."
    documents = [{**_trend_document(trend), "series": _series(trend)} for trend in trends]
    counted = {"practised": days.practised, "streak": days.streak, "longest": days.longest}
    run.show(text, {"by": by.value, "trends": documents, "days": counted})


def _try_row(record: Record) -> tuple[str, ...]:
    from ckadtrainer.scoring.as_text import clock

    points = f"{record.points}/{record.max_points}"
    seen = "seen" if record.solution_seen else ""
    when, hints = output.moment(record.ended_at), str(record.hints_opened)
    return when, record.drill, points, clock(record.seconds), clock(record.limit), hints, seen


_TRY = (
    "attempt",
    "drill",
    "key",
    "ended_at",
    "points",
    "max_points",
    "seconds",
    "limit",
    "hints_opened",
    "solution_seen",
    "exam",
)


def _try_document(record: Record) -> dict[str, Any]:
    return {
        "attempt": record.attempt,
        "drill": record.drill,
        "key": record.key,
        "ended_at": record.ended_at.isoformat(),
        "points": record.points,
        "max_points": record.max_points,
        "seconds": round(record.seconds, 3),
        "limit": record.limit,
        "hints_opened": record.hints_opened,
        "solution_seen": record.solution_seen,
        "exam": record.exam or None,
    }


def _trend_row(trend: Trend) -> tuple[str, ...]:
    from ckadtrainer.history.as_text import percent, sparks
    from ckadtrainer.scoring.as_text import clock

    times = ["-" if seconds is None else clock(seconds) for seconds in (trend.best, trend.median)]
    pace = "-" if trend.pace is None else percent(trend.pace)
    shares = (percent(trend.share), percent(trend.recent))
    return trend.name, str(len(trend.tries)), str(trend.full), *shares, pace, *times, sparks(trend)


_TREND = ("name", "tries", "full", "share", "recent", "pace", "best", "median", "last")


def _trend_document(trend: Trend) -> dict[str, Any]:
    return {
        "name": trend.name,
        "tries": len(trend.tries),
        "full": trend.full,
        "share": round(trend.share, 3),
        "recent": round(trend.recent, 3),
        "pace": None if trend.pace is None else round(trend.pace, 3),
        "best": None if trend.best is None else round(trend.best, 3),
        "median": None if trend.median is None else round(trend.median, 3),
        "last": trend.tries[-1].ended_at.isoformat(),
    }


def _series(trend: Trend) -> list[dict[str, Any]]:
    return [
        {
            "drill": record.drill,
            "ended_at": record.ended_at.isoformat(),
            "share": round(record.share, 3),
            "seconds": round(record.seconds, 3),
            "limit": record.limit,
        }
        for record in trend.tries
    ]


def _days_text(days: Days) -> str:
    return f"Practised on {days.practised} days, {days.streak} in a row now, {days.longest} at most."
