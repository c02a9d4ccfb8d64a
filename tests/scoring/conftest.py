"""A drill and a grade of it; exams made of points and verdicts."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from ckadtrainer.definition.drill import Drill
from ckadtrainer.grading.verdict import CheckGrade, Evidence, Grade, Verdict
from ckadtrainer.scoring.exam import ExamResult, Loss, TaskResult, Told, Turned


@pytest.fixture
def drill() -> Drill:
    return Drill.model_validate(
        {
            "format": 1,
            "id": "d",
            "title": "A drill",
            "topic": "t",
            "domain": "deployment",
            "minutes": 4,
            "task": "Do it.",
            "hint_cost": 2,
            "checks": [{"id": f"c{n}", "points": n, "says": f"Says {n}"} for n in (1, 2, 3, 4)],
            "answers": [{"file": "answers/solution.yaml"}],
            "debrief": "Why it matters.\n",
        }
    )


@pytest.fixture
def mixed() -> Grade:
    """One check of each verdict, 1 of 10 points."""
    verdicts = (Verdict.MET, Verdict.UNMET, Verdict.PENDING, Verdict.UNKNOWN)
    return Grade(
        "d",
        tuple(
            CheckGrade(f"c{n}", verdict, n if n == 1 else 0, n, Evidence(f"expected {n}", f"found {n}", f"at {n}", "7"))
            for n, verdict in enumerate(verdicts, start=1)
        ),
        61.23456,
    )


BEGAN = datetime(2026, 11, 1, 9, tzinfo=UTC)


def _task_of(
    number: int,
    checks: Sequence[tuple[int, Verdict]],
    *,
    weight: int,
    section: str = "All",
    competency: str = "Pods",
    **more: Any,
) -> TaskResult:
    grades = tuple(
        CheckGrade(
            f"c{n}", verdict, points if verdict is Verdict.MET else 0, points, Evidence(f"e{n}", f"f{n}", f"w{n}")
        )
        for n, (points, verdict) in enumerate(checks, start=1)
    )
    words: dict[str, Any] = {
        "number": number,
        "key": f"p/t/d{number}",
        "seed": "",
        "title": f"Task {number}",
        "section": section,
        "domain": "deployment",
        "competency": competency,
        "namespace": f"garden-{number}",
        "weight": weight,
        "flagged": False,
        "budget": 300.0,
        "seconds": 200.0,
        "visits": ((100.0 * number, 100.0 * number + 200),),
        "told": tuple(Told(f"c{n}", f"Says {n}") for n in range(1, len(checks) + 1)),
        "grade": Grade(f"d{number}", grades),
    }
    return TaskResult(**{**words, **more})


def _exam_of(*tasks: TaskResult, **more: Any) -> ExamResult:
    words: dict[str, Any] = {
        "id": "0a1b2c3d4e5f",
        "blueprint": "ckad",
        "title": "CKAD",
        "seed": "seed",
        "began_at": BEGAN,
        "ended_at": BEGAN + timedelta(seconds=1800),
        "seconds": 1800.0,
        "limit": 2400.0,
        "given_back": 0.0,
        "pass_mark": 66,
        "tasks": tasks,
    }
    return ExamResult(**{**words, **more})


@pytest.fixture(scope="session")
def task_of() -> Callable[..., TaskResult]:
    """Makes the result of a task from points and verdict of each of its checks."""
    return _task_of


@pytest.fixture(scope="session")
def exam_of() -> Callable[..., ExamResult]:
    """Makes the result of an exam from those of its tasks."""
    return _exam_of


HOSTILE = "=1+1<script>alert(1)</script>]]>&\"'\x1b[31m\x07\x00\ufffe\u202e{{ 7 * 7 }}"
"""What a pack or a cluster might send to steer a terminal, a browser, a spreadsheet or a parser."""


@pytest.fixture(scope="session")
def hostile() -> str:
    return HOSTILE


@pytest.fixture
def sat() -> ExamResult:
    """An exam with a task of full marks, one that lost a part, and one that was never reached."""
    met, unmet = Verdict.MET, Verdict.UNMET
    return _exam_of(
        _task_of(1, [(2, met), (3, met)], weight=30, section="Building", turns=(
            Turned(120, "c1", met), Turned(130, "c1", unmet), Turned(150, "c1", met), Turned(180, "c2", met),
        )),
        _task_of(2, [(3, met), (1, unmet)], weight=30, section="Building", loss=Loss.NOT_RUNNING, flagged=True,
                 competency="", solution="kind: Pod\n", debrief="Why it matters.\n"),
        _task_of(3, [(7, unmet)], weight=40, section="Watching", loss=Loss.NOT_REACHED, visits=(), seconds=0.0),
        remarks=("The pool has 3 tasks where 4 were asked for, so the exam has 3 tasks and 40 minutes.",),
        notes="look at 2 again\n",
        given_back=61.0,
    )  # fmt: skip


@pytest.fixture
def hostile_exam() -> ExamResult:
    """An exam in which every text is hostile."""
    evidence = Evidence(HOSTILE, HOSTILE, HOSTILE)
    grade = Grade(HOSTILE, tuple(CheckGrade(HOSTILE, verdict, 0, 1, evidence) for verdict in Verdict))
    task = _task_of(
        1, [], weight=100, section=HOSTILE, competency=HOSTILE, key=HOSTILE, title=HOSTILE, namespace=HOSTILE,
        seed=HOSTILE, domain=HOSTILE, told=(Told(HOSTILE, HOSTILE),), grade=grade, loss=Loss.MISSED,
        solution=HOSTILE, debrief=HOSTILE, turns=(Turned(5, HOSTILE, Verdict.MET),),
    )  # fmt: skip
    return _exam_of(task, title=HOSTILE, seed=HOSTILE, remarks=(HOSTILE,), notes=HOSTILE)
