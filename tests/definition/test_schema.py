"""The published schemas agree with the loader."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from ckadtrainer import paths
from ckadtrainer.definition.blueprint import Blueprint
from ckadtrainer.definition.drill import Drill
from ckadtrainer.definition.quiz import Quiz
from ckadtrainer.definition.schema import schema_of
from ckadtrainer.definition.source import parse
from ckadtrainer.packs.description import Description
from ckadtrainer.packs.scaffold import SCHEMAS

ROOT = Path(__file__).parents[2]


def errors(text: str) -> list[str]:
    (document,) = parse(text.encode(), Path("x")).documents
    return [error.message for error in Draft202012Validator(schema_of(Drill)).iter_errors(document.value)]


def test_the_schemas_are_schemas() -> None:
    for model in SCHEMAS.values():
        Draft202012Validator.check_schema(schema_of(model))


def test_what_the_loader_accepts_the_schema_accepts(sound: str) -> None:
    assert errors(sound) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("minutes: 3", "minuts: 3"),
        ("points: 2", "points: 2\n    colour: red"),
        ("within: 1m30s", "within: 90"),
        ("within: 1m30s", "within: soon"),
        ("line: Hello", "line: Hello, matches: x"),
        ("line: Hello, ", ""),
        ("kinds: [Pod]", "kinds: []"),
        ("hints: [Think]", "hints: [" + "x, " * 21 + "]"),
        ("domain: design_and_build", "domain: design"),
        ("format: 1", "format: 2"),
        ("    pod: hello\n", "    pod:\n"),
        ("title: Say hello", "title: 2026"),
    ],
)
def test_what_the_loader_refuses_in_one_place_the_schema_refuses(sound: str, old: str, new: str) -> None:
    assert old in sound
    assert errors(sound.replace(old, new, 1))


@pytest.mark.parametrize("model", [Drill, Quiz, Blueprint])
def test_every_field_is_described(model: type[BaseModel]) -> None:
    schema = schema_of(model)
    for part in (schema, *schema["$defs"].values()):
        for name, field in part.get("properties", {}).items():
            assert field.get("description"), name


@pytest.mark.parametrize(("name", "model"), SCHEMAS.items())
def test_the_committed_schemas_are_those_of_the_models(name: str, model: type[BaseModel]) -> None:
    committed = json.loads((ROOT / "docs" / "schemas" / f"{name}.json").read_text())
    assert committed == schema_of(model), "write docs/schemas anew: copy schemas/ of a pack made by `pack new`"


def test_the_built_in_files_hold_to_the_schemas() -> None:
    root = paths.built_in_pack()
    files = sorted(root.glob("drills/*/*/drill.yaml"))
    quizzes = [file for file in files if "\nkind: quiz\n" in file.read_text()]
    assert quizzes
    kinds: list[tuple[Callable[[], dict[str, object]], list[Path]]] = [
        (lambda: schema_of(Drill), [file for file in files if file not in quizzes]),
        (lambda: schema_of(Quiz), quizzes),
        (lambda: schema_of(Description), [root / "pack.yaml"]),
        (lambda: schema_of(Blueprint), sorted((root / "exams").glob("*.yaml"))),
    ]
    for schema, files in kinds:
        validator = Draft202012Validator(schema())
        for file in files:
            (document,) = parse(file.read_bytes(), file).documents
            assert [error.message for error in validator.iter_errors(document.value)] == [], file
