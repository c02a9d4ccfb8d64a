"""Trials that run side by side and clean up after themselves when they are interrupted."""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from ckadtrainer.clock import Clock

_Result = TypeVar("_Result")


def side_by_side(
    groups: Sequence[Sequence[Callable[[Clock], _Result]]], clock: Clock, jobs: int
) -> Iterator[list[_Result]]:
    """Run every task, `jobs` at a time, each with a clock that ends its waits once this is interrupted.

    The results stand in the groups and the order of the tasks; a group is told as soon as it and those before it are
    done. The first exception of a task is raised when the others have ended.
    """
    stop = threading.Event()
    stoppable = _StoppableClock(clock, stop)
    with ThreadPoolExecutor(jobs, thread_name_prefix="trial") as pool:
        try:
            running = [[pool.submit(task, stoppable) for task in tasks] for tasks in groups]
            for each_group in running:
                yield [each.result() for each in each_group]
        except BaseException:
            stop.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise


class _Stopped(Exception):
    """The trials were interrupted."""


@dataclass(frozen=True, slots=True)
class _StoppableClock:
    """A clock that ends every wait, with an exception, once `stop` is set: trials then clean up and end."""

    clock: Clock
    stop: threading.Event

    def now(self) -> datetime:
        return self.clock.now()

    def boot(self) -> float:
        return self.clock.boot()

    def wait(self, event: threading.Event, seconds: float) -> bool:
        if self.stop.is_set():
            raise _Stopped
        return self.clock.wait(event, seconds)
