"""Exams on the command line: drawn, sat from files, told of afterwards."""

import csv
import io
import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from ckadtrainer.cluster.fake import unavailable
from ckadtrainer.cluster.fake_clock import FakeClock
from ckadtrainer.wiring import Settings

BARE = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n"
LABELLED = BARE.replace("}", ", labels: {app: web}}")
POOL = ("--pool", "tests", "--seed", "a")


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """Right answers to both drills of the tests' pack."""
    folder = tmp_path / "answers"
    folder.mkdir()
    for id in ("label_it", "label_again"):
        (folder / f"{id}.yaml").write_text(LABELLED)
    return folder


@pytest.fixture
def ticking(bench: Any) -> Iterator[None]:
    """The clock runs on by itself, much faster than the machine's."""
    bench.clock = bench.world.clock = FakeClock(held=True)
    stop = threading.Event()

    def tick() -> None:
        while not stop.wait(0.001):
            bench.clock.advance(0.25)

    thread = threading.Thread(target=tick)
    thread.start()
    yield
    stop.set()
    thread.join()


@pytest.fixture
def headless(bench: Any, ticking: None, answers: Path) -> Any:
    """Sit the exam of both drills with the answers as they are now."""
    return lambda *more: bench("exam", "--headless", "--answers", str(answers), *POOL, *more)


class TestDraw:
    def test_a_dry_run_shows_it_and_touches_nothing(self, bench: Any) -> None:
        ended = bench("exam", "--dry-run", *POOL)
        assert ended.status == 0
        lines = ended.out.splitlines()
        assert lines[0] == "CKAD: 2 tasks in 15 minutes, pass mark 66 %, seed a"
        assert "  100 %   2  Application Design and Build" in lines
        assert "The pool has 2 tasks where 16 were asked for, so the exam has 2 tasks and 15 minutes." in lines
        assert not bench.world.leftovers()
        assert json.loads(bench("exam", "list", "--json").out) == []

    def test_as_json(self, bench: Any) -> None:
        document = json.loads(bench("exam", "--dry-run", *POOL, "--json").out)
        assert list(document) == [
            "blueprint", "title", "seed", "seconds", "pass_mark", "alerts", "remarks", "sections", "tasks",
        ]  # fmt: skip
        assert document["sections"] == [{"title": "Application Design and Build", "tasks": 2, "weight": 100}]
        assert list(document["tasks"][0]) == [
            "number", "key", "drill", "seed", "title", "section", "domain", "competency", "minutes", "weight", "budget",
        ]  # fmt: skip
        assert [(task["weight"], task["budget"]) for task in document["tasks"]] == [(50, 450), (50, 450)]
        assert json.loads(bench("exam", "--dry-run", *POOL, "--json").out) == document, "the same seed"

    @pytest.mark.parametrize(
        ("options", "tasks", "seconds"),
        [
            ((), 16, 7200),
            (("--length", "full"), 16, 7200),
            (("--length", "half"), 8, 3600),
            (("--minutes", "30"), 4, 1800),
            (("--half-time",), 16, 3600),
            (("--minutes", "30", "--half-time"), 4, 900),
        ],
    )
    def test_lengths(self, bench: Any, options: tuple[str, ...], tasks: int, seconds: int) -> None:
        document = json.loads(bench("exam", "--dry-run", "--pool", "ckad", "--seed", "a", *options, "--json").out)
        assert (len(document["tasks"]), document["seconds"]) == (tasks, seconds)

    def test_a_blueprint_of_ones_own(self, bench: Any, tmp_path: Path) -> None:
        file = tmp_path / "mine.yaml"
        file.write_text(
            "format: 1\nid: mine\ntitle: Mine\nminutes: 20\ntasks: 2\npass_mark: 50\n"
            "sections: [{title: Basics, share: 100, topic: basics}]\n"
        )
        ended = bench("exam", "--dry-run", "--blueprint", str(file), "--seed", "a")
        assert ended.out.splitlines()[0] == "Mine: 2 tasks in 20 minutes, pass mark 50 %, seed a"

    def test_a_blueprint_with_faults(self, bench: Any, tmp_path: Path) -> None:
        file = tmp_path / "mine.yaml"
        file.write_text("format: 1\nid: mine\n")
        ended = bench("exam", "--dry-run", "--blueprint", str(file))
        assert ended.status == 2
        assert f"{file}:1:1 CKD102 `title` is missing" in ended.err

    @pytest.mark.parametrize(
        ("options", "words"),
        [
            (("--length", "half", "--minutes", "30"), "one length"),
            (("--headless",), "needs answers"),
            (("--answers", "here"), "needs answers"),
            (("--pool", "nix", "--dry-run"), "No topic or pack"),
            (("--minutes", "9999", "--dry-run"), "An exam of 9999 minutes"),
            (("--abandon",), "No exam is open"),
        ],
    )
    def test_what_makes_no_sense(self, bench: Any, options: tuple[str, ...], words: str) -> None:
        ended = bench("exam", *options)
        assert ended.status == 2
        assert words in ended.err
        assert ended.out == ""

    def test_without_a_terminal_there_is_a_way(self, bench: Any) -> None:
        ended = bench("exam", *POOL)
        assert ended.status == 2
        assert "--headless --answers DIR" in ended.err


class TestHeadless:
    def test_solutions_pass(self, bench: Any, headless: Any) -> None:
        ended = headless()
        assert ended.status == 0
        assert ended.out.splitlines()[0] == "CKAD: 100 %, passed (pass mark 66 %)"
        assert "answers from files" in ended.out
        for words in ("5 of 5 set up", "2 of 2 handed in", "2 of 2 graded"):
            assert words in ended.err
        assert not bench.world.leftovers()
        assert json.loads(bench("history", "--json").out) == [], "it is nobody's practice"

    def test_a_part_that_passes_and_one_that_does_not(self, answers: Path, headless: Any) -> None:
        """Two tasks of 50 %, the label worth 3 of 5 points."""
        (answers / "label_it.yaml").write_text(BARE)
        ended = headless("--json")
        document = json.loads(ended.out)
        assert (ended.status, document["score"], document["outcome"]) == (0, 50 + 50 * 2 / 5, "passed")
        (answers / "label_again.yaml").write_text(BARE)
        ended = headless("--json")
        document = json.loads(ended.out)
        assert (ended.status, document["score"], document["outcome"]) == (1, 2 * 50 * 2 / 5, "not passed")

    def test_missing_answers_score_nothing(self, answers: Path, headless: Any) -> None:
        (answers / "label_it.yaml").unlink()
        ended = headless("--json")
        assert ended.status == 1
        lost = {task["drill"]: task["loss"] for task in json.loads(ended.out)["tasks"]}
        assert lost == {"label_it": "not reached", "label_again": None}

    def test_what_is_in_no_exam_is_told_in_one_line(self, answers: Path, headless: Any) -> None:
        for name in ("other.yaml", "more.yml"):
            (answers / name).write_text(BARE)
        assert "Not in this exam, so left out: more.yml, other.yaml." in headless().err.splitlines()
        for number in range(9):
            (answers / f"a{number}.yaml").write_text(BARE)
        words = "Not in this exam, so left out: a0.yaml, a1.yaml, a2.yaml, a3.yaml, a4.yaml and 6 more."
        assert words in headless().err.splitlines()

    def test_what_the_api_refuses_is_told(self, bench: Any, headless: Any) -> None:
        bench.world.reject("settings", "unknown field \x1b[2Jdata")
        ended = headless()
        assert ended.status == 1
        assert ended.err.count("A labelled map: unknown field data") == 2

    def test_faults_of_answers_are_told_before_anything_is_set_up(
        self, bench: Any, answers: Path, headless: Any
    ) -> None:
        (answers / "label_it.yaml").write_text("kind: [")
        (answers / "label_again.yaml").write_text("kind: Pod\n")
        bench.world.fail(unavailable())
        ended = headless()
        assert ended.status == 2
        assert "label_it.yaml:2:1 CKD005" in ended.err
        assert "label_again.yaml:1:" in ended.err

    def test_a_cluster_that_does_not_answer_cannot_tell(self, bench: Any, headless: Any) -> None:
        bench.world.fail(unavailable())
        assert headless().status == 3

    def test_a_pack_that_is_not_trusted(self, bench: Any, ticking: None, answers: Path) -> None:
        ended = bench("exam", "--headless", "--answers", str(answers), *POOL, trust=False)
        assert ended.status == 2
        assert "--trust" in ended.err
        assert not bench.world.leftovers()

    def test_ctrl_c_cleans_up(self, bench: Any, headless: Any) -> None:
        bench.world.react(lambda *_: os.kill(os.getpid(), 2))
        assert headless().status == 130
        assert not bench.world.leftovers()
        assert json.loads(bench("exam", "list", "--json").out) == []


class TestResults:
    @pytest.fixture
    def sat(self, answers: Path, headless: Any) -> Any:
        (answers / "label_it.yaml").write_text(BARE)
        return headless("--json")

    def test_the_list(self, bench: Any, sat: Any) -> None:
        exam = json.loads(sat.out)["id"]
        line = bench("exam", "list").out.splitlines()[1].split()
        assert line[0] == exam
        assert "70" in line
        assert [each["id"] for each in json.loads(bench("exam", "list", "--json").out)] == [exam]

    def test_a_report_in_each_format(self, bench: Any, sat: Any) -> None:
        exam = json.loads(sat.out)["id"]
        assert bench("exam", "report").out.startswith("CKAD: 70 %, passed")
        assert json.loads(bench("exam", "report", exam, "--format", "json").out) == json.loads(sat.out)
        assert json.loads(bench("exam", "report", "--json").out) == json.loads(sat.out)
        rows = list(csv.DictReader(io.StringIO(bench("exam", "report", "last", "--format", "csv").out)))
        assert sorted(row["scored"] for row in rows) == ["20.0", "50.0"]
        suite = ElementTree.fromstring(bench("exam", "report", "--format", "junit").out.encode())
        assert (suite.get("tests"), suite.get("failures")) == ("4", "1")
        page = bench("exam", "report", "--format", "html").out
        assert page.startswith("<!DOCTYPE html>")
        assert "A labelled map" in page

    def test_a_report_into_a_file(self, bench: Any, sat: Any, tmp_path: Path) -> None:
        file = tmp_path / "exam.html"
        file.write_text("an older one")
        ended = bench("exam", "report", "--format", "html", "--output", str(file))
        assert (ended.status, ended.out) == (0, "")
        assert file.read_text().endswith("</html>")
        assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".exam")] == []

    @pytest.mark.parametrize(("name", "words"), [(".", "no regular file"), ("absent/exam.html", "cannot be written")])
    def test_a_file_that_cannot_be_written(self, bench: Any, sat: Any, tmp_path: Path, name: str, words: str) -> None:
        ended = bench("exam", "report", "--output", str(tmp_path / name))
        assert ended.status == 2
        assert words in ended.err

    def test_an_exam_that_is_not_there(self, bench: Any, sat: Any) -> None:
        ended = bench("exam", "report", "nix")
        assert ended.status == 2
        assert "There is no exam nix." in ended.err

    def test_none_yet(self, bench: Any) -> None:
        assert bench("exam", "list").out == "No exam was graded yet.\n"
        assert bench("exam", "report").status == 2


def test_an_open_exam_is_given_up(bench: Any) -> None:
    practice = bench.practice(Settings((bench.pack,), trust=True))
    sitting = practice.exams.set_up(practice.exams.plan(pool="tests", seed="a"))
    practice.exams.begin(sitting).close()

    ended = bench("exam", "--abandon")

    assert ended.status == 0
    assert "seed a, is given up" in ended.err
    assert not bench.world.leftovers()
    assert practice.exams.unfinished() is None
