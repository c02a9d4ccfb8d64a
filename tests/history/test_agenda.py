"""What comes next: what is open, then the skill most in need, then a new one, then what is left undone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ckadtrainer.attempt.attempt import Attempt
from ckadtrainer.definition.drill import Drill
from ckadtrainer.definition.quiz import Quiz
from ckadtrainer.history.agenda import Agenda, Reason, agenda, with_due
from ckadtrainer.history.as_text import agenda_text
from ckadtrainer.history.record import Record
from ckadtrainer.history.review import Standing, Status, standings
from ckadtrainer.history.skill import skills
from ckadtrainer.packs.manifest import Exercise, PackedDrill, PackedQuiz

Make = Callable[..., Record]
Plan = Callable[..., Agenda]


def drill(id: str, competency: str | None, topic: str = "one") -> PackedDrill:
    words: dict[str, Any] = {
        "format": 1,
        "id": id,
        "title": id,
        "topic": topic,
        "domain": "deployment",
        "competency": competency,
        "minutes": 3,
        "task": "Do it.",
        "checks": [{"id": "done", "points": 10, "says": "Done", "within": "5s"}],
        "answers": [{"file": "solution.yaml"}],
    }
    return PackedDrill(Drill.model_validate(words), "p", Path("nowhere"), None, ())


def quiz(id: str, competency: str) -> PackedQuiz:
    options = [{"text": "This", "right": True, "why": "Yes."}, {"text": "That", "why": "No."}]
    words: dict[str, Any] = {
        "format": 1,
        "kind": "quiz",
        "id": id,
        "title": id,
        "topic": "one",
        "domain": "deployment",
        "competency": competency,
        "minutes": 1,
        "questions": [{"id": "one", "asks": "Which?", "why": "This.", "options": options}],
    }
    return PackedQuiz(Quiz.model_validate(words), "p", Path("nowhere"))


LOGS, LOGS_TOO, LOGS_QUIZ = drill("logs", "Use logs"), drill("logs_too", "Use logs"), quiz("logs_quiz", "Use logs")
PROBES, PLAIN = drill("probes", "Add\n probes", topic="two"), drill("plain", None, topic="two")
ALL: tuple[Exercise, ...] = (LOGS_QUIZ, LOGS, LOGS_TOO, PROBES, PLAIN)


@pytest.fixture
def done(record: Make, now: datetime) -> Callable[..., Record]:
    """A try at an exercise some days ago; good ones come back after two days at the earliest."""

    def make(exercise: Exercise, days_ago: int, **how: object) -> Record:
        drill = exercise.drill
        ended_at = now - timedelta(days=days_ago)
        return record(pack="p", drill=drill.id, topic=drill.topic, ended_at=ended_at, **{"seconds": 150.0, **how})

    return make


@pytest.fixture
def plan(now: datetime) -> Plan:
    def make(*records: Record, opened: tuple[Attempt, ...] = (), topic: str | None = None) -> Agenda:
        newest_first = sorted(records, key=lambda record: record.ended_at, reverse=True)
        return agenda(skills(ALL, newest_first, now), newest_first, opened, now.date(), topic)

    return make


def said(found: Agenda, now: datetime) -> tuple[str | None, Reason | None, str]:
    it = found.suggestion
    return it and it.exercise.drill.id, it and it.reason, agenda_text(found, now.date())


def test_a_quiz_takes_a_skill_less_far_than_a_drill(done: Any, now: datetime) -> None:
    by_quiz, by_drill = (skills(ALL, [done(each, 0, seconds=20.0)], now)[0].memory for each in (LOGS_QUIZ, LOGS))
    assert by_quiz is not None
    assert by_drill is not None
    assert by_quiz.due < by_drill.due


def test_at_first_the_first_skill_with_a_drill_of_it(plan: Plan, now: datetime) -> None:
    assert said(plan(), now) == ("logs", Reason.NEW, "Use logs: not practised yet")
    assert plan().due == ()


def test_skills_are_competencies_else_the_domain(now: datetime) -> None:
    assert [(skill.name, len(skill.exercises)) for skill in skills(ALL, [], now)] == [
        ("Use logs", 3),
        ("Add probes", 1),
        ("Deployment", 1),
    ]


def test_what_is_open_goes_first(plan: Plan, done: Any, now: datetime, attempt: Attempt) -> None:
    opened = replace(attempt, pack="p", drill="plain", topic="two")
    found = plan(done(LOGS, 9), opened=(replace(attempt, drill="gone"), opened))
    assert said(found, now) == ("plain", Reason.OPEN, "an attempt is open")
    assert [it.skill.name for it in found.due] == ["Use logs"]


def test_a_skill_that_is_due_goes_before_a_new_one_with_a_drill_not_done_yet(
    plan: Plan, done: Any, now: datetime
) -> None:
    why = "Use logs: due yesterday, last practised 3 days ago"
    assert said(plan(done(LOGS, 3)), now) == ("logs_too", Reason.DUE, why)


def test_in_it_what_failed_last_goes_first_and_what_was_done_long_ago_last(
    plan: Plan, done: Any, now: datetime
) -> None:
    failed = plan(done(LOGS_QUIZ, 3, points=1), done(LOGS, 3), done(LOGS_TOO, 3))
    assert said(failed, now)[0] == "logs_quiz"
    all_done = plan(done(LOGS_QUIZ, 70), done(LOGS, 50), done(LOGS_TOO, 60))
    assert said(all_done, now)[0] == "logs_too"


def test_the_skill_least_remembered_goes_first(plan: Plan, done: Any) -> None:
    found = plan(done(LOGS, 4), done(PROBES, 40), done(PLAIN, 3))
    assert [it.skill.name for it in found.due] == ["Add probes", "Use logs", "Deployment"]


def test_a_failure_is_due_on_its_own_day(plan: Plan, done: Any, now: datetime) -> None:
    found = plan(done(LOGS, 0, points=2), done(PROBES, 0), done(PLAIN, 0))
    assert said(found, now) == ("logs", Reason.DUE, "Use logs: the last try fell short today")


def test_with_nothing_due_what_is_left_undone_and_when_the_next_is_due(plan: Plan, done: Any, now: datetime) -> None:
    rest = (done(PROBES, 1), done(PLAIN, 0))
    undone = plan(done(LOGS, 0), *rest)
    assert said(undone, now)[:2] == ("logs_too", Reason.AHEAD)
    assert said(undone, now)[2] == "nothing is due before tomorrow; this one is not done yet"
    failed = plan(done(LOGS_TOO, 0, seconds=50), done(LOGS, 0, points=1), *rest)
    assert said(failed, now)[0] == "logs"
    assert "this one fell short last time" in said(failed, now)[2]


def test_with_everything_done_it_says_when_the_next_is_due(plan: Plan, done: Any, now: datetime) -> None:
    found = plan(*(done(each, 0) for each in ALL))
    assert said(found, now) == (None, None, "Nothing is due before Tuesday, 3 November, and nothing is left undone.")
    assert found.due_next == (now + timedelta(days=2)).date()


def test_a_topic_narrows_what_is_suggested(plan: Plan, done: Any, now: datetime) -> None:
    found = plan(done(LOGS, 9), topic="two")
    assert said(found, now)[0] == "probes"
    assert found.due == ()


def test_records_of_drills_that_are_gone_say_nothing_of_a_skill(plan: Plan, record: Make, now: datetime) -> None:
    assert said(plan(record(drill="gone")), now)[0] == "logs"


def test_the_exercise_that_is_on_today_is_marked_even_when_it_is_new(
    plan: Plan, done: Any, now: datetime, attempt: Attempt
) -> None:
    records = [done(PROBES, 30), done(LOGS, 3)]
    found = plan(*records)
    states = {key: known.state for key, known in with_due(standings(records, (), now), found).items()}
    assert states == {LOGS.key: Status.PASSED, LOGS_TOO.key: Status.DUE, PROBES.key: Status.DUE}
    opened = {PROBES.key: Standing(Status.OPEN)}
    assert with_due(opened, found)[PROBES.key].state is Status.OPEN
