"""Exams in SQLite: a row for each, and one for each event of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from ckadtrainer.attempt.attempt import Namespace
from ckadtrainer.exam.event import Event, Happening
from ckadtrainer.exam.sitting import Place, Sitting, Stage
from ckadtrainer.history.connection import Connection, Row
from ckadtrainer.scoring.exam import ExamResult
from ckadtrainer.session.exam import ExamPlan

if TYPE_CHECKING:
    from pydantic import TypeAdapter


class SqliteExams:
    """An `ExamStore` on the history's connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, sitting: Sitting, at: datetime) -> None:
        with self._connection.transaction() as writing:
            writing.put("exam", {**_row(sitting), "made_at": at.isoformat()}, key="id")

    def add(self, sitting: str, event: Event) -> None:
        row: Row = {
            "exam": sitting,
            "at": event.at.isoformat(),
            "kind": event.kind.value,
            "task": event.task,
            "text": event.text,
        }
        with self._connection.transaction() as writing:
            writing.add("exam_event", row)
            if event.kind is Happening.ENDED:
                writing.change("exam", sitting, {"stage": Stage.ENDED.value})

    def seen(self, sitting: str, at: datetime) -> None:
        with self._connection.transaction() as writing:
            writing.change("exam", sitting, {"seen_at": at.isoformat()})

    def sitting(self, id: str) -> Sitting | None:
        found = self._connection.read("SELECT * FROM exam WHERE id = ?", id)
        return self._sitting(found[0]) if found else None

    def unfinished(self) -> Sequence[Sitting]:
        query = "SELECT * FROM exam WHERE stage NOT IN ('graded', 'abandoned') ORDER BY made_at DESC, rowid DESC"
        return [self._sitting(row) for row in self._connection.read(query)]

    def finish(self, sitting: Sitting, result: ExamResult) -> None:
        row: Row = {"stage": Stage.GRADED.value, "result": _json(ExamResult, result)}
        with self._connection.transaction() as writing:
            writing.change("exam", sitting.id, row)

    def results(self) -> Sequence[ExamResult]:
        query = "SELECT result FROM exam WHERE result IS NOT NULL ORDER BY begun_at DESC, rowid DESC"
        return [_value(ExamResult, row["result"]) for row in self._connection.read(query)]

    def _sitting(self, row: sqlite3.Row) -> Sitting:
        bare = Sitting(
            id=row["id"],
            plan=_value(ExamPlan, row["plan"]),
            places=_value(tuple[Place, ...], row["places"]),
            desks=_value(dict[str, Namespace], row["desks"]),
            begun_at=_moment(row["begun_at"]),
            seen_at=_moment(row["seen_at"]),
            stage=Stage(row["stage"]),
        )
        events = self._connection.read("SELECT * FROM exam_event WHERE exam = ? ORDER BY number", bare.id)
        return replace(bare.after(_event(each) for each in events), stage=bare.stage)


def _row(sitting: Sitting) -> Row:
    return {
        "id": sitting.id,
        "plan": _json(ExamPlan, sitting.plan),
        "places": _json(tuple[Place, ...], sitting.places),
        "desks": _json(dict[str, Namespace], dict(sitting.desks or {})),
        "stage": sitting.stage.value,
        "begun_at": sitting.begun_at.isoformat() if sitting.begun_at else None,
        "seen_at": sitting.seen_at.isoformat() if sitting.seen_at else None,
    }


def _event(row: sqlite3.Row) -> Event:
    return Event(datetime.fromisoformat(row["at"]), Happening(row["kind"]), row["task"], row["text"])


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _json(type_: Any, value: object) -> str:
    return _adapter(type_).dump_json(value).decode()


def _value(type_: Any, text: str) -> Any:
    return _adapter(type_).validate_json(text)


@cache
def _adapter(type_: Any) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter  # a start of the trainer reads no exam

    return TypeAdapter(type_)
