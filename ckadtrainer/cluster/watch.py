"""LIST then WATCH: the live content of a namespace."""

import contextlib
import math
import random
import threading
from collections.abc import Callable, Sequence
from datetime import timedelta

from ckadtrainer.attempt.attempt import Namespace
from ckadtrainer.clock import Clock
from ckadtrainer.cluster.client import Client
from ckadtrainer.cluster.feed import Feed
from ckadtrainer.cluster.kinds import Kind
from ckadtrainer.cluster.mirror import Mirror
from ckadtrainer.errors import ClusterUnavailable
from ckadtrainer.grading.snapshot import Snapshot

GRACE_SECONDS = 3.0
"""How long a broken connection may take to come back before the snapshot counts as unknown."""

_FIRST_PAUSE = 0.1
_LONGEST_PAUSE = 5.0
_A_MOMENT = 0.005


class NamespaceWatch:
    """The watched kinds of one namespace: one background thread a kind keeps them up to date."""

    def __init__(self, client: Client, namespace: Namespace, kinds: Sequence[Kind], nonce: str, clock: Clock) -> None:
        self._namespace = namespace
        self._nonce = nonce
        self._clock = clock
        self._mirror = Mirror([kind.name for kind in kinds])
        self._calls: list[Callable[[], None]] = []
        self._offset = timedelta(0)
        self._lost: dict[str, tuple[float, ClusterUnavailable]] = {}
        self._told_lost: set[str] = set()
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self._feeds = [Feed(client, kind, namespace.name, self._mirror) for kind in kinds]

    def start(self) -> None:
        """List every kind once, then watch in the background. Raises ClusterUnavailable."""
        for feed in self._feeds:
            self._offset = feed.list(retry=True).offset(self._clock.now())
        for feed in self._feeds:
            threading.Thread(target=self._follow, args=(feed,), name=f"watch-{feed.kind}", daemon=True).start()

    def snapshot(self) -> Snapshot:
        with self._lock:
            since, why = min(self._lost.values(), key=lambda lost: lost[0], default=(None, None))
        if since is not None and why is not None and self._clock.boot() - since >= GRACE_SECONDS:
            raise ClusterUnavailable(why.message, why.remedy)
        objects, revision = self._mirror.read()
        return Snapshot(self._namespace.name, objects, self._clock.now() + self._offset, revision, self._nonce)

    def on_change(self, call: Callable[[], None]) -> None:
        self._calls.append(call)

    def close(self) -> None:
        self._stopped.set()
        for feed in self._feeds:
            feed.close()

    def _follow(self, feed: Feed) -> None:
        """Watch until closed. A fault of ours ends it as a lost connection: never as content that stands still."""
        try:
            self._keep_following(feed)
        except Exception as error:
            why = f"The watch of kind {feed.kind} ended through a fault of the trainer: {error!r}."
            with self._lock:
                self._lost[feed.kind] = (-math.inf, ClusterUnavailable(why, "Start the trainer again."))
            with contextlib.suppress(Exception):  # the fault may be the listener's
                self._tell()

    def _keep_following(self, feed: Feed) -> None:
        """Watch until closed; after a failure wait, longer each time, and go on where it stopped."""
        pause = _FIRST_PAUSE
        while not self._stopped.is_set():
            try:
                if not feed.is_listed:
                    self._offset = feed.list(retry=False).offset(self._clock.now())
                    self._tell()
                words = 0
                for has_changed in feed.watch():
                    words += 1
                    pause = _FIRST_PAUSE
                    self._note_found(feed.kind)
                    if has_changed:
                        self._tell()
                if words < 2:  # none after the one that says that the connection stands
                    self._clock.wait(self._stopped, _FIRST_PAUSE)
            except ClusterUnavailable as error:
                self._note_lost(feed.kind, error)
                self._rest(feed.kind, pause)
                pause = min(_LONGEST_PAUSE, pause * 2)

    def _rest(self, kind: str, pause: float) -> None:
        """Wait with jitter, but not past the moment the grace ends."""
        wait = pause * random.uniform(0.5, 1.0)  # noqa: S311 — spreads retries, guards nothing
        left = self._lost[kind][0] + GRACE_SECONDS - self._clock.boot()
        self._clock.wait(self._stopped, min(wait, left + _A_MOMENT) if left > 0 else wait)

    def _note_lost(self, kind: str, error: ClusterUnavailable) -> None:
        now = self._clock.boot()
        with self._lock:
            since = self._lost.get(kind, (now, error))[0]
            self._lost[kind] = (since, error)
        if now - since >= GRACE_SECONDS and kind not in self._told_lost:
            self._told_lost.add(kind)
            self._tell()

    def _note_found(self, kind: str) -> None:
        with self._lock:
            self._lost.pop(kind, None)
        if kind in self._told_lost:
            self._told_lost.discard(kind)
            self._tell()

    def _tell(self) -> None:
        if self._stopped.is_set():
            return
        for call in tuple(self._calls):
            with contextlib.suppress(ClusterUnavailable):  # a listener that looks while nothing is to be seen
                call()
