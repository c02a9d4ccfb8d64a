"""A clock for tests."""

import threading
from datetime import UTC, datetime, timedelta


class FakeClock:
    """A clock that moves only when told to.

    `wait` moves it on by itself and returns at once, so that a loop over it ends without sleeping. With
    `held=True` a wait lasts until another thread advances the clock that far or sets the event.
    """

    _LOOK_AGAIN = 0.001

    def __init__(self, start: datetime = datetime(2026, 1, 1, 12, tzinfo=UTC), *, held: bool = False) -> None:
        self._start = start
        self._passed = 0.0
        self._held = held
        self._lock = threading.Lock()

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self.boot())

    def boot(self) -> float:
        with self._lock:
            return self._passed

    def advance(self, seconds: float) -> None:
        """Let `seconds` pass."""
        with self._lock:
            self._passed += seconds

    def wait(self, event: threading.Event, seconds: float) -> bool:
        if not self._held:
            if not event.is_set():
                self.advance(max(0.0, seconds))
            return event.is_set()
        until = self.boot() + seconds
        while self.boot() < until and not event.wait(self._LOOK_AGAIN):
            pass
        return event.is_set()
