"""The history file: opened safely, brought up to date, and set aside when it is damaged."""

import sqlite3
from collections.abc import Iterator
from datetime import datetime
from importlib import resources
from pathlib import Path

from ckadtrainer.errors import HistoryError

BUSY_SECONDS = 10.0
"""How long a writer waits for another process that writes."""

_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_BESIDE = ("", "-wal", "-shm")


def open_database(file: Path, now: datetime) -> tuple[sqlite3.Connection, Path | None]:
    """A connection at the newest schema, and where a damaged file was kept if there was one.

    The connection is in autocommit mode and may be used by any one thread at a time.
    Raises HistoryError when the file cannot be used or was written by a newer version.
    """
    kept: Path | None = None
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            return _open(file), None
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
        kept = _set_aside(file, now)
        return _open(file), kept
    except (sqlite3.Error, OSError) as error:
        raise HistoryError(
            f"The history at {file} cannot be opened: {error}.",
            "Check that the folder is yours and that the disk is not full.",
        ) from error


def is_damage(error: sqlite3.Error) -> bool:
    """Whether SQLite found the content of the file broken, rather than the file busy or out of reach."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and (code & 0xFF) in _DAMAGED


def _open(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        # FULL: an acknowledged commit is on the disk, not only with the kernel.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        _check_content(connection)
        _migrate(connection, file)
    except BaseException:
        connection.close()
        raise
    return connection


def _check_content(connection: sqlite3.Connection) -> None:
    verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if verdict != "ok":
        damage = sqlite3.DatabaseError(verdict)
        damage.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise damage


def _migrate(connection: sqlite3.Connection, file: Path) -> None:
    """Run each migration that is missing, every one in a transaction of its own with its number."""
    steps = migrations()
    if _version(connection, file, len(steps)) == len(steps):
        return
    for number, script in enumerate(steps, start=1):
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Read again inside the transaction: another process may have been first.
            if _version(connection, file, len(steps)) < number:
                for statement in _statements(script):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise


def _version(connection: sqlite3.Connection, file: Path, known: int) -> int:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > known:
        raise HistoryError(
            f"The history at {file} was written by a newer version of ckadtrainer"
            f" (its format is {version}, this version reads up to {known}).",
            "Update ckadtrainer, or set CKADTRAINER_HOME to another folder to keep a separate history.",
        )
    return version


def migrations() -> list[str]:
    """The SQL of every migration, in order; the first is number 1."""
    folder = resources.files("ckadtrainer.history") / "migrations"
    files = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".sql")), key=lambda f: f.name)
    return [file.read_text(encoding="utf-8") for file in files]


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _set_aside(file: Path, now: datetime) -> Path:
    """Rename a damaged file and what lies beside it; nothing is deleted."""
    name = f"{file.name}.damaged-{now:%Y%m%dT%H%M%S}"
    names = (name, *(f"{name}-{number}" for number in range(2, 1000)))
    kept = next(path for each in names if not (path := file.with_name(each)).exists())
    for suffix in _BESIDE:
        source = file.with_name(file.name + suffix)
        if source.exists():
            source.replace(kept.with_name(kept.name + suffix))
    return kept
