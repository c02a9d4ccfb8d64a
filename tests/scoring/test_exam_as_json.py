"""The document of an exam: its fields are a promise."""

import json
from dataclasses import replace
from fractions import Fraction

from ckadtrainer.scoring.exam_as_json import exam_document, exam_summary


def test_the_exam(sat):
    document = exam_document(sat)
    assert list(document) == [
        "id", "blueprint", "title", "seed", "began_at", "ended_at", "seconds", "limit", "given_back", "pass_mark",
        "score", "outcome", "headless", "remarks", "notes", "sections", "competencies", "tasks",
    ]  # fmt: skip
    assert (document["score"], document["outcome"], document["headless"]) == (52.5, "not passed", False)
    assert document["began_at"] == "2026-11-01T09:00:00+00:00"
    assert document["sections"] == [
        {"title": "Building", "scored": 52.5, "weight": 60},
        {"title": "Watching", "scored": 0.0, "weight": 40},
    ]
    assert [each["title"] for each in document["competencies"]] == ["Pods", "Building"]
    assert json.loads(json.dumps(document)) == document


def test_a_task(sat):
    first, second, third = exam_document(sat)["tasks"]
    assert list(first) == [
        "number", "key", "drill", "seed", "title", "section", "domain", "competency", "namespace", "weight", "scored",
        "lost", "points", "max_points", "loss", "flagged", "budget", "seconds", "first_visit", "visits", "checks",
        "turns", "solution", "debrief",
    ]  # fmt: skip
    assert (first["drill"], first["loss"], first["first_visit"], first["visits"]) == ("d1", None, 100, [[100, 300]])
    assert (second["points"], second["max_points"], second["scored"], second["lost"]) == (3, 4, 22.5, 7.5)
    assert (second["loss"], second["flagged"], second["solution"]) == ("not running", True, "kind: Pod\n")
    assert (third["first_visit"], third["visits"]) == (None, [])


def test_a_check_with_its_evidence_and_when_it_first_turned_true(sat):
    first, second, _ = exam_document(sat)["tasks"]
    assert [check["first_met"] for check in first["checks"]] == [120, 180]
    assert second["checks"][1] == {
        "id": "c2", "says": "Says 2", "verdict": "unmet", "points": 0, "max_points": 1, "first_met": None,
        "expected": "e2", "found": "f2", "where": "w2",
    }  # fmt: skip
    assert first["turns"][1] == {"seconds": 130, "check": "c1", "verdict": "unmet"}


def test_the_score_is_rounded_down(sat, task_of):
    graded = replace(sat.tasks[0].grade.checks[0], points=65_9996, max_points=100_0000)
    task = replace(sat.tasks[0], weight=100, grade=replace(sat.tasks[0].grade, checks=(graded,)))
    result = replace(sat, tasks=(task,))
    assert result.score == Fraction(659996, 10000)
    assert exam_summary(result)["score"] == 65.999


def test_what_is_not_known_has_no_score(sat):
    summary = exam_summary(replace(sat, tasks=(replace(sat.tasks[0], grade=None),)))
    assert (summary["score"], summary["outcome"]) == (None, "cannot tell")
