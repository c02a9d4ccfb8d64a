"""Variants of a drill as it lies in a pack."""

from pathlib import Path

import pytest

from ckadtrainer.errors import DefinitionError
from ckadtrainer.packs.loading import load_pack
from ckadtrainer.packs.manifest import PackedDrill
from ckadtrainer.packs.variants import new_seed, variant_of
from tests.packs.conftest import MakePack


@pytest.fixture
def drill(make_pack: MakePack) -> PackedDrill:
    root = make_pack()
    folder = root / "drills" / "basics" / "hello"
    file = folder / "drill.yaml"
    file.write_text(
        file.read_text().replace("checks:", "variables:\n  app: {one_of: [hello, howdy, hi, hey]}\nchecks:", 1)
    )
    (folder / "answers" / "solution.yaml").write_text("kind: Pod\nmetadata:\n  name: '${app}-${nonce}'\n")
    return load_pack(root).drills[0]


def test_answers_are_filled_and_the_nonce_is_left(drill: PackedDrill) -> None:
    variant = variant_of(drill, "5")

    assert variant.values["app"] != "hello"
    assert "name: 'hello-${nonce}'" in drill.answer_text("answers/solution.yaml")
    assert f"name: '{variant.values['app']}-${{nonce}}'" in variant.answer_text("answers/solution.yaml")
    assert variant_of(variant, "") == drill


def test_a_new_attempt_has_a_new_seed_only_where_something_varies(drill: PackedDrill, make_pack: MakePack) -> None:
    assert len({new_seed(drill) for _ in range(50)}) == 50
    assert new_seed(load_pack(make_pack("plain")).drills[0]) == ""


def test_a_drill_that_broke_meanwhile_is_told(drill: PackedDrill) -> None:
    Path(drill.folder, "drill.yaml").write_text("variables: {}\n")

    with pytest.raises(DefinitionError):
        variant_of(drill, "5")
