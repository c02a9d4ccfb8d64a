"""An exam's result as a JUnit report, which build servers show: the exam a suite, each check a case."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ckadtrainer.grading.verdict import Verdict
from ckadtrainer.scoring.exam import per_cent
from ckadtrainer.untrusted import untrusted

if TYPE_CHECKING:
    from ckadtrainer.grading.verdict import CheckGrade
    from ckadtrainer.scoring.exam import ExamResult, TaskResult

_NOT_IN_XML = re.compile("[\ufffe\uffff]")


def exam_junit(result: ExamResult) -> str:
    """A whole XML document. A check that is not met is a failure, one that could not be judged an error."""
    suites = Element("testsuites", name="ckadtrainer")
    suite = SubElement(suites, "testsuite", name=_clean(result.title))
    suite.set("timestamp", f"{result.began_at:%Y-%m-%dT%H:%M:%S}")
    suite.set("time", f"{result.seconds:.3f}")
    properties = SubElement(suite, "properties")
    for name, value in (
        ("exam", result.id),
        ("score", per_cent(result.score)),
        ("pass_mark", f"{result.pass_mark} %"),
        ("outcome", result.outcome),
        ("seed", result.seed),
        *(("remark", remark) for remark in result.remarks),
    ):
        SubElement(properties, "property", name=name, value=_clean(value))
    for task in result.tasks:
        _add_task(suite, task)
    for element in (suites, suite):
        element.set("tests", str(len(suite.findall("testcase"))))
        element.set("failures", str(len(suite.findall("testcase/failure"))))
        element.set("errors", str(len(suite.findall("testcase/error"))))
    indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(suites, encoding="unicode") + "\n"


def _add_task(suite: Element, task: TaskResult) -> None:
    name = _clean(task.key.replace("/", "."))
    if task.grade is None:
        case = SubElement(suite, "testcase", classname=name, name=_clean(task.title))
        SubElement(case, "error", message="the task could not be judged", type=Verdict.UNKNOWN)
        return
    for check in task.grade.checks:
        case = SubElement(suite, "testcase", classname=name, name=_clean(f"{check.id}: {task.says(check.id)}"))
        if check.verdict is not Verdict.MET:
            _add_evidence(case, task, check)


def _add_evidence(case: Element, task: TaskResult, check: CheckGrade) -> None:
    evidence = check.evidence
    is_unknown = check.verdict is Verdict.UNKNOWN
    fault = SubElement(case, "error" if is_unknown else "failure", type=check.verdict)
    fault.set("message", _clean(f"expected {evidence.expected}, found {evidence.found}"))
    lines = [
        f"expected  {evidence.expected}",
        f"found     {evidence.found}",
        f"at        {evidence.where}" if evidence.where else "",
        f"task      {task.number}, {task.title}" + (f": {task.loss}" if task.loss else ""),
    ]
    fault.text = _clean("\n".join(filter(None, lines)))


def _clean(text: str) -> str:
    """Text without the characters that XML cannot hold and those that steer a terminal."""
    return _NOT_IN_XML.sub("", untrusted(text))
