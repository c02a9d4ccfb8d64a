"""What a namespace looked like at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from ckadtrainer.definition.manifest import Manifest


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Objects of the watched kinds of one namespace: kind -> name -> object.

    `now` is the cluster's time in UTC, the same clock as the time stamps inside the objects.
    `revision` grows with every change seen; equal revisions mean equal content.
    `nonce` is the attempt's random text, the one set-up manifests may carry.
    """

    namespace: str
    objects: Mapping[str, Mapping[str, Manifest]]
    now: datetime
    revision: int = 0
    nonce: str = ""

    def find(self, kind: str, name: str) -> Manifest | None:
        """The object, or None. Raises KeyError when the kind is not watched."""
        return self.objects[kind].get(name)
