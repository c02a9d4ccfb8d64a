"""The attempt that is being worked on, and its live grading. Knows no widget."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from ckadtrainer.errors import TrainerError

if TYPE_CHECKING:
    from ckadtrainer.attempt.attempt import Attempt
    from ckadtrainer.diagram.pod import Diagram
    from ckadtrainer.grading.live import LiveGrading
    from ckadtrainer.grading.verdict import Grade
    from ckadtrainer.history.record import Turn
    from ckadtrainer.packs.manifest import PackedDrill
    from ckadtrainer.practice import Practice

Publish = Callable[["Grade", Sequence["Turn"]], None]
"""Called on a background thread with each new grade and the whole timeline."""


class Ongoing:
    """One attempt: its present value, its last grade, and changes to it one after the other.

    Everything here that blocks runs in a thread; the methods are awaited on the UI loop.
    """

    def __init__(self, practice: Practice, drill: PackedDrill, attempt: Attempt, publish: Publish) -> None:
        self.drill = drill
        self.attempt = attempt
        self.grade: Grade | None = None
        self._practice = practice
        self._publish = publish
        self._live: LiveGrading | None = None
        self._turns: Sequence[Turn] = ()
        self._one_at_a_time = threading.Lock()

    async def begin(self) -> None:
        """Start live grading. Raises TrainerError."""
        live = await asyncio.to_thread(self._practice.live, self.attempt)
        self._live = live
        live.start(self._take)

    async def change(self, step: Callable[[Attempt], Attempt]) -> None:
        """Replace the attempt by what `step` makes of it. Raises TrainerError."""
        await asyncio.to_thread(self._change, step)

    async def stop(self) -> None:
        """End live grading."""
        live, self._live = self._live, None
        if live is not None:
            await asyncio.to_thread(live.close)

    async def start_over(self) -> None:
        """Reset the attempt and grade its new namespace. Raises TrainerError."""
        await self.stop()
        try:
            await self.change(self._practice.reset)
            self.grade = None
        finally:
            await self.begin()

    async def rest(self) -> None:
        """End live grading and stop the clock. Raises TrainerError."""
        await self.stop()
        await self.change(self._practice.pause)

    def request(self) -> None:
        """Have it graded again soon."""
        if self._live is not None:
            self._live.request()

    @property
    def next_hint(self) -> int | None:
        """The position of the hint that opens next, for what the last grade shows."""
        from ckadtrainer.grading.hints import next_hint

        return next_hint(self.drill.drill.hints, self.attempt.hints, self.grade)

    def pods(self) -> Sequence[Mapping[str, Any]]:
        """The namespace's pods by name, as the watch has them. Raises ClusterUnavailable."""
        if self._live is None:
            return ()
        found = self._live.snapshot().objects.get("Pod", {})
        return [found[name] for name in sorted(found)]

    def solution(self) -> Diagram:
        """What the drill's solution looks like; blocks."""
        from ckadtrainer.attempt.staging import filled
        from ckadtrainer.diagram.expected import expected

        nonce = self.attempt.nonce
        return expected(self.drill, lambda text: str(filled(text, nonce)))

    def present(self, solution: Diagram) -> Diagram:
        """What is in the namespace, as the watch has it; raises ClusterUnavailable.

        What the drill staged is left out where the solution does not have it either.
        """
        from ckadtrainer.diagram.reading import KINDS, diagram_of

        if self._live is None:
            return diagram_of(())
        staged = {(str(it.get("kind")), str((it.get("metadata") or {}).get("name"))) for it in self.drill.setup}
        staged -= {(pod.kind, pod.name) for pod in solution.pods}
        objects = self._live.snapshot().objects
        return diagram_of(
            {**objects[kind][name], "kind": kind}
            for kind in KINDS
            for name in sorted(objects.get(kind, ()))
            if (kind, name) not in staged
        )

    def _change(self, step: Callable[[Attempt], Attempt]) -> None:
        with self._one_at_a_time:
            self.attempt = step(self.attempt)

    def _take(self, grade: Grade) -> None:
        """Publish a grade and keep it; runs on the grading thread, where a fault of the store must not end it."""
        from ckadtrainer.history.timeline import turns_between

        before, self.grade = self.grade, grade
        if before is None:
            # The first one is held against what an earlier sitting left in the store.
            self._keep(before, grade)
            with suppress(TrainerError):
                self._turns = self._practice.timeline(self.attempt)
            self._publish(grade, self._turns)
            return
        self._turns = (*self._turns, *turns_between(before, grade))
        self._publish(grade, self._turns)
        self._keep(before, grade)

    def _keep(self, before: Grade | None, grade: Grade) -> None:
        # The verdict is shown all the same; finishing says so if the store is still at fault.
        with suppress(TrainerError):
            self._change(lambda attempt: self._practice.note(attempt, before, grade))
