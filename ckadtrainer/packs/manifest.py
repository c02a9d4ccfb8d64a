"""A pack and the drills in it."""

from dataclasses import dataclass, field
from pathlib import Path

from ckadtrainer.definition.drill import Drill
from ckadtrainer.definition.loader import LaterObjects
from ckadtrainer.definition.manifest import Manifest
from ckadtrainer.definition.values import NO_VALUES, Values, fill


@dataclass(frozen=True, slots=True)
class PackedDrill:
    """A drill with its files read: everything needed to stage, grade and explain it.

    `folder` holds `drill.yaml`; `grader` is the module's file, None for a drill without Python.
    `setup` are the documents of `setup.yaml`, with `${nonce}` still in them; `later` come while the learner works.
    `values` are those of the variant that `seed` chose; all texts are filled with them.
    """

    drill: Drill
    pack: str
    folder: Path
    grader: Path | None
    setup: tuple[Manifest, ...]
    later: tuple[LaterObjects, ...] = ()
    seed: str = ""
    values: Values = field(default_factory=lambda: NO_VALUES)

    @property
    def key(self) -> str:
        """`pack/topic/id`, unique among the packs in use."""
        return f"{self.pack}/{self.drill.topic}/{self.drill.id}"

    def answer_text(self, file: str) -> str:
        """The text of one of the drill's answer files, for this variant."""
        return fill((self.folder / file).read_text(encoding="utf-8"), self.values)


@dataclass(frozen=True, slots=True)
class Pack:
    """A folder with `pack.yaml`, `drills/` and `graders/`. `is_built_in` packs need no trust."""

    id: str
    title: str
    version: str
    root: Path
    is_built_in: bool
    drills: tuple[PackedDrill, ...]
