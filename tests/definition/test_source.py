"""What YAML is accepted, and where each refusal points."""

import json
import math
import os
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ckadtrainer.definition import source
from ckadtrainer.definition.document import Mark
from ckadtrainer.definition.source import MAX_BYTES, MAX_DEPTH, parse, read

FILE = Path("a.yaml")


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def either_loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """With libyaml and, where PyYAML was built without it, in plain Python."""
    monkeypatch.setattr(source, "_Loader", getattr(yaml, request.param))


def value_of(text: str) -> Any:
    found = parse(text.encode(), FILE)
    assert found.problems == ()
    (document,) = found.documents
    return document.value


@pytest.mark.usefixtures("either_loader")
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on", "on"),
        ("off", "off"),
        ("yes", "yes"),
        ("No", "No"),
        ("y", "y"),
        ("6:30", "6:30"),
        ("2026-11-22", "2026-11-22"),
        ("1_000", "1_000"),
        ("=", "="),
        (".inf", ".inf"),
        (".nan", ".nan"),
        (".", "."),
        ("+", "+"),
        ("0.1.0", "0.1.0"),
        ("0b11", "0b11"),
        ("true", True),
        ("False", False),
        ("~", None),
        ("null", None),
        ("Null", None),
        ("0", 0),
        ("-12", -12),
        ("0o644", 0o644),
        ("0644", 0o644),
        ("0689", "0689"),
        ("0x1F", 31),
        ("1.5", 1.5),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("'1'", "1"),
        ('"true"', "true"),
    ],
)
def test_plain_scalars_mean_what_yaml_1_2_says(text: str, value: object) -> None:
    found = value_of(f"a: {text}\n")["a"]
    assert found == value
    assert type(found) is type(value)


def test_keys_are_text_whatever_they_look_like() -> None:
    assert value_of("on: 1\n8080: 2\ntrue: 3\n~: 4\n") == {"on": 1, "8080": 2, "true": 3, "~": 4}


def test_marks_point_at_values_and_keys() -> None:
    (document,) = parse(b"a:\n  - b: x\n    c: [1, 2]\n", FILE).documents
    assert document.at(("a", 0, "b")) == Mark(2, 8)
    assert document.key(("a", 0, "c")) == Mark(3, 5)
    assert document.at(("a", 0, "c", 1)) == Mark(3, 12)
    assert document.at(("a", 0, "nowhere", 7)) == Mark(2, 5)


def test_several_documents_are_read_and_empty_ones_left_out() -> None:
    found = parse(b"---\na: 1\n---\n---\n# nothing\n---\nb: 2\n", FILE)
    assert [document.value for document in found.documents] == [{"a": 1}, {"b": 2}]


@pytest.mark.usefixtures("either_loader")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"a: \xff\n", ["1:4 CKD003"]),
        ("a: 1\n".encode("utf-16"), ["1:1 CKD003"]),
        (b"a: 1\nb: \x07\n", ["2:4 CKD004"]),
        (b"a: [1\n", ["2:1 CKD005"]),
        (b"a: 'x\n", ["2:1 CKD005"]),
        (b"a: b: c\n", ["1:5 CKD005"]),
        (b"%YAML 3.0\n---\na: 1\n", ["1:1 CKD005"]),
        (b"a:\n\tb: 1\n", ["2:1 CKD007"]),
        (b"a:\n  b: 1\n\tc: 2\n", ["3:1 CKD007"]),
        (b"a: 1\nb: 2\na: 3\n", ["3:1 CKD009"]),
        (b"a: {b: 1, b: 2}\nc: 1\nc: {d: 1, d: 2}\n", ["1:11 CKD009", "3:1 CKD009", "3:11 CKD009"]),
        (b"a: &x 1\nb: *x\n", ["1:4 CKD010", "2:4 CKD010"]),
        (b"a: &x {b: 1}\n", ["1:4 CKD010"]),
        (b"a: {b: 1}\nc:\n  <<: {d: 1}\n  e: 2\n", ["3:3 CKD011"]),
        (b"a: !!str 1\n", ["1:4 CKD012"]),
        (b"a: !x {b: 1}\n", ["1:4 CKD012"]),
        (b"a: !!python/object/apply:os.system [ls]\n", ["1:4 CKD012"]),
        (b"? [a, b]\n: 1\n", ["1:3 CKD013"]),
        (b"? {a: {a: 1}}\n: {b: 1}\nc: 2\n", ["1:3 CKD013"]),
        (b"a: 1\n?\n: 2\n", ["2:2 CKD013"]),
        (b"a: 18446744073709551616\n", ["1:4 CKD014"]),
        (b"a: 1e999\n", ["1:4 CKD014"]),
        (b"a: " + b"9" * 5000 + b"\n", ["1:4 CKD014"]),
        (b"a: 1\n" * 2 + b"b: &x 1\nc: !y 2\n", ["2:1 CKD009", "3:4 CKD010", "4:4 CKD012"]),
        (b"[" * 100_000, [f"1:{MAX_DEPTH + 1} CKD006"]),
        (b"- " * 60 + b"a\n", [f"1:{2 * MAX_DEPTH + 1} CKD006"]),
        (b"a: " + b"x" * MAX_BYTES, ["1:1 CKD002"]),
    ],
)
def test_every_refusal_points_at_its_place(text: bytes, expected: list[str]) -> None:
    found = [f"{it.line}:{it.column} {it.code}" for it in parse(text, FILE).problems]
    assert found == expected


def test_what_follows_a_refusal_is_still_read() -> None:
    (document,) = parse(b"a: 1\na: {x: 1}\n? [k]\n: {x: 2}\nb: !t 2\n", FILE).documents
    assert document.value == {"a": 1, "b": 2}
    assert document.at(("a",)) == Mark(1, 4)


def test_a_problem_is_one_printable_line() -> None:
    (problem, *_) = parse(b'"k\\n\\e[31m": 1\n"k\\n\\e[31m": 2\n', FILE).problems
    assert str(problem) == "a.yaml:2:1 CKD009 key `k ` was given on line 1 already"


@pytest.mark.parametrize("kind", ["absent", "folder", "pipe", "dangling"])
def test_what_is_no_file_is_a_problem(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "x.yaml"
    if kind == "folder":
        file.mkdir()
    elif kind == "pipe":
        os.mkfifo(file)
    elif kind == "dangling":
        file.symlink_to(tmp_path / "nowhere")
    assert [problem.code for problem in read(file).problems] == ["CKD001"]


def _is_plain(value: object) -> bool:
    if isinstance(value, dict):
        return all(isinstance(key, str) and _is_plain(below) for key, below in value.items())
    if isinstance(value, list):
        return all(map(_is_plain, value))
    return value is None or isinstance(value, str | bool | int) or (isinstance(value, float) and math.isfinite(value))


@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace"))))
def test_any_bytes_give_plain_values_or_problems(data: bytes) -> None:
    found = parse(data, FILE)
    assert all(_is_plain(document.value) for document in found.documents)
    assert all(problem.line >= 1 and problem.column >= 1 for problem in found.problems)


@pytest.mark.usefixtures("either_loader")
@pytest.mark.parametrize("text", ['"\\UFFFFFFFF"', '"\\uD800"', '"\\U0000DC00"', '"\\x9b31m"'])
def test_escapes_that_are_no_text_are_problems_or_text(text: str) -> None:
    found = parse(f"a: {text}\n".encode(), FILE)
    for document in found.documents:
        document.value["a"].encode("utf-8")
    assert found.problems or found.documents


@given(st.text(alphabet="ab:-[]{},&*!<?|>'\"#%~ \n\t019.e", max_size=120))
def test_any_text_of_yaml_marks_gives_plain_values_or_problems(text: str) -> None:
    found = parse(text.encode(), FILE)
    assert all(_is_plain(document.value) for document in found.documents)


_PRINTABLE = st.characters(codec="utf-8", exclude_categories=("C",), exclude_characters="\x85\u2028\u2029\ufeff")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text(_PRINTABLE),
        lambda below: st.lists(below, max_size=4) | st.dictionaries(st.text("abc", min_size=1), below, max_size=4),
        max_leaves=20,
    )
)
def test_json_is_read_as_it_was_written(value: object) -> None:
    documents = parse(json.dumps(value, ensure_ascii=False).encode(), FILE).documents
    assert [document.value for document in documents] == ([] if value is None else [value])
