"""Answers tried, and the demo."""

import json
from pathlib import Path
from typing import Any

import pytest

from ckadtrainer.provisioning import Condition

BARE = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n"
LABELLED = BARE.replace("}", ", labels: {app: web}}")


@pytest.mark.parametrize(("text", "points", "status"), [(BARE, 2, 1), (LABELLED, 5, 0)])
def test_an_answer_gets_its_grade(bench: Any, tmp_path: Path, text: str, points: int, status: int) -> None:
    (tmp_path / "answer.yaml").write_text(text)
    ended = bench("try", "label_it", str(tmp_path / "answer.yaml"), "--json")
    assert ended.status == status
    document = json.loads(ended.out)
    assert list(document) == ["drill", "points", "max_points", "seconds", "checks"]
    assert document["points"] == points
    assert not bench.world.leftovers()
    assert json.loads(bench("history", "--json").out) == []


def test_several_files_in_order(bench: Any, tmp_path: Path) -> None:
    for name, text in (("a", BARE), ("b", LABELLED)):
        (tmp_path / name).write_text(text)
    assert bench("try", "label_it", str(tmp_path / "a"), str(tmp_path / "b")).status == 0
    assert bench("try", "label_it", str(tmp_path / "b"), str(tmp_path / "a")).status == 1


def test_what_the_api_refuses_is_said_and_graded(bench: Any, tmp_path: Path) -> None:
    (tmp_path / "answer.yaml").write_text(BARE)
    bench.world.reject("settings", "unknown field \x1b[2Jdata")
    ended = bench("try", "label_it", str(tmp_path / "answer.yaml"))
    assert ended.status == 1
    assert "unknown field data" in ended.err


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (": : :", "is not YAML"),
        ("just words", "no Kubernetes object"),
        ("", "no Kubernetes object"),
        ("apiVersion: v1\nkind: Pod\n", "metadata.name"),
        (BARE + "---\n- 1\n", "object 2"),
        ("[" * 3000, "is not YAML"),
    ],
)
def test_a_file_that_is_no_manifest(bench: Any, tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "answer.yaml").write_text(text)
    ended = bench("try", "label_it", str(tmp_path / "answer.yaml"))
    assert ended.status == 2
    assert words in ended.err
    assert not bench.world.leftovers()


def test_a_file_that_is_not_there(bench: Any, tmp_path: Path) -> None:
    ended = bench("try", "label_it", str(tmp_path / "absent.yaml"))
    assert ended.status == 2
    assert "absent.yaml" in ended.err


def test_yaml_is_read_as_kubectl_reads_it() -> None:
    from ckadtrainer.cli.answers import read_text

    listed = f"kind: List\nitems:\n- {json.dumps({'apiVersion': 'v1', 'kind': 'Pod', 'metadata': {'name': 'a'}})}\n"
    assert [it["metadata"]["name"] for it in read_text(listed, "x")] == ["a"]
    dated = read_text(f"{BARE}data: &all {{day: 2026-01-01}}\n---\n{BARE}", "x")
    assert dated[0]["data"] == {"day": "2026-01-01"}


class TestDemo:
    def test_full_marks_and_nothing_left(self, bench: Any) -> None:
        ended = bench("demo", "label_it")
        assert ended.status == 0
        assert ended.out.splitlines()[-1].startswith("5 of 5 points")
        assert "● met       3/3  It is labelled" in ended.out
        assert not bench.world.leftovers()
        assert not bench.store.records()
        assert bench.provider_.ups == []

    def test_brings_the_cluster_up_unasked_without_a_terminal(self, bench: Any) -> None:
        bench.provider_.condition = Condition.ABSENT
        assert bench("demo", "label_it").status == 0
        assert bench.provider_.ups == [True]

    def test_as_json_the_turns_are_words(self, bench: Any) -> None:
        ended = bench("demo", "label_it", "--json")
        assert json.loads(ended.out)["points"] == 5
        assert "● met" in ended.err

    def test_asks_a_person_first(self, bench: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        from ckadtrainer.cli import output

        asked: list[str] = []
        monkeypatch.setattr(output, "is_interactive", lambda: True)
        monkeypatch.setattr(output, "ask", lambda question: bool(asked.append(question)))
        bench.provider_.condition = Condition.ABSENT
        ended = bench("demo", "label_it")
        assert ended.status == 2
        assert len(asked) == 1
        assert bench.provider_.ups == []
