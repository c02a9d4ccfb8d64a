"""Time as the trainer sees it: one Protocol, so that no test sleeps."""

import sys
import threading
import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Two readings and a wait."""

    def now(self) -> datetime:
        """Wall time in UTC, for what is written down."""

    def boot(self) -> float:
        """Seconds since an arbitrary start; counts suspended time and never steps."""

    def wait(self, event: threading.Event, seconds: float) -> bool:
        """Wait until `event` is set or `seconds` are over; tell whether it was set."""


class SystemClock:
    """The machine's clocks."""

    # Linux' monotonic clock stops in suspend, its boot-time clock does not; macOS' monotonic one goes on.
    _BOOT = time.CLOCK_BOOTTIME if sys.platform == "linux" else time.CLOCK_MONOTONIC

    def now(self) -> datetime:
        return datetime.now(UTC)

    def boot(self) -> float:
        return time.clock_gettime(self._BOOT)

    def wait(self, event: threading.Event, seconds: float) -> bool:
        return event.wait(seconds)
