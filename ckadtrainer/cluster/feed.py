"""One kind of one namespace, listed and followed."""

import json
import threading
from collections.abc import Iterator

from ckadtrainer.cluster.answers import Gone, error_from_status
from ckadtrainer.cluster.client import Client, Query, Reply, Stream
from ckadtrainer.cluster.kinds import Kind
from ckadtrainer.cluster.mirror import Mirror
from ckadtrainer.definition.manifest import Manifest

SERVER_SECONDS = 30
"""The server ends a watch after this long: an idle one shows by then that it is alive."""
SILENCE_SECONDS = 40.0
"""Longer than the server's limit: silence past it is a dead connection."""


class Feed:
    """Keeps one kind of a `Mirror` up to date. Used by one thread; `close` may be called from any."""

    def __init__(self, client: Client, kind: Kind, namespace: str, mirror: Mirror) -> None:
        self.kind = kind.name
        self._client = client
        self._kind = kind
        self._path = kind.path(namespace)
        self._mirror = mirror
        self._version = ""
        self._stream: Stream | None = None
        self._closed = False
        self._lock = threading.Lock()

    @property
    def is_listed(self) -> bool:
        """Whether there is a version to go on from."""
        return bool(self._version)

    def list(self, *, retry: bool) -> Reply:
        """Read everything there is; return the answer, which tells the server's time. Raises ClusterUnavailable."""
        reply = self._client.read(self._path, retry=retry)
        found = reply.json()
        # Items of a list carry neither kind nor apiVersion; with them they are whole objects.
        whole = {"apiVersion": self._kind.group_version, "kind": self.kind}
        self._mirror.replace(self.kind, ({**whole, **item} for item in found.get("items") or ()))
        self._version = found["metadata"]["resourceVersion"]
        return reply

    def watch(self) -> Iterator[bool]:
        """Follow changes until the server ends the watch; yield whether each word of it changed an object.

        The first word, always False, says that the connection stands. A version too old is forgotten, so
        that the next turn lists again. Raises ClusterUnavailable.
        """
        query: Query = {
            "watch": "true",
            "allowWatchBookmarks": "true",
            "resourceVersion": self._version,
            "timeoutSeconds": SERVER_SECONDS,
        }
        try:
            stream = self._client.stream(self._path, query, silence=SILENCE_SECONDS)
            if not self._keep(stream):
                return
            yield False
            for line in stream.lines():
                yield self._take(json.loads(line))
        except Gone:
            self._version = ""
        except (ValueError, KeyError, TypeError):
            self._version = ""  # not an event: what else was said cannot be trusted either

    def close(self) -> None:
        """End the watch, also one that is about to begin."""
        with self._lock:
            self._closed = True
            if self._stream is not None:
                self._stream.close()

    def _keep(self, stream: Stream) -> bool:
        with self._lock:
            self._stream = stream
            if self._closed:
                stream.drop()
            return not self._closed

    def _take(self, event: Manifest) -> bool:
        item = event["object"]
        match event["type"]:
            case "ERROR":
                error = error_from_status(item)
                if not isinstance(error, Gone):
                    self._version = ""
                raise error
            case "BOOKMARK":
                changed = False
            case "DELETED":
                changed = self._mirror.remove(self.kind, item["metadata"]["name"])
            case _:
                changed = self._mirror.put(self.kind, item)
        self._version = item["metadata"]["resourceVersion"]
        return changed
