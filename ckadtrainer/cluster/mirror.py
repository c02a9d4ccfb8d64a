"""The watched objects of a namespace in memory: many readers, one writer a kind."""

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence

from ckadtrainer.definition.manifest import Manifest


class Mirror:
    """Objects by kind and name. Changes copy what they touch, so a reader's mapping never changes under it."""

    def __init__(self, kinds: Sequence[str]) -> None:
        self._objects: Mapping[str, Mapping[str, Manifest]] = {kind: {} for kind in kinds}
        self._revision = 0
        self._lock = threading.Lock()

    def read(self) -> tuple[Mapping[str, Mapping[str, Manifest]], int]:
        """Everything and its revision, in constant time."""
        with self._lock:
            return self._objects, self._revision

    def replace(self, kind: str, items: Iterable[Manifest]) -> bool:
        """Make `items` all there is of the kind; tell whether that changed anything."""
        fresh = {item["metadata"]["name"]: item for item in items}
        return self._change(kind, lambda _: fresh)

    def put(self, kind: str, item: Manifest) -> bool:
        """Add or update one object."""
        return self._change(kind, lambda kept: {**kept, item["metadata"]["name"]: item})

    def remove(self, kind: str, name: str) -> bool:
        """Take one object away."""
        return self._change(kind, lambda kept: {key: kept[key] for key in kept if key != name})

    def _change(self, kind: str, new: Callable[[Mapping[str, Manifest]], Mapping[str, Manifest]]) -> bool:
        with self._lock:
            before = self._objects[kind]
            after = new(before)
            if _versions(after) == _versions(before):
                return False
            self._objects = {**self._objects, kind: after}
            self._revision += 1
            return True


def _versions(objects: Mapping[str, Manifest]) -> dict[str, tuple[object, object]]:
    return {
        name: (item["metadata"].get("uid"), item["metadata"].get("resourceVersion")) for name, item in objects.items()
    }
