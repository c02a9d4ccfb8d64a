"""What authors run."""

import json
from pathlib import Path
from typing import Any


def test_a_new_pack_is_without_a_fault(bench: Any, tmp_path: Path) -> None:
    made = bench("pack", "new", str(tmp_path / "mine"))
    assert made.status == 0
    assert any(line.endswith("pack.yaml") for line in made.out.splitlines())
    linted = bench("pack", "lint", str(tmp_path / "mine"))
    assert (linted.status, linted.out) == (0, "")


def test_lint_names_file_line_column_and_code(bench: Any) -> None:
    file = bench.pack / "drills" / "basics" / "label_it" / "drill.yaml"
    file.write_text(file.read_text().replace("minutes: 3", "minutes: three"))
    ended = bench("pack", "lint", str(bench.pack))
    assert ended.status == 2
    assert any(line.startswith(f"{file}:7:10 CKD") for line in ended.out.splitlines())
    problems = json.loads(bench("pack", "lint", str(bench.pack), "--json").out)
    errors = [it for it in problems if it["severity"] == "error"]
    assert [(it["file"], it["line"], it["column"]) for it in errors] == [(str(file), 7, 10)]


def test_verify_tries_every_answer(bench: Any) -> None:
    ended = bench("pack", "verify", str(bench.pack), "--drill", "label_it", "--json")
    assert ended.status == 0, ended.err
    (report,) = json.loads(ended.out)
    assert [(answer["answer"], answer["points"]) for answer in report["answers"]] == [
        ("untouched", 0),
        ("answers/solution.yaml", 5),
    ]
    assert not bench.world.leftovers()


def test_verify_names_an_answer_that_is_not_as_its_author_says(bench: Any) -> None:
    answer = bench.pack / "drills" / "basics" / "label_it" / "answers" / "solution.yaml"
    answer.write_text(answer.read_text().replace("app: web", "app: other"))
    ended = bench("pack", "verify", str(bench.pack))
    assert ended.status == 1
    assert "answers/solution.yaml: is_labelled should hold and is unmet" in ended.out
    assert "● tests/basics/label_again" in ended.out


def test_verify_runs_no_python_that_is_not_trusted(bench: Any) -> None:
    ended = bench("pack", "verify", str(bench.pack), trust=False)
    assert ended.status == 2
    assert "--trust" in ended.err


def test_verify_tries_mutants_and_names_the_survivors(bench: Any) -> None:
    ended = bench("pack", "verify", str(bench.pack), "--drill", "label_it", "--mutants")
    assert ended.status == 0, ended.err
    assert ended.out.startswith("● tests/basics/label_it  2 of 2 near misses killed (100%), 0 explained, ")
    assert "● label_it misspell_object@ConfigMap/settings killed" in ended.err
    assert not bench.world.leftovers()


def test_verify_tries_a_sample_of_mutants_picked_by_the_seed(bench: Any) -> None:
    tried = [
        json.loads(bench("pack", "verify", str(bench.pack), "--mutants", "--sample", "1", "--seed", "x", "--json").out)
        for _ in range(2)
    ]
    assert [len(report["mutants"]) for report in tried[0]] == [1, 1]
    assert [each["mutant"] for report in tried[0] for each in report["mutants"]] == [
        each["mutant"] for report in tried[1] for each in report["mutants"]
    ]


def test_mutants_are_not_recorded_and_answers_not_sampled(bench: Any) -> None:
    for options in (("--mutants", "--record", str(bench.pack / "recordings")), ("--sample", "1")):
        ended = bench("pack", "verify", str(bench.pack), *options)
        assert ended.status == 2
        assert f"Leave out `{options[-2]}`" in ended.err
