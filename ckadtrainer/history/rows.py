"""How the values of the trainer lie in the rows of the history, both ways."""

import json
import sqlite3
from datetime import datetime

from ckadtrainer.attempt.attempt import Attempt, Namespace, State
from ckadtrainer.grading.verdict import CheckGrade, Evidence, Grade, Verdict
from ckadtrainer.history.connection import Row
from ckadtrainer.history.record import Record, Turn


def attempt_row(attempt: Attempt) -> Row:
    """Column -> value of an attempt."""
    return {
        "id": attempt.id,
        "pack": attempt.pack,
        "drill": attempt.drill,
        "topic": attempt.topic,
        "namespace": attempt.namespace.name,
        "namespace_uid": attempt.namespace.uid,
        "nonce": attempt.nonce,
        "seconds": attempt.seconds,
        "started_at": attempt.started_at.isoformat(),
        "paused_seconds": attempt.paused_seconds,
        "paused_at": attempt.paused_at.isoformat() if attempt.paused_at else None,
        "hints_opened": attempt.hints_opened,
        "hints": json.dumps(attempt.hints),
        "solution_seen": int(attempt.solution_seen),
        "state": attempt.state.value,
        "seed": attempt.seed,
        "exam": attempt.exam,
        "ended_at": attempt.ended_at.isoformat() if attempt.ended_at else None,
    }


def attempt_of(row: sqlite3.Row) -> Attempt:
    """The attempt in a row of `attempt`."""
    return Attempt(
        id=row["id"],
        pack=row["pack"],
        drill=row["drill"],
        topic=row["topic"],
        namespace=Namespace(row["namespace"], row["namespace_uid"]),
        nonce=row["nonce"],
        seconds=row["seconds"],
        started_at=datetime.fromisoformat(row["started_at"]),
        paused_seconds=row["paused_seconds"],
        paused_at=_moment(row["paused_at"]),
        hints=_hints(row),
        solution_seen=bool(row["solution_seen"]),
        seed=row["seed"],
        exam=row["exam"],
        state=State(row["state"]),
        ended_at=_moment(row["ended_at"]),
    )


def grade_row(attempt: str, grade: Grade, at: datetime) -> Row:
    """Column -> value of a grade; its checks are one JSON text."""
    checks = [
        {
            "id": check.id,
            "verdict": check.verdict.value,
            "points": check.points,
            "max_points": check.max_points,
            "expected": check.evidence.expected,
            "found": check.evidence.found,
            "where": check.evidence.where,
            "resource_version": check.evidence.resource_version,
            "due": check.due,
        }
        for check in grade.checks
    ]
    return {
        "attempt": attempt,
        "made_at": at.isoformat(),
        "drill": grade.drill,
        "seconds": grade.seconds,
        "checks": json.dumps(checks),
    }


def grade_of(row: sqlite3.Row) -> Grade:
    """The grade in a row of `grade`."""
    checks = tuple(
        CheckGrade(
            id=check["id"],
            verdict=Verdict(check["verdict"]),
            points=check["points"],
            max_points=check["max_points"],
            evidence=Evidence(check["expected"], check["found"], check["where"], check["resource_version"]),
            due=check["due"],
        )
        for check in json.loads(row["checks"])
    )
    return Grade(row["drill"], checks, row["seconds"])


def turn_row(attempt: str, turn: Turn) -> Row:
    """Column -> value of a turn."""
    return {
        "attempt": attempt,
        "seconds": turn.seconds,
        "check_id": turn.check,
        "before": turn.before.value if turn.before else None,
        "after": turn.after.value,
    }


def turn_of(row: sqlite3.Row) -> Turn:
    """The turn in a row of `turn`."""
    before = Verdict(row["before"]) if row["before"] else None
    return Turn(row["seconds"], row["check_id"], before, Verdict(row["after"]))


def record_row(record: Record) -> Row:
    """Column -> value of a record."""
    return {
        "attempt": record.attempt,
        "pack": record.pack,
        "drill": record.drill,
        "topic": record.topic,
        "ended_at": record.ended_at.isoformat(),
        "seconds": record.seconds,
        "time_limit": record.limit,
        "points": record.points,
        "max_points": record.max_points,
        "hints_opened": record.hints_opened,
        "solution_seen": int(record.solution_seen),
        "exam": record.exam,
    }


def record_of(row: sqlite3.Row) -> Record:
    """The record in a row of `record`."""
    return Record(
        attempt=row["attempt"],
        pack=row["pack"],
        drill=row["drill"],
        topic=row["topic"],
        ended_at=datetime.fromisoformat(row["ended_at"]),
        seconds=row["seconds"],
        limit=row["time_limit"],
        points=row["points"],
        max_points=row["max_points"],
        hints_opened=row["hints_opened"],
        solution_seen=bool(row["solution_seen"]),
        exam=row["exam"],
    )


def _hints(row: sqlite3.Row) -> tuple[int, ...]:
    # Rows of the first format have their number alone: hints were opened in order then.
    return tuple(range(row["hints_opened"])) if row["hints"] is None else tuple(json.loads(row["hints"]))


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
