"""A pack's Python runs only in exactly the content that was trusted."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from ckadtrainer.errors import DefinitionError, PackNotTrusted
from ckadtrainer.packs.loading import load_pack
from ckadtrainer.packs.trust import TrustStore, content_hash, require_trust

MakePack = Callable[..., Path]


def test_a_built_in_pack_needs_no_trust(make_pack: MakePack) -> None:
    require_trust(load_pack(make_pack(), built_in=True))


def test_a_pack_without_python_needs_no_trust(make_pack: MakePack) -> None:
    root = make_pack()
    (root / "graders/basics/hello.py").unlink()
    file = root / "drills/basics/hello/drill.yaml"
    file.write_text(file.read_text().replace("says: It runs", "says: It runs, pod: hello, ready: [main]"))
    require_trust(load_pack(root))


def test_python_of_a_stranger_is_refused_until_it_is_trusted(make_pack: MakePack, home: Path) -> None:
    root = make_pack()
    pack = load_pack(root)
    with pytest.raises(PackNotTrusted) as caught:
        require_trust(pack)
    assert str(root) in caught.value.message
    assert "--trust" in caught.value.remedy
    hash = TrustStore().trust(pack)
    require_trust(pack)
    stored = json.loads((home / "config/trusted.json").read_text())
    assert stored["trusted"][hash] == {"pack": "mine", "version": "1.0.0", "root": str(root)}


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "graders/basics/hello.py").write_text(
            (root / "graders/basics/hello.py").read_text().replace("hello", "hellp", 1)
        ),
        lambda root: (root / "graders/basics/_more.py").write_text(""),
        lambda root: (root / "graders/basics/data.json").write_text("{}"),
        lambda root: (root / "graders/basics/hello.py").rename(root / "graders/hello.py"),
        lambda root: (
            (root / "graders/basics/__pycache__").mkdir()
            or (root / "graders/basics/__pycache__/hello.cpython-311.pyc").write_bytes(b"x")
        ),
        lambda root: (root / "drills/conftest.py").write_text("x = 1"),
        lambda root: (root / "yaml.so").write_bytes(b"x"),
    ],
)
def test_any_change_of_the_code_ends_the_trust(make_pack: MakePack, change: Callable[[Path], object]) -> None:
    root = make_pack()
    pack = load_pack(root)
    TrustStore().trust(pack)
    before = content_hash(pack)
    change(root)
    assert content_hash(pack) != before
    with pytest.raises(PackNotTrusted):
        require_trust(pack)


def test_changes_of_words_keep_the_trust_and_the_place_does_not_matter(make_pack: MakePack, tmp_path: Path) -> None:
    root = make_pack()
    TrustStore().trust(load_pack(root))
    (root / "README.md").write_text("Hello")
    moved = root.rename(tmp_path / "moved")
    require_trust(load_pack(moved))


def test_a_byte_moved_from_one_file_to_the_next_is_a_change(make_pack: MakePack) -> None:
    pack = load_pack(make_pack())
    graders = pack.root / "graders/basics"
    (graders / "_a.py").write_text("ab")
    (graders / "_b.py").write_text("c")
    before = content_hash(pack)
    (graders / "_a.py").write_text("a")
    (graders / "_b.py").write_text("bc")
    assert content_hash(pack) != before


def test_trust_is_added_and_leaves_no_half_written_file(make_pack: MakePack, home: Path) -> None:
    one, two = load_pack(make_pack("one")), load_pack(make_pack("two"))
    (two.root / "graders/basics/hello.py").write_text("x = 1")
    store = TrustStore()
    store.trust(one)
    store.trust(two)
    for pack in (one, two):
        TrustStore().require(pack)
    assert [file.name for file in (home / "config").iterdir()] == ["trusted.json"]
    assert (home / "config/trusted.json").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("text", ["", "[]", "{", '{"format": 9, "trusted": {}}', '{"format": 1, "trusted": []}'])
def test_a_damaged_list_trusts_nobody(make_pack: MakePack, home: Path, text: str) -> None:
    (home / "config").mkdir(parents=True)
    (home / "config/trusted.json").write_text(text)
    with pytest.raises(DefinitionError) as caught:
        require_trust(load_pack(make_pack()))
    assert "trusted.json" in caught.value.message
