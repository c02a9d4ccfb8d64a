"""`pack new`: a small pack that works, with comments that explain it."""

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel

from ckadtrainer.definition.blueprint import Blueprint
from ckadtrainer.definition.drill import Drill
from ckadtrainer.definition.quiz import Quiz
from ckadtrainer.definition.schema import schema_of
from ckadtrainer.errors import UsageError
from ckadtrainer.packs.description import Description
from ckadtrainer.packs.loading import load_pack
from ckadtrainer.packs.trust import TrustStore

_TEMPLATE = Path(__file__).parent / "template"
_TEMPLATE_ID = "my_pack"

SCHEMAS: Mapping[str, type[BaseModel]] = {"drill": Drill, "quiz": Quiz, "pack": Description, "blueprint": Blueprint}
"""The formats by the names of their schemas' files."""


def new_pack(root: Path, store: TrustStore | None = None) -> Sequence[Path]:
    """Write a working pack into `root`, trust it as written, and return its files.

    Raises UsageError unless `root` is empty or absent, or when it cannot be written.
    """
    if root.exists() and not (root.is_dir() and not any(root.iterdir())):
        raise UsageError(f"{root} is there already and not empty.", "Name a new folder for the pack.")
    try:
        files = [_copy(file, root) for file in sorted(_TEMPLATE.rglob("*")) if file.is_file()]
        files += [_schema(root, name, model) for name, model in SCHEMAS.items()]
        _name(root / "pack.yaml", _id_of(root))
    except OSError as error:
        raise UsageError(
            f"The pack cannot be written to {root}: {error.strerror}.", "Name a folder you may write to."
        ) from error
    (store or TrustStore()).trust(load_pack(root))
    return sorted(files)


def _copy(file: Path, root: Path) -> Path:
    """Copy one file of the template; `.in` at its end only keeps our own tools from reading it as code."""
    target = root / file.relative_to(_TEMPLATE)
    target = target.with_suffix("") if target.suffix == ".in" else target
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, target)
    return target


def _schema(root: Path, name: str, model: type[BaseModel]) -> Path:
    """What editors complete and check by; the files name it in their first line."""
    file = root / "schemas" / f"{name}.json"
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(schema_of(model), indent=2) + "\n", encoding="utf-8")
    return file


def _id_of(root: Path) -> str:
    """An id for the pack made from the folder's name."""
    letters = "".join(char if char.isascii() and char.isalnum() else "_" for char in root.absolute().name.lower())
    name = letters.strip("_")[:40]
    return name if name and name[0].isalpha() else f"pack_{name}".rstrip("_")


def _name(file: Path, id: str) -> None:
    file.write_text(file.read_text(encoding="utf-8").replace(_TEMPLATE_ID, id), encoding="utf-8")
