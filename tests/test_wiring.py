"""The parts as they are put together for a user."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ckadtrainer import paths, wiring
from ckadtrainer.attempt.attempt import Attempt, Namespace, State
from ckadtrainer.errors import DefinitionError
from ckadtrainer.exam.event import Event, Happening
from ckadtrainer.exam.sitting import Sitting, Stage
from ckadtrainer.session.exam import ExamPlan
from ckadtrainer.workspace.terminal import Terminal

BEGUN = datetime(2026, 1, 1, tzinfo=UTC)
PLAN = ExamPlan("ckad", "CKAD", "a", 600, 66, (), ())
SITTING = Sitting("e1", PLAN, stage=Stage.OPEN, begun_at=BEGUN, seen_at=BEGUN)
ATTEMPT = Attempt("a1", "p", "d", "t", Namespace("n", "u"), "x", 240, datetime(2026, 1, 1, tzinfo=UTC))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CKADTRAINER_HOME", str(tmp_path))
    monkeypatch.delenv("CKADTRAINER_ATTEMPT", raising=False)
    monkeypatch.delenv("TMUX", raising=False)
    return tmp_path


def test_building_practice_opens_nothing(home: Path) -> None:
    wiring.practice(wiring.Settings())
    assert list(home.iterdir()) == []


def test_a_damaged_history_is_told_of(home: Path) -> None:
    paths.data().mkdir()
    paths.history().write_bytes(b"no database" * 100)
    told: list[str] = []
    wiring.store(told.append).close()
    assert len(told) == 1
    assert "damaged" in told[0]


def test_a_folder_that_is_no_pack_is_refused(home: Path) -> None:
    with pytest.raises(DefinitionError, match=r"pack\.yaml"):
        wiring.packs(wiring.Settings((home,)), lambda _: None)


def test_prompts_follow_the_clock() -> None:
    clock = paths.data() / "attempts" / "a1" / "shell" / "clock"
    clock.parent.mkdir(parents=True)
    wiring.tell_shells(ATTEMPT)
    assert clock.read_text().startswith("running ")
    wiring.tell_shells(replace(ATTEMPT, paused_at=ATTEMPT.started_at))
    assert clock.read_text() == "paused 240\n"


def test_prompts_of_an_exam_follow_its_clock() -> None:
    clock = paths.data() / "attempts" / "e1" / "shell" / "clock"
    clock.parent.mkdir(parents=True)
    wiring.tell_exam_shells(SITTING)
    assert clock.read_text().startswith("running ")
    lost = Event(SITTING.begun_at + timedelta(seconds=60), Happening.LOST)
    wiring.tell_exam_shells(SITTING.after([lost]))
    assert clock.read_text() == "paused 540\n"
    wiring.tell_exam_shells(SITTING.after([Event(lost.at, Happening.ENDED)]))
    assert clock.read_text() == "over 0\n"


@pytest.mark.parametrize(("inside", "closed"), [("", ["a1"]), ("another", ["a1"]), ("a1", [])])
def test_the_shell_that_finishes_its_attempt_stays(
    monkeypatch: pytest.MonkeyPatch, inside: str, closed: list[str]
) -> None:
    seen: list[str] = []
    monkeypatch.setattr(Terminal, "close", lambda self, attempt: seen.append(attempt))
    monkeypatch.setenv("CKADTRAINER_ATTEMPT", inside)
    wiring.tell_shells(replace(ATTEMPT, state=State.FINISHED, ended_at=ATTEMPT.started_at))
    assert seen == closed
