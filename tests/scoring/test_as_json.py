"""The documents other programs read: their fields are a promise."""

import json

from ckadtrainer.grading.verdict import Grade
from ckadtrainer.scoring.as_json import grade_document, result_document
from ckadtrainer.scoring.score import Result


def test_a_grade(mixed: Grade) -> None:
    document = grade_document(mixed)
    assert list(document) == ["drill", "points", "max_points", "seconds", "checks"]
    assert {key: document[key] for key in list(document)[:4]} == {
        "drill": "d",
        "points": 1,
        "max_points": 10,
        "seconds": 61.235,
    }
    assert document["checks"][1] == {
        "id": "c2",
        "verdict": "unmet",
        "points": 0,
        "max_points": 2,
        "expected": "expected 2",
        "found": "found 2",
        "where": "at 2",
    }
    assert json.loads(json.dumps(document)) == document


def test_a_result_has_the_points_after_hints(mixed: Grade) -> None:
    document = result_document(Result("d", "t", mixed, 0, 10, 99.5, 240, 1, False, 70))
    assert (document["points"], document["seconds"], document["best"], document["hints_opened"]) == (0, 99.5, 70, 1)
    assert len(document["checks"]) == 4
