"""Coming by an attempt to work on."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from ckadtrainer.errors import NamespaceGone

if TYPE_CHECKING:
    from ckadtrainer.attempt.attempt import Attempt
    from ckadtrainer.packs.manifest import PackedDrill
    from ckadtrainer.practice import Practice
    from ckadtrainer.tui.page import Page


async def attempt_at(
    drill: PackedDrill, opened: Attempt | None, practice: Practice, page: Page[Any], *, speed: bool
) -> Attempt | None:
    """A new attempt, or the open one with its clock going again; None if the learner thinks better of it.

    A new one has half the time with `speed`. Asks on `page` before an attempt is staged afresh; to be awaited in a
    worker. Raises TrainerError.
    """
    if opened is None:
        return await asyncio.to_thread(practice.start, drill, speed=speed)
    try:
        return await asyncio.to_thread(practice.resume, opened)
    except NamespaceGone as error:
        if not await page.ask(f"{error.message} Stage the drill afresh?", "stage it"):
            return None
    fresh = await asyncio.to_thread(practice.reset, opened)
    return await asyncio.to_thread(practice.resume, fresh)
