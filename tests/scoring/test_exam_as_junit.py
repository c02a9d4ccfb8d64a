"""An exam as build servers read it."""

from dataclasses import replace
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from ckadtrainer.grading.verdict import Verdict
from ckadtrainer.scoring.exam_as_junit import exam_junit


def parsed(result):
    return ElementTree.fromstring(exam_junit(result))


def test_a_suite_an_exam_and_a_case_a_check(sat):
    root = parsed(sat)
    (suite,) = root.findall("testsuite")
    assert root.tag == "testsuites"
    assert {key: suite.get(key) for key in ("name", "tests", "failures", "errors", "time", "timestamp")} == {
        "name": "CKAD", "tests": "5", "failures": "2", "errors": "0", "time": "1800.000",
        "timestamp": "2026-11-01T09:00:00",
    }  # fmt: skip
    assert [(case.get("classname"), case.get("name")) for case in suite.findall("testcase")] == [
        ("p.t.d1", "c1: Says 1"), ("p.t.d1", "c2: Says 2"), ("p.t.d2", "c1: Says 1"), ("p.t.d2", "c2: Says 2"),
        ("p.t.d3", "c1: Says 1"),
    ]  # fmt: skip
    properties = {each.get("name"): each.get("value") for each in suite.findall("properties/property")}
    assert properties["score"] == "52.5 %"
    assert properties["outcome"] == "not passed"


def test_a_failure_says_what_was_expected_found_and_where(sat):
    failure, _ = parsed(sat).iter("failure")
    assert failure.get("type") == "unmet"
    assert failure.get("message") == "expected e2, found f2"
    assert failure.text.splitlines() == [
        "expected  e2", "found     f2", "at        w2", "task      2, Task 2: not running",
    ]  # fmt: skip


def test_what_could_not_be_judged_is_an_error(exam_of, task_of):
    unknown = task_of(1, [(1, Verdict.UNKNOWN), (1, Verdict.PENDING)], weight=50)
    root = parsed(exam_of(unknown, replace(unknown, number=2, grade=None)))
    assert [root.get(key) for key in ("tests", "failures", "errors")] == ["3", "1", "2"]


def test_hostile_text_stays_text(hostile_exam):
    root = parsed(hostile_exam)
    texts = [value for element in root.iter() for value in (element.text or "", *element.attrib.values())]
    assert any("<script>alert(1)</script>]]>" in text for text in texts)
    assert root.find(".//script") is None
    assert not any(char in text for text in texts for char in "\x00\x07\x1b\u202e\ufffe")


@given(st.text(st.characters(codec=None), max_size=20))
def test_any_text_makes_a_document(exam_of, task_of, text):
    parsed(exam_of(task_of(1, [(1, Verdict.UNMET)], weight=100, title=text, key=text), title=text, remarks=(text,)))
