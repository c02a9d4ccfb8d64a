"""Packs are found in order, and a broken one never hides the others."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ckadtrainer import paths
from ckadtrainer.errors import DefinitionError
from ckadtrainer.packs.discovery import discover
from ckadtrainer.packs.settings import pack_folders, settings_file

MakePack = Callable[..., Path]


@pytest.fixture(autouse=True)
def built_in(make_pack: MakePack, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small pack in the place of the built-in one."""
    root = make_pack("ckad", "first")
    monkeypatch.setattr(paths, "built_in_pack", lambda: root)
    return root


def test_the_built_in_pack_comes_first(make_pack: MakePack) -> None:
    found = discover([make_pack("mine")])
    assert [(pack.id, pack.is_built_in) for pack in found.packs] == [("ckad", True), ("mine", False)]
    assert found.problems == ()


def test_a_folder_named_twice_is_read_once(make_pack: MakePack, built_in: Path) -> None:
    mine = make_pack("mine")
    found = discover([mine, mine / ".." / "mine", built_in])
    assert [pack.id for pack in found.packs] == ["ckad", "mine"]


def test_a_broken_pack_hides_no_other(make_pack: MakePack, tmp_path: Path) -> None:
    broken, mine = make_pack("broken"), make_pack("mine")
    (broken / "pack.yaml").write_text("[")
    found = discover([broken, tmp_path / "nowhere", mine])
    assert [pack.id for pack in found.packs] == ["ckad", "mine"]
    assert {problem.file for problem in found.problems} == {broken / "pack.yaml", tmp_path / "nowhere/pack.yaml"}


def test_a_broken_drill_hides_no_other(make_pack: MakePack) -> None:
    mine = make_pack("mine", "one", "two", "three")
    (mine / "drills/basics/one/drill.yaml").write_text("a: 1")
    (mine / "graders/basics/two.py").write_text("(")
    found = discover([mine])
    assert [drill.drill.id for drill in found.packs[1].drills] == ["three"]
    assert {problem.file.name for problem in found.problems} == {"drill.yaml", "two.py"}


def test_two_packs_of_one_id_are_told_with_both_places(make_pack: MakePack, tmp_path: Path, built_in: Path) -> None:
    mine = make_pack("mine")
    (mine / "pack.yaml").write_text((built_in / "pack.yaml").read_text())
    found = discover([mine])
    assert [pack.root for pack in found.packs] == [built_in]
    (problem,) = found.problems
    assert (problem.code, problem.file, problem.is_error) == ("CKD505", mine / "pack.yaml", True)
    assert str(built_in / "pack.yaml") in problem.message


def test_one_drill_id_in_two_packs_is_a_warning_with_both_places(make_pack: MakePack, built_in: Path) -> None:
    mine = make_pack("mine", "first")
    found = discover([mine])
    assert [drill.key for pack in found.packs for drill in pack.drills] == ["ckad/basics/first", "mine/basics/first"]
    (problem,) = found.problems
    assert (problem.code, problem.is_error) == ("CKD506", False)
    assert problem.file == mine / "drills/basics/first/drill.yaml"
    assert str(built_in / "drills/basics/first/drill.yaml") in problem.message


def test_settings_need_not_exist() -> None:
    assert pack_folders() == ()


def test_settings_name_folders(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/somewhere")
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text('theme = "nord"\npacks = ["~/drills", "mine", "/opt/pack"]\n')
    assert pack_folders() == (Path("/somewhere/drills"), settings_file().parent / "mine", Path("/opt/pack"))


@pytest.mark.parametrize("text", ["packs = 'x'", "packs = [1]", "packs = ['']", "packs = [", "\udcff"])
def test_settings_that_cannot_be_read_say_so(text: str) -> None:
    settings_file().parent.mkdir(parents=True)
    settings_file().write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(DefinitionError) as caught:
        pack_folders()
    assert str(settings_file()) in caught.value.message
    assert caught.value.remedy
