"""The clock of an attempt, computed and never stored: it survives a crash, a suspend and a reboot."""

from dataclasses import dataclass, replace
from datetime import datetime

from ckadtrainer.attempt.attempt import Attempt


@dataclass(frozen=True, slots=True)
class Countdown:
    """A reading. `elapsed` and `limit` are seconds; overtime is shown, not punished."""

    elapsed: float
    limit: float
    paused: bool

    @property
    def left(self) -> float:
        """Seconds left; negative in overtime."""
        return self.limit - self.elapsed

    @property
    def share(self) -> float:
        """Part of the time used, 0 to 1; 1 in overtime."""
        return min(1.0, self.elapsed / self.limit) if self.limit else 1.0


def read(attempt: Attempt, now: datetime) -> Countdown:
    """The attempt's clock at `now`. It stands while a pause runs and once the attempt has ended."""
    end = attempt.ended_at or now
    paused = attempt.paused_seconds
    if attempt.paused_at is not None:
        paused += max(0.0, (end - attempt.paused_at).total_seconds())
    elapsed = (end - attempt.started_at).total_seconds() - paused
    return Countdown(max(0.0, elapsed), float(attempt.seconds), attempt.paused_at is not None)


def pause(attempt: Attempt, now: datetime) -> Attempt:
    """Stop the clock; a running pause goes on."""
    return attempt if attempt.paused_at is not None else replace(attempt, paused_at=now)


def resume(attempt: Attempt, now: datetime) -> Attempt:
    """Let the clock go on."""
    if attempt.paused_at is None:
        return attempt
    gap = max(0.0, (now - attempt.paused_at).total_seconds())
    return replace(attempt, paused_at=None, paused_seconds=attempt.paused_seconds + gap)
