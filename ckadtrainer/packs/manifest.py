"""A pack and the drills in it."""

from dataclasses import dataclass, field
from pathlib import Path

from ckadtrainer.definition.drill import Drill
from ckadtrainer.definition.loader import LaterObjects
from ckadtrainer.definition.manifest import Manifest
from ckadtrainer.definition.quiz import Quiz
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
class PackedQuiz:
    """A quiz and where it lies. Lists read it as they read a drill: `drill` holds the quiz."""

    drill: Quiz
    pack: str
    folder: Path

    @property
    def key(self) -> str:
        """`pack/topic/id`, unique among the packs in use."""
        return f"{self.pack}/{self.drill.topic}/{self.drill.id}"


Exercise = PackedDrill | PackedQuiz
"""What is listed and recorded. Both have `key`, `pack`, `folder`, and in `drill` the words about it."""


@dataclass(frozen=True, slots=True)
class Pack:
    """A folder with `pack.yaml`, `drills/` and `graders/`. `is_built_in` packs need no trust.

    `drills` need a cluster, `quizzes` none.
    """

    id: str
    title: str
    version: str
    root: Path
    is_built_in: bool
    drills: tuple[PackedDrill, ...]
    quizzes: tuple[PackedQuiz, ...] = ()

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """Drills and quizzes by topic, in the order written; within a topic the drills come first."""
        each_kind: tuple[Exercise, ...] = (*self.drills, *self.quizzes)
        topics = list(dict.fromkeys(each.drill.topic for each in each_kind))
        return tuple(sorted(each_kind, key=lambda each: topics.index(each.drill.topic)))
