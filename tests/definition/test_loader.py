"""A drill's folder becomes a Drill, or everything that is wrong with it at its place."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ckadtrainer.definition.drill import Drill
from ckadtrainer.definition.loader import load_drill
from ckadtrainer.definition.model import OPERATORS, seconds_of
from ckadtrainer.definition.source import parse
from ckadtrainer.grading import matching

Write = Callable[[str], Path]


def places(folder: Path) -> list[str]:
    loaded = load_drill(folder)
    assert (loaded.drill is None) is bool(loaded.problems)
    return [f"{it.line}:{it.column} {it.code}" for it in loaded.problems]


def test_a_sound_drill_is_read(drill_folder: Write, sound: str) -> None:
    loaded = load_drill(drill_folder(sound))
    assert loaded.problems == ()
    assert isinstance(loaded.drill, Drill)
    assert (loaded.drill.max_points, loaded.drill.seconds) == (5, 180)
    assert loaded.drill.checks[0].within == 90.0
    assert [check.is_declared for check in loaded.drill.checks] == [False, True]
    assert loaded.drill.answers[1].fails == ("talks",)
    assert loaded.marks["talks"].line == 15


@pytest.mark.parametrize(
    ("old", "new", "expected", "words"),
    [
        ("format: 1", "format: 0", "1:9 CKD105", "no longer read"),
        ("format: 1", "format: 2", "1:9 CKD106", "upgrade"),
        ("format: 1\n", "", "1:1 CKD102", "`format` is missing"),
        ("format: 1", "format: '1'", "1:9 CKD104", "must be 1"),
        ("id: hello\n", "id: hi\n", "2:5 CKD110", "folder's name is `hello`"),
        ("id: hello\n", "id: Hello-1\n", "2:5 CKD104", "small letters"),
        ("topic: basics", "topic: other", "4:8 CKD110", "folder's name is `basics`"),
        ("title: Say hello", "title: 2026", "3:8 CKD103", "put it in quotes"),
        ("title: Say hello", "title: ''", "3:8 CKD104", "must not be empty"),
        ("title: Say hello", "title:", "3:7 CKD103", "must be text, not empty"),
        ("domain: design_and_build", "domain: design", "5:9 CKD104", "'design_and_build', 'deployment'"),
        ("domain: design_and_build", "domain: [x]", "5:9 CKD103", "must be text, not a list"),
        ("minutes: 3", "minuts: 3", "6:1 CKD101", "did you mean `minutes`?"),
        ("minutes: 3", "minutes: 3.5", "6:10 CKD103", "whole number"),
        ("minutes: 3", "minutes: true", "6:10 CKD103", "whole number"),
        ("minutes: 3", "minutes: 121", "6:10 CKD104", "less than or equal to 120"),
        ("minutes: 3", "minutes: 3\ncolour: red", "7:1 CKD101", "known here: format, id"),
        ("minutes: 3", "minutes: 3\ndebrief:", "7:9 CKD103", "`debrief` has no value"),
        ("hints: [Think]", "hints: Think", "8:8 CKD103", "a list"),
        ("hints: [Think]", "hints: [a, b, 3]", "8:15 CKD103", "item 3 of `hints`"),
        ("hints: [Think]", "hints: [" + "x, " * 21 + "]", "8:8 CKD104", "more than 20"),
        ("kinds: [Pod]", "kinds: []", "9:8 CKD104", "must not be empty"),
        ("kinds: [Pod]", "kinds: [pods]", "9:9 CKD104", "kind of an object"),
        ("points: 2", "points: 0", "12:13 CKD104", "greater than or equal to 1"),
        ("within: 1m30s", "within: 90", "14:13 CKD104", "written like 20s"),
        ("within: 1m30s", "within: 90.5", "14:13 CKD104", "written like 20s"),
        ("within: 1m30s", "within: 11m", "14:13 CKD104", "600"),
        ("within: 1m30s", "wthin: 90s", "14:5 CKD101", "did you mean `within`?"),
        ("    says: It talks\n", "", "15:5 CKD102", "`says` is missing"),
        ("id: talks", "id: runs", "15:9 CKD112", "on line 11 already"),
        ("    pod: hello\n", "", "15:5 CKD104", "`pod` must say"),
        ("line: Hello, ", "", "20:9 CKD104", "exactly one of `line`, `matches`, `comes_from`"),
        ("line: Hello", "line: Hello, matches: x", "20:9 CKD104", "not 2"),
        ("line: Hello", "matches: '('", "20:36 CKD104", "not a regular expression"),
        ("line: Hello", "comes_from: main", "20:39 CKD104", "a container and a path"),
        ("line: Hello", "lines: Hello", "20:27 CKD101", "did you mean `line`?"),
        ("    pod: hello\n", "    pod: hello\n    file: {at: 'main:/a'}\n", "19:11 CKD104", "`holds`, `contains`"),
        ("    pod: hello\n", "    pod: hello\n    shares: ['main:/a']\n", "15:5 CKD104", "two places"),
        ("    pod: hello\n", "    pod: hello\n    has: {}\n", "19:10 CKD104", "must not be empty"),
        ("    pod: hello\n", "    pod: hello\n    has: {a: {$regx: b}}\n", "19:22 CKD121", "`$regex`?"),
        ("    pod: hello\n", "    pod: hello\n    lacks: {a: {$in: [b], c: d}}\n", "19:22 CKD122", "the only key"),
        ("file: answers/solution.yaml", "file: answers/none.yaml", "22:12 CKD113", "no file"),
        ("file: answers/solution.yaml", "file: ../hello/drill.yaml", "22:12 CKD114", "leads out"),
        ("file: answers/solution.yaml", "file: /etc/passwd", "22:12 CKD114", "leads out"),
        ("solution.yaml}", "solution.yaml, fails: [runs]}", "22:42 CKD115", "the solution"),
        ("fails: [talks]", "fails: [talk]", "23:41 CKD116", "did you mean `talks`?"),
        ("answers/silent.yaml", "answers/solution.yaml", "23:12 CKD117", "listed already"),
        ("fails: [talks]", "fails: [talks, talks]", "23:48 CKD118", "listed already"),
        ("minutes: 3", "minutes: 3\ndocs: ['http://x']", "7:8 CKD104", "https://"),
        ("  - {file: answers/silent.yaml, fails: [talks]}", "---\na: 1", "24:1 CKD015", "one document"),
    ],
)
def test_each_slip_is_found_at_its_place(
    drill_folder: Write, sound: str, old: str, new: str, expected: str, words: str
) -> None:
    assert old in sound
    folder = drill_folder(sound.replace(old, new, 1))
    problems = {f"{it.line}:{it.column} {it.code}": it.message for it in load_drill(folder).problems}
    assert expected in problems
    assert words in problems[expected]
    assert load_drill(folder).drill is None


def test_all_problems_come_at_once_and_in_order(drill_folder: Write, sound: str) -> None:
    text = sound.replace("minutes: 3", "minuts: 3").replace("points: 3", "points: many")
    text = text.replace("fails: [talks]", "fails: [walks]").replace("id: talks", "id: talks\n    id: twice")
    assert places(drill_folder(text)) == ["1:1 CKD102", "6:1 CKD101", "16:5 CKD009", "17:13 CKD103", "24:41 CKD116"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", "1:1 CKD008"), ("# nothing\n", "1:1 CKD008"), ("- a\n", "1:1 CKD103"), ("just text\n", "1:1 CKD103")],
)
def test_what_is_no_mapping_is_one_problem(drill_folder: Write, text: str, expected: str) -> None:
    assert places(drill_folder(text)) == [expected]


def test_an_answer_may_not_be_a_link_out_of_the_folder(drill_folder: Write, sound: str, tmp_path: Path) -> None:
    folder = drill_folder(sound)
    (tmp_path / "outside.yaml").write_text("a: 1\n")
    (folder / "answers/silent.yaml").unlink()
    (folder / "answers/silent.yaml").symlink_to(tmp_path / "outside.yaml")
    assert places(folder) == ["23:12 CKD114"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["1:1 CKD008"]),
        ("- 1\n", ["1:1 CKD201"]),
        ("kind: Pod\n", ["1:1 CKD202", "1:1 CKD202"]),
        ("apiVersion: v1\nkind: Pod\nmetadata: {generateName: a}\n", ["3:11 CKD202"]),
        ("apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: b}\n", ["3:32 CKD203"]),
        ("apiVersion: v1\nkind: List\nitems: []\n", ["2:7 CKD204"]),
        ("apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n---\nkind: 3\n", ["5:1 CKD202", "5:1 CKD202", "5:7 CKD202"]),
    ],
)
def test_a_set_up_holds_named_objects(drill_folder: Write, sound: str, text: str, expected: list[str]) -> None:
    folder = drill_folder(sound)
    (folder / "setup.yaml").write_text(text)
    loaded = load_drill(folder)
    assert [f"{it.line}:{it.column} {it.code}" for it in loaded.problems] == expected
    assert all(problem.file.name == "setup.yaml" for problem in loaded.problems)


def test_a_set_up_is_read_in_order_with_its_nonce(drill_folder: Write, sound: str) -> None:
    folder = drill_folder(sound)
    one = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s}\ndata: {text: '${nonce}'}\n"
    (folder / "setup.yaml").write_text(one % "a" + "---\n" + one % "b")
    setup = load_drill(folder).setup
    assert [it["metadata"]["name"] for it in setup] == ["a", "b"]
    assert setup[0]["data"]["text"] == "${nonce}"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(data=st.binary(max_size=400))
def test_any_bytes_are_a_drill_or_problems(drill_folder: Write, data: bytes) -> None:
    folder = drill_folder("")
    (folder / "drill.yaml").write_bytes(data)
    loaded = load_drill(folder)
    assert (loaded.drill is None) is any(problem.is_error for problem in loaded.problems)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text("ab$:/(", max_size=5),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text("ab$", max_size=3), below, max_size=3),
    max_leaves=6,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100, deadline=None)
@given(data=st.data())
def test_any_value_in_any_field_is_a_drill_or_problems(drill_folder: Write, sound: str, data: st.DataObject) -> None:
    (document,) = parse(sound.encode(), Path("x")).documents
    path = data.draw(st.sampled_from([path for path in document.values if path]))
    holder = document.value
    for part in path[:-1]:
        holder = holder[part]
    holder[path[-1]] = data.draw(_JSON)
    loaded = load_drill(drill_folder(json.dumps(document.value)))
    assert (loaded.drill is None) is any(problem.is_error for problem in loaded.problems)


@pytest.mark.parametrize(("text", "seconds"), [("20s", 20.0), ("1m30s", 90.0), ("2m", 120.0), ("0.5s", 0.5)])
def test_durations_have_units(text: str, seconds: float) -> None:
    assert seconds_of(text) == seconds


@pytest.mark.parametrize("text", ["", "20", "s", "m", "1h", "-1s", "1.5m", "20 s", "٣s", 20, None])
def test_what_is_no_duration_is_refused(text: object) -> None:
    with pytest.raises(ValueError, match="20s or 1m30s"):
        seconds_of(text)


def test_the_operators_of_fragments_are_those_that_are_matched() -> None:
    assert set(OPERATORS) == set(matching._OPERATORS)
