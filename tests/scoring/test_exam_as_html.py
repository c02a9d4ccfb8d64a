"""An exam's page: whole in itself, and whatever a text holds, it stays text."""

import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from ckadtrainer.grading.verdict import Verdict
from ckadtrainer.scoring.exam_as_html import exam_html

VOID = {"meta", "br", "hr", "img", "link", "input"}


class Page(HTMLParser):
    """A page as a browser takes it apart: its elements, with every one of them closed in order."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.words, self._open = [], [], []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        if "style" not in self._open:
            self.words.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture
def page(sat):
    return Page(exam_html(sat))


def test_it_tells_score_verdict_and_pass_mark(page):
    assert "52.5 % not passed, pass mark 66 %" in page.text
    assert "30:00 of 40:00 · 1:01 given back for outages" in page.text


def test_it_has_a_chart_for_each_question(page):
    charts = [attributes["aria-label"] for attributes in page.all("svg")]
    assert charts == [
        "52.5 %, the pass mark is 66 %",
        "What each part gave",
        "What each part gave",
        "Minutes spent on each task beside its budget",
        "When each task was worked on and when its checks turned true",
    ]


def test_bars_are_as_long_as_what_they_say(page):
    """Score 52.5 of 100 on a track of 760."""
    track, fill = page.all("rect")[:2]
    assert float(fill["width"]) == pytest.approx(float(track["width"]) * 0.525, abs=0.1)


def test_the_timeline_has_a_dot_for_the_first_time_a_check_turned_true(page):
    assert len(page.all("circle")) == 2
    assert "2:00 Says 1" in page.text
    assert "3:00 Says 2" in page.text


def test_each_task_has_evidence_solution_and_debrief(page):
    assert [attributes["id"] for attributes in page.all("article")] == ["task-1", "task-2", "task-3"]
    assert "○ unmet Says 2 expected e2 found f2 at w2 0 of 1 –" in page.text
    assert "A solution kind: Pod Why it matters." in page.text
    assert "look at 2 again" in page.text


def test_it_needs_nothing_from_elsewhere(sat, hostile_exam):
    for result in (sat, hostile_exam):
        text = exam_html(result)
        page = Page(text)
        names = {name for name, _ in page.elements}
        assert not names & {"script", "link", "img", "iframe", "object", "base", "form"}
        for _, attributes in page.elements:
            assert not any(name.startswith("on") for name in attributes)
            assert attributes.keys() & {"src", "srcset", "action", "data", "xlink:href"} == set()
            assert attributes.get("href", "#").startswith("#")
        assert "@import" not in text
        assert "url(" not in text
        assert re.findall("https?:", text) == []


def test_links_lead_to_the_tasks(page):
    ids = {f"#{attributes['id']}" for attributes in page.all("article")}
    assert {attributes["href"] for attributes in page.all("a")} == ids


def test_hostile_text_stays_text(hostile_exam):
    text = exam_html(hostile_exam)
    page = Page(text)
    assert "=1+1<script>alert(1)</script>]]>&\"'" in page.text
    assert "{{ 7 * 7 }}" in page.text
    assert not [char for char in text if (char < " " and char != "\n") or char in "\x7f\u202e"]


def test_names_in_backticks_are_set_as_code_and_still_only_text(exam_of, task_of):
    task = task_of(1, [], weight=100, debrief="`web` and `<b>x</b>` and a lone ` in <i>it</i>")
    text = exam_html(exam_of(task))
    assert "<code>web</code> and <code>&lt;b&gt;x&lt;/b&gt;</code> and a lone ` in &lt;i&gt;it&lt;/i&gt;" in text


def test_it_prints_well(sat):
    text = exam_html(sat)
    assert "@media print" in text
    assert "break-inside: avoid" in text
    assert "@page" in text


def test_a_task_that_could_not_be_judged_is_on_it(sat):
    unknown = replace(sat, tasks=(replace(sat.tasks[0], grade=None), *sat.tasks[1:]))
    assert "cannot tell, pass mark 66 %" in Page(exam_html(unknown)).text


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_has_a_shape_and_a_word(exam_of, task_of, verdict):
    symbol = {"met": "●", "unmet": "○", "pending": "◐", "unknown": "?"}[verdict]
    assert f"{symbol} {verdict}" in Page(exam_html(exam_of(task_of(1, [(1, verdict)], weight=100)))).text


def test_jinja_is_loaded_only_for_a_page():
    code = "import sys, ckadtrainer.scoring.exam_as_html; sys.exit('jinja2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
