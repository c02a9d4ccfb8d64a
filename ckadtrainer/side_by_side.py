"""Trials that run side by side and clean up after themselves when they are interrupted."""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from ckadtrainer import machine
from ckadtrainer.clock import Clock

_BETWEEN = 1.0
"""Seconds until a task is added, so that what the last one costs is felt first."""

_Result = TypeVar("_Result")


def side_by_side(
    groups: Sequence[Sequence[Callable[[Clock], _Result]]],
    clock: Clock,
    jobs: int,
    *,
    is_busy: Callable[[], bool] = machine.is_busy,
) -> Iterator[list[_Result]]:
    """Run every task, up to `jobs` at a time, each with a clock that ends its waits once this is interrupted.

    While the machine is busy only half as many run: trials that are late fail for no fault of theirs.

    The results stand in the groups and the order of the tasks; a group is told as soon as it and those before it are
    done. The first exception of a task is raised when the others have ended.
    """
    stop = threading.Event()
    stoppable = StoppableClock(clock, stop)
    door = _Door(stoppable, is_busy, (jobs + 1) // 2)
    with ThreadPoolExecutor(jobs, thread_name_prefix="trial") as pool:
        try:
            running = [[pool.submit(door.let_in, task, stoppable) for task in tasks] for tasks in groups]
            for each_group in running:
                yield [each.result() for each in each_group]
        except BaseException:
            stop.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise


class _Door:
    """Lets tasks in, one after the other, when there is room for them."""

    def __init__(self, clock: Clock, is_busy: Callable[[], bool], few: int) -> None:
        """`few` tasks run however busy the machine is."""
        self._clock = clock
        self._is_busy = is_busy
        self._few = few
        self._waiting = threading.Lock()
        self._counting = threading.Lock()
        self._inside = 0

    def let_in(self, task: Callable[[Clock], _Result], clock: Clock) -> _Result:
        with self._waiting:
            while self._inside >= self._few and self._is_busy():
                self._clock.wait(threading.Event(), _BETWEEN)
            self._count(1)
            if self._inside > self._few:
                self._clock.wait(threading.Event(), _BETWEEN)
        try:
            return task(clock)
        finally:
            self._count(-1)

    def _count(self, change: int) -> None:
        with self._counting:
            self._inside += change


class Stopped(Exception):
    """What was under way was interrupted."""


@dataclass(frozen=True, slots=True)
class StoppableClock:
    """A clock that ends every wait, with `Stopped`, once `stop` is set: what waits then cleans up and ends."""

    clock: Clock
    stop: threading.Event

    def now(self) -> datetime:
        return self.clock.now()

    def boot(self) -> float:
        return self.clock.boot()

    def wait(self, event: threading.Event, seconds: float) -> bool:
        if self.stop.is_set():
            raise Stopped
        return self.clock.wait(event, seconds)
