"""The history in SQLite."""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from ckadtrainer.attempt.attempt import Attempt
from ckadtrainer.errors import HistoryError
from ckadtrainer.grading.verdict import Grade
from ckadtrainer.history import rows
from ckadtrainer.history.database import is_damage, open_database
from ckadtrainer.history.record import Record, Turn


class SqliteStore:
    """A `Store` in one file: WAL, synchronous FULL. One connection behind a lock serves every thread;
    other processes may have the file open too.

    `kept_aside` is where a damaged history was moved on opening, None if there was none.
    """

    def __init__(self, file: Path, now: datetime) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._connection, self.kept_aside = open_database(file, now)
        self._connection.row_factory = sqlite3.Row

    def save(self, attempt: Attempt) -> None:
        with self._transaction() as connection:
            _put(connection, "attempt", rows.attempt_row(attempt), key="id")

    def attempt(self, id: str) -> Attempt | None:
        found = self._read("SELECT * FROM attempt WHERE id = ?", id)
        return rows.attempt_of(found[0]) if found else None

    def open_attempts(self) -> Sequence[Attempt]:
        found = self._read("SELECT * FROM attempt WHERE state = 'open' ORDER BY started_at DESC, rowid DESC")
        return [rows.attempt_of(row) for row in found]

    def add_grade(self, attempt: str, grade: Grade, at: datetime) -> None:
        with self._transaction() as connection:
            _add(connection, "grade", rows.grade_row(attempt, grade, at))

    def last_grade(self, attempt: str) -> Grade | None:
        found = self._read("SELECT * FROM grade WHERE attempt = ? ORDER BY number DESC LIMIT 1", attempt)
        return rows.grade_of(found[0]) if found else None

    def add_turns(self, attempt: str, turns: Sequence[Turn]) -> None:
        with self._transaction() as connection:
            for turn in turns:
                _add(connection, "turn", rows.turn_row(attempt, turn))

    def timeline(self, attempt: str) -> Sequence[Turn]:
        found = self._read("SELECT * FROM turn WHERE attempt = ? ORDER BY number", attempt)
        return [rows.turn_of(row) for row in found]

    def finish(self, attempt: Attempt, record: Record, grade: Grade | None) -> None:
        with self._transaction() as connection:
            _put(connection, "attempt", rows.attempt_row(attempt), key="id")
            if grade is not None:
                _add(connection, "grade", rows.grade_row(attempt.id, grade, record.ended_at))
            _put(connection, "record", rows.record_row(record), key="attempt")

    def records(self, drill: str | None = None) -> Sequence[Record]:
        query = "SELECT * FROM record WHERE ?1 IS NULL OR drill = ?1 ORDER BY ended_at DESC, rowid DESC"
        found = self._read(query, drill)
        return [rows.record_of(row) for row in found]

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def _read(self, query: str, *values: object) -> list[sqlite3.Row]:
        with self._lock, self._as_history_error():
            return self._connection.execute(query, values).fetchall()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock, self._as_history_error():
            # IMMEDIATE takes the write lock at once: of two processes one waits, and neither fails half-way.
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _as_history_error(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            remedy = (
                "Start ckadtrainer again: it keeps the damaged file aside and begins a new one."
                if is_damage(error)
                else "Check that the disk is not full and that no other program holds the file."
            )
            raise HistoryError(f"The history at {self._file} cannot be used: {error}.", remedy) from error


def _add(connection: sqlite3.Connection, table: str, row: rows.Row) -> None:
    columns, places = ", ".join(row), ", ".join(f":{column}" for column in row)
    connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({places})", row)  # noqa: S608  our own names


def _put(connection: sqlite3.Connection, table: str, row: rows.Row, key: str) -> None:
    columns, places = ", ".join(row), ", ".join(f":{column}" for column in row)
    update = ", ".join(f"{column} = excluded.{column}" for column in row if column != key)
    connection.execute(
        f"INSERT INTO {table} ({columns}) VALUES ({places}) ON CONFLICT ({key}) DO UPDATE SET {update}",  # noqa: S608
        row,
    )
