"""Every drill and quiz of the packs in use, found by name."""

from __future__ import annotations

import difflib
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ckadtrainer.errors import UnknownDrill, UsageError
from ckadtrainer.untrusted import untrusted

if TYPE_CHECKING:
    from ckadtrainer.packs.manifest import Exercise, Pack, PackedDrill, PackedQuiz


ReadPacks = Callable[[str | None], "Sequence[Pack]"]
"""Reads the packs in use. Given the end of the only keys that are wanted, it may leave out all other drills."""


class Catalogue:
    """Drills and quizzes by name. The packs are read on first use and once."""

    def __init__(self, packs: ReadPacks) -> None:
        self._read_packs = packs
        self._reading = threading.Lock()
        self._packs: Sequence[Pack] | None = None
        self._variants: dict[tuple[str, str], PackedDrill] = {}
        self._pack_of: dict[str, Pack] = {}

    def packs(self) -> Sequence[Pack]:
        """The packs in use. Raises DefinitionError, PackNotTrusted."""
        with self._reading:
            if self._packs is None:
                self._packs = tuple(self._read_packs(None))
            return self._packs

    def drills(self) -> Sequence[PackedDrill]:
        """Those on the cluster, in the packs' order."""
        return [drill for pack in self.packs() for drill in pack.drills]

    def pools(self) -> Sequence[str]:
        """The names of the topics and packs that have drills."""
        return sorted({name for drill in self.drills() for name in (drill.pack, drill.drill.topic)})

    def pool(self, name: str | None) -> Sequence[PackedDrill]:
        """The drills of a topic or pack, of all without a name. Raises UsageError when none is called so."""
        drills = self.drills()
        wanted = name and _folded(name)
        found = [drill for drill in drills if wanted in (None, drill.pack, drill.drill.topic)]
        if found or not drills:
            return found
        raise UsageError(
            f"No topic or pack is called {untrusted(str(name))!r}.", f"Choose one of {', '.join(self.pools())}."
        )

    def exercises(self) -> Sequence[Exercise]:
        """Drills and quizzes, in the packs' order."""
        return [each for pack in self.packs() for each in pack.exercises]

    def pack_of(self, drill: Exercise) -> Pack:
        """The pack the drill is from."""
        return self._pack_of.get(drill.key) or next(pack for pack in self.packs() if pack.id == drill.pack)

    def at(self, key: str, seed: str = "") -> PackedDrill:
        """The drill of that key, in a variant. Raises as `find` does."""
        from ckadtrainer.packs.variants import variant_of

        if (key, seed) not in self._variants:
            self._variants[key, seed] = variant_of(self.find(key), seed)
        return self._variants[key, seed]

    def find(self, name: str) -> PackedDrill:
        """The drill of that name, as `look_up` reads it. Raises UsageError for a quiz, and what `look_up` raises."""
        from ckadtrainer.packs.manifest import PackedDrill

        found = self.look_up(name)
        if isinstance(found, PackedDrill):
            return found
        raise UsageError(
            f"{found.drill.id} is a quiz, and this needs a drill on the cluster.",
            f"`ckadtrainer quiz {found.drill.id}` asks its questions.",
        )

    def quiz(self, name: str) -> PackedQuiz:
        """The quiz of that name, as `look_up` reads it. Raises UsageError for a drill, and what `look_up` raises."""
        from ckadtrainer.packs.manifest import PackedQuiz

        found = self.look_up(name)
        if isinstance(found, PackedQuiz):
            return found
        raise UsageError(
            f"{found.drill.id} is a drill on the cluster, not a quiz.",
            f"`ckadtrainer start {found.drill.id}` starts it.",
        )

    def look_up(self, name: str) -> Exercise:
        """What is named by its id, `topic/id` or `pack/topic/id`; `-` is read as `_`, capitals as small letters.

        Raises UnknownDrill with the nearest names, UsageError when several packs have it.
        """
        found = self._named(_folded(name))
        if not found:
            raise self._unknown(name, self.exercises())
        if len(found) > 1:
            raise UsageError(
                f"Several drills are called {untrusted(name)}.",
                f"Name one of {', '.join(drill.key for drill in found)}.",
            )
        return found[0]

    def _named(self, name: str) -> Sequence[Exercise]:
        """Those whose key is, or else ends in, the name; nothing else is read for it."""
        with self._reading:
            packs = self._packs
            if packs is None:
                packs = tuple(self._read_packs(name))
                self._pack_of.update((each.key, pack) for pack in packs for each in pack.exercises)
        exercises = [each for pack in packs for each in pack.exercises]
        exact = [each for each in exercises if _folded(each.key) == name]
        return exact or [each for each in exercises if f"/{_folded(each.key)}".endswith(f"/{name}")]

    @staticmethod
    def _unknown(name: str, drills: Sequence[Exercise]) -> UnknownDrill:
        ids = {drill.drill.id for drill in drills}
        near = difflib.get_close_matches(_folded(name).rpartition("/")[2], sorted(ids), n=3, cutoff=0.5)
        remedy = f"Did you mean {' or '.join(near)}?" if near else "`ckadtrainer list` shows every drill."
        return UnknownDrill(f"There is no drill called {untrusted(name)!r}.", remedy)


def _folded(name: str) -> str:
    return name.strip().lower().replace("-", "_")
