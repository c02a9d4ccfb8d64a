"""Blueprints of exams: read, or refused with every problem at its place."""

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from ckadtrainer import paths
from ckadtrainer.definition.blueprint import Blueprint, load_blueprint
from ckadtrainer.definition.schema import schema_of
from ckadtrainer.definition.source import parse
from ckadtrainer.errors import DefinitionError

SOUND = """\
format: 1
id: mine
title: My exam
minutes: 60
tasks: 8
pass_mark: 66
alerts: [15, 5]
sections:
  - {title: Building, share: 60, domain: design_and_build}
  - {title: Probes, share: 25, competency: Implement probes and health checks}
  - {title: The rest, share: 15, topic: broken_pods}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "exam.yaml"


def problems(file: Path, text: str) -> list[str]:
    """The problems of a blueprint as `line:column code message`."""
    file.write_text(text)
    with pytest.raises(DefinitionError) as told:
        load_blueprint(file)
    head, *lines = told.value.message.splitlines()
    assert head.startswith(f"The blueprint {file} has {len(lines)} problem")
    return [line.removeprefix(f"{file}:") for line in lines]


def test_a_sound_one(file: Path) -> None:
    file.write_text(SOUND)
    blueprint = load_blueprint(file)
    assert (blueprint.minutes, blueprint.tasks, blueprint.pass_mark, blueprint.alerts) == (60, 8, 66, (15, 5))
    assert [section.share for section in blueprint.sections] == [60, 25, 15]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("share: 60", "share: 50", "9:3 CKD104 `sections`: the shares must make 100 together, and they make 90"),
        ("[15, 5]", "[15, 60]", "7:9 CKD104 `alerts`: 60 minutes before the end is not after the beginning"),
        ("[15, 5]", "[0, 5]", "7:10 CKD104 item 1 of `alerts`: input should be greater than or equal to 1"),
        ("domain: design_and_build", "domain: design", "9:42 CKD104 `domain` must be"),
        ("domain: ", "domian: ", "9:34 CKD101 unknown key `domian`; did you mean `domain`?"),
        ("format: 1", "format: 2", "1:9 CKD106 this blueprint is of format 2, and this version reads format 1"),
        ("format: 1", "format: 0", "1:9 CKD105 this blueprint is of format 0, which is no longer read"),
        ("tasks: 8", "tasks: 61", "5:8 CKD104 `tasks`: input should be less than or equal to 60"),
        ("tasks: 8\n", "", "1:1 CKD102 `tasks` is missing"),
        ("minutes: 60", "minutes: 1:00", "4:10 CKD103 `minutes` must be a whole number"),
        ("pass_mark: 66", "pass_mark: 0.66", "6:12 CKD103 `pass_mark` must be a whole number"),
        ("id: mine", "id: My exam", "2:5 CKD104 `id` must be small letters"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(file: Path, old: str, new: str, expected: str) -> None:
    assert old in SOUND
    (problem,) = problems(file, SOUND.replace(old, new, 1))
    assert problem.startswith(expected)


def test_all_problems_at_once(file: Path) -> None:
    found = problems(file, SOUND.replace("share: 60", "share: 0").replace("66", "101").replace("[15, 5]", "[90]"))
    assert [problem.split()[0] for problem in found] == ["6:12", "7:9", "9:30"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1:1 CKD008 the file is empty"),
        ("- 1\n", "1:1 CKD103 a blueprint must be a mapping"),
        ("format: [", "CKD005"),
        (f"{SOUND}---\n{SOUND}", "13:1 CKD015 only one document is accepted here"),
    ],
)
def test_a_file_that_is_none(file: Path, text: str, expected: str) -> None:
    assert any(expected in problem for problem in problems(file, text))


def test_a_file_that_is_not_there(file: Path) -> None:
    with pytest.raises(DefinitionError, match="CKD001"):
        load_blueprint(file)


def test_a_file_of_an_editor_with_a_schema(file: Path) -> None:
    (document,) = parse(SOUND.encode(), file).documents
    assert list(Draft202012Validator(schema_of(Blueprint)).iter_errors(document.value)) == []


def test_the_built_in_one_has_the_shares_of_the_curriculum() -> None:
    blueprint = load_blueprint(paths.built_in_pack() / "exams" / "ckad.yaml")
    assert {section.domain: section.share for section in blueprint.sections} == {
        "design_and_build": 20,
        "deployment": 20,
        "observability_and_maintenance": 15,
        "environment_configuration_and_security": 25,
        "services_and_networking": 20,
    }
    assert (blueprint.minutes, blueprint.tasks, blueprint.pass_mark) == (120, 16, 66)
