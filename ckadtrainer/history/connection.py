"""One connection to the history file, for every thread."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from ckadtrainer.errors import HistoryError
from ckadtrainer.history.database import is_damage, open_database

Row = dict[str, object]
"""Column -> value. Tables and columns are named by this package alone."""


class Connection:
    """Reads, and writes in transactions, one thread after the other; other processes may have the file open too.

    `kept_aside` is where a damaged history was moved on opening, None if there was none.
    Every method raises HistoryError.
    """

    def __init__(self, file: Path, now: datetime) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._connection, self.kept_aside = open_database(file, now)
        self._connection.row_factory = sqlite3.Row

    def read(self, query: str, *values: object) -> list[sqlite3.Row]:
        """The rows a query finds."""
        with self._lock, self._as_history_error():
            return self._connection.execute(query, values).fetchall()

    @contextmanager
    def transaction(self) -> Iterator["Writing"]:
        """What is written in the body is written wholly, and is on the disk afterwards; or not at all."""
        with self._lock, self._as_history_error():
            # IMMEDIATE takes the write lock at once: of two processes one waits, and neither fails half-way.
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield Writing(self._connection)
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Release the file."""
        with self._lock:
            self._connection.close()

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


class Writing:
    """Writes rows in an open transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, table: str, row: Row) -> None:
        """Insert a row."""
        columns, places = ", ".join(row), ", ".join(f":{column}" for column in row)
        self._connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({places})", row)  # noqa: S608

    def put(self, table: str, row: Row, key: str) -> None:
        """Insert a row, or set the columns of the one with the same key."""
        columns, places = ", ".join(row), ", ".join(f":{column}" for column in row)
        update = ", ".join(f"{column} = excluded.{column}" for column in row if column != key)
        self._connection.execute(
            f"INSERT INTO {table} ({columns}) VALUES ({places}) ON CONFLICT ({key}) DO UPDATE SET {update}",  # noqa: S608
            row,
        )

    def change(self, table: str, id: str, row: Row) -> None:
        """Set columns of the row with this `id`."""
        update = ", ".join(f"{column} = :{column}" for column in row)
        self._connection.execute(f"UPDATE {table} SET {update} WHERE id = :id", {**row, "id": id})  # noqa: S608
