"""Values for history tests."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ckadtrainer.attempt.attempt import Attempt, Namespace
from ckadtrainer.history.record import Record
from ckadtrainer.history.store import SqliteStore

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
ATTEMPT = Attempt("a1", "ckad", "init_pod", "multi_container", Namespace("init-pod-1", "uid-1"), "n0", 180, NOW)
RECORD = Record("a1", "ckad", "init_pod", "multi_container", NOW, 100.0, 180.0, 10, 10, 0, False)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def attempt() -> Attempt:
    return ATTEMPT


@pytest.fixture
def record() -> Callable[..., Record]:
    """A full-marks record with some fields changed."""
    return lambda **changes: replace(RECORD, **changes)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "history.sqlite3"


@pytest.fixture
def store(file: Path) -> Iterator[SqliteStore]:
    opened = SqliteStore(file, NOW)
    yield opened
    opened.close()
