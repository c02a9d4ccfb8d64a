"""kill -9 at any moment loses nothing that was acknowledged."""

import random
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ckadtrainer.history.store import SqliteStore

ROUNDS = 20
WRITER = """
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from ckadtrainer.attempt.attempt import Attempt, Namespace, State
from ckadtrainer.grading.verdict import CheckGrade, Evidence, Grade, Verdict
from ckadtrainer.history.record import Record
from ckadtrainer.history.store import SqliteStore

now = datetime(2026, 11, 1, tzinfo=UTC)
round = sys.argv[2]
store = SqliteStore(Path(sys.argv[1]), now)
grade = Grade("d", (CheckGrade("c", Verdict.MET, 1, 1, Evidence("e" * 500, "f")),))
for number in range(10_000):
    id = f"{round}-{number}"
    attempt = Attempt(id, "p", "d", "t", Namespace("n", "u"), "n", 1, now)
    store.save(attempt)
    record = Record(id, "p", "d", "t", now, 1.0, 1.0, 1, 1, 0, False)
    store.finish(replace(attempt, state=State.FINISHED, ended_at=now), record, grade)
    print(id, flush=True)
"""


@pytest.mark.slow
def test_no_acknowledged_result_is_lost(file: Path) -> None:
    chance = random.Random(7)
    acknowledged: list[str] = []
    for number in range(ROUNDS):
        command = [sys.executable, "-c", WRITER, str(file), str(number)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            # Stop reading after a few lines and kill wherever the writer is by then.
            for _ in range(chance.randint(1, 12)):
                acknowledged.append(writer.stdout.readline().strip())
            writer.kill()
            acknowledged += [line.strip() for line in writer.stdout if line.endswith("\n")]
    store = SqliteStore(file, datetime.now(UTC))
    kept = {record.attempt for record in store.records()}
    assert store.kept_aside is None
    assert set(acknowledged) - kept == set()
    assert len(acknowledged) >= ROUNDS
    assert all(store.last_grade(id) is not None for id in kept), "a record never stands without its grade"
    store.close()
