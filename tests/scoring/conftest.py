"""A drill and a grade of it."""

import pytest

from ckadtrainer.definition.drill import Drill
from ckadtrainer.grading.verdict import CheckGrade, Evidence, Grade, Verdict


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
