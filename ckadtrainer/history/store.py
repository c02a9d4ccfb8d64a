"""The history in SQLite."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from ckadtrainer.attempt.attempt import Attempt
from ckadtrainer.grading.verdict import Grade
from ckadtrainer.history import rows
from ckadtrainer.history.connection import Connection
from ckadtrainer.history.exam_store import SqliteExams
from ckadtrainer.history.record import Record, Turn


class SqliteStore:
    """A `Store` in one file: WAL, synchronous FULL.

    `kept_aside` is where a damaged history was moved on opening, None if there was none.
    """

    def __init__(self, file: Path, now: datetime) -> None:
        self._connection = Connection(file, now)
        self.kept_aside = self._connection.kept_aside
        self.exams = SqliteExams(self._connection)

    def save(self, attempt: Attempt) -> None:
        with self._connection.transaction() as writing:
            writing.put("attempt", rows.attempt_row(attempt), key="id")

    def attempt(self, id: str) -> Attempt | None:
        found = self._connection.read("SELECT * FROM attempt WHERE id = ?", id)
        return rows.attempt_of(found[0]) if found else None

    def open_attempts(self) -> Sequence[Attempt]:
        query = "SELECT * FROM attempt WHERE state = 'open' ORDER BY started_at DESC, rowid DESC"
        return [rows.attempt_of(row) for row in self._connection.read(query)]

    def add_grade(self, attempt: str, grade: Grade, at: datetime) -> None:
        with self._connection.transaction() as writing:
            writing.add("grade", rows.grade_row(attempt, grade, at))

    def last_grade(self, attempt: str) -> Grade | None:
        query = "SELECT * FROM grade WHERE attempt = ? ORDER BY number DESC LIMIT 1"
        found = self._connection.read(query, attempt)
        return rows.grade_of(found[0]) if found else None

    def add_turns(self, attempt: str, turns: Sequence[Turn]) -> None:
        with self._connection.transaction() as writing:
            for turn in turns:
                writing.add("turn", rows.turn_row(attempt, turn))

    def timeline(self, attempt: str) -> Sequence[Turn]:
        found = self._connection.read("SELECT * FROM turn WHERE attempt = ? ORDER BY number", attempt)
        return [rows.turn_of(row) for row in found]

    def finish(self, attempt: Attempt, record: Record, grade: Grade | None) -> None:
        with self._connection.transaction() as writing:
            writing.put("attempt", rows.attempt_row(attempt), key="id")
            if grade is not None:
                writing.add("grade", rows.grade_row(attempt.id, grade, record.ended_at))
            writing.put("record", rows.record_row(record), key="attempt")

    def records(self, drill: str | None = None) -> Sequence[Record]:
        query = "SELECT * FROM record WHERE ?1 IS NULL OR drill = ?1 ORDER BY ended_at DESC, rowid DESC"
        return [rows.record_of(row) for row in self._connection.read(query, drill)]

    def close(self) -> None:
        self._connection.close()
