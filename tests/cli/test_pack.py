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
