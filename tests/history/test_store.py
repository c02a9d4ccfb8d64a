"""What is stored comes back, from any thread and any process, whatever happened in between."""

import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from ckadtrainer.attempt.attempt import Attempt, Namespace, State
from ckadtrainer.errors import HistoryError
from ckadtrainer.grading.verdict import CheckGrade, Evidence, Grade, Verdict
from ckadtrainer.history.database import migrations
from ckadtrainer.history.record import Record, Turn
from ckadtrainer.history.rows import attempt_row
from ckadtrainer.history.store import SqliteStore

GRADE = Grade(
    "init_pod",
    (
        CheckGrade("a", Verdict.MET, 3, 3, Evidence("x", "y", "pod p", "17")),
        CheckGrade("b", Verdict.PENDING, 0, 7, Evidence("é\n", "\x1b[31m"), due=2.5),
    ),
    12.25,
)


def test_an_attempt_comes_back_as_it_was(store: SqliteStore, attempt: Attempt, now: datetime) -> None:
    full = replace(
        attempt,
        paused_seconds=1.5,
        paused_at=now + timedelta(microseconds=1),
        hints=(0, 2),
        solution_seen=True,
        state=State.ABANDONED,
        ended_at=now + timedelta(days=1),
    )
    for value in (attempt, full):
        store.save(value)
        assert store.attempt("a1") == value
    assert store.attempt("a2") is None


def test_open_attempts_newest_first(store: SqliteStore, attempt: Attempt, now: datetime) -> None:
    newer = replace(attempt, id="a2", started_at=now + timedelta(seconds=1))
    for value in (newer, attempt, replace(attempt, id="a3", state=State.FINISHED)):
        store.save(value)
    assert store.open_attempts() == [newer, attempt]


def test_the_last_grade_with_its_evidence(store: SqliteStore, attempt: Attempt, now: datetime) -> None:
    store.save(attempt)
    assert store.last_grade("a1") is None
    store.add_grade("a1", Grade("init_pod", ()), now)
    store.add_grade("a1", GRADE, now)
    assert store.last_grade("a1") == GRADE


def test_the_timeline_oldest_first(store: SqliteStore, attempt: Attempt) -> None:
    store.save(attempt)
    turns = [Turn(3.0, "a", None, Verdict.UNMET), Turn(1.0, "a", Verdict.UNMET, Verdict.MET)]
    store.add_turns("a1", turns[:1])
    store.add_turns("a1", turns[1:])
    assert store.timeline("a1") == turns


def test_finishing_is_one_step(
    store: SqliteStore, attempt: Attempt, now: datetime, record: Callable[..., Record]
) -> None:
    ended = replace(attempt, state=State.FINISHED, ended_at=now)
    store.finish(ended, record(), GRADE)
    assert (store.attempt("a1"), store.records(), store.last_grade("a1")) == (ended, [record()], GRADE)


def test_half_a_finish_is_none(
    store: SqliteStore, attempt: Attempt, now: datetime, record: Callable[..., Record]
) -> None:
    store.save(attempt)
    with pytest.raises(HistoryError):
        store.finish(replace(attempt, state=State.FINISHED), record(attempt="unheard of"), GRADE)
    assert store.attempt("a1") == attempt
    assert store.last_grade("a1") is None


def test_records_by_drill_newest_first(
    store: SqliteStore, attempt: Attempt, now: datetime, record: Callable[..., Record]
) -> None:
    records = [
        record(attempt=id, drill=drill, ended_at=now + timedelta(hours=n))
        for n, (id, drill) in enumerate((("a1", "one"), ("a2", "two"), ("a3", "one")))
    ]
    for value in records:
        store.finish(replace(attempt, id=value.attempt, state=State.FINISHED), value, None)
    assert store.records() == records[::-1]
    assert store.records("one") == [records[2], records[0]]


def test_what_belongs_to_no_attempt_is_refused(store: SqliteStore, now: datetime) -> None:
    with pytest.raises(HistoryError):
        store.add_grade("nobody", GRADE, now)


def test_many_threads_and_two_openings(store: SqliteStore, file: Path, attempt: Attempt, now: datetime) -> None:
    other = SqliteStore(file, now)
    start = threading.Barrier(8)

    def save(number: int) -> None:
        start.wait()
        for step in range(5):
            (store, other)[number % 2].save(replace(attempt, id=f"{number}-{step}"))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(save, range(8)))
    assert len(store.open_attempts()) == 40
    other.close()


def test_it_is_durable(store: SqliteStore, file: Path) -> None:
    connection = store._connection
    assert connection.read("PRAGMA journal_mode")[0][0] == "wal"
    assert connection.read("PRAGMA synchronous")[0][0] == 2, "FULL"


class TestOpening:
    def test_a_new_file_has_the_newest_schema(self, store: SqliteStore, file: Path) -> None:
        with sqlite3.connect(file) as connection:
            assert connection.execute("PRAGMA user_version").fetchone()[0] == len(migrations())
        connection.close()

    def test_a_newer_file_is_left_alone(self, store: SqliteStore, file: Path, now: datetime) -> None:
        store._connection.read("PRAGMA user_version = 99")
        with pytest.raises(HistoryError, match="newer version") as caught:
            SqliteStore(file, now)
        assert "Update" in caught.value.remedy
        assert [entry.name for entry in file.parent.iterdir() if "damaged" in entry.name] == []

    def test_an_interrupted_migration_is_run_again(self, file: Path, now: datetime) -> None:
        connection = sqlite3.connect(file, isolation_level=None)
        connection.execute("BEGIN")
        connection.execute("CREATE TABLE attempt (half TEXT)")
        connection.close()  # never committed
        SqliteStore(file, now).close()

    @pytest.mark.parametrize("content", [b"no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
    def test_a_damaged_file_is_kept_aside(self, file: Path, content: bytes, now: datetime, attempt: Attempt) -> None:
        file.write_bytes(content)
        store = SqliteStore(file, now)
        store.save(attempt)
        assert store.kept_aside == file.with_name("history.sqlite3.damaged-20261101T120000")
        assert store.kept_aside.read_bytes() == content
        store.close()

    def test_damage_inside_is_found(self, store: SqliteStore, file: Path, now: datetime, attempt: Attempt) -> None:
        for number in range(200):
            store.save(replace(attempt, id=str(number), nonce="n" * 200))
        store.close()
        content = bytearray(file.read_bytes())
        content[3 * 4096 : 5 * 4096] = b"\xa5" * 8192
        file.write_bytes(content)
        opened = SqliteStore(file, now)
        assert opened.kept_aside is not None
        assert opened.kept_aside.read_bytes() == content
        opened.close()

    def test_a_place_that_cannot_be_written_is_said(self, tmp_path: Path, now: datetime) -> None:
        (tmp_path / "file").write_text("in the way")
        with pytest.raises(HistoryError, match="cannot be opened"):
            SqliteStore(tmp_path / "file" / "history.sqlite3", now)

    def test_a_second_set_aside_does_not_replace_the_first(self, file: Path, now: datetime) -> None:
        kept = []
        for content in (b"first" * 500, b"second" * 500):
            file.unlink(missing_ok=True)
            file.write_bytes(content)
            store = SqliteStore(file, now)
            assert store.kept_aside is not None
            kept.append(store.kept_aside)
            store.close()
        assert [path.read_bytes()[:5] for path in kept] == [b"first", b"secon"]


def test_a_closed_store_says_so(store: SqliteStore, attempt: Attempt) -> None:
    store.close()
    with pytest.raises(HistoryError):
        store.save(replace(attempt, namespace=Namespace("x", "y")))


def test_attempts_of_the_first_format_keep_their_number_of_hints(
    tmp_path: Path, attempt: Attempt, now: datetime
) -> None:
    file = tmp_path / "old.sqlite3"
    old = sqlite3.connect(file)
    old.executescript(migrations()[0])
    row = {k: v for k, v in attempt_row(replace(attempt, hints=(0, 1))).items() if k not in ("seed", "hints", "exam")}
    old.execute(f"INSERT INTO attempt ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", tuple(row.values()))
    old.execute("PRAGMA user_version = 1")
    old.commit()
    old.close()

    found = SqliteStore(file, now).attempt("a1")

    assert found == replace(attempt, hints=(0, 1), seed="")
