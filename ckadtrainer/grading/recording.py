"""What a grade stood on, kept as JSON, so that the same verdicts can be given again without a cluster."""

import copy
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from ckadtrainer.clock import Clock
from ckadtrainer.definition.manifest import Manifest
from ckadtrainer.grading import probes
from ckadtrainer.grading.board import Board, Remembered
from ckadtrainer.grading.engine import Engine
from ckadtrainer.grading.graders import Graders
from ckadtrainer.grading.snapshot import Snapshot
from ckadtrainer.grading.verdict import Grade
from ckadtrainer.grading.views.status import TOKEN_VOLUME
from ckadtrainer.packs.manifest import PackedDrill

_TYPES: Mapping[str, type] = {type.__name__: type for type in (*probes.Probe.__args__, *probes.Outcome.__args__)}
_UNREAD = {
    "metadata": ("generateName", "annotations", "selfLink"),
    "spec": ("tolerations", "nodeName", "serviceAccount", "priority", "preemptionPolicy", "enableServiceLinks"),
    "status": ("hostIP", "hostIPs", "qosClass"),
}
"""Fields that say more about the machine than about the answer, and that no check reads."""
_SIGNED = re.compile(r"(\beyJ[\w-]+\.eyJ[\w-]+\.)[\w-]{20,}")
"""A JSON Web Token: what it says before its signature, without which nobody takes it."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A snapshot, and every probe's answer with its age at that moment; `seed` is that of the drill's variant."""

    snapshot: Snapshot
    answers: tuple[Remembered, ...]
    seed: str = ""

    def document(self) -> dict[str, Any]:
        """As JSON has it, without what no check reads."""
        return {
            "namespace": self.snapshot.namespace,
            **({"seed": self.seed} if self.seed else {}),
            "now": self.snapshot.now.isoformat(),
            "nonce": self.snapshot.nonce,
            "objects": {
                kind: {name: _trimmed(manifest) for name, manifest in objects.items()}
                for kind, objects in self.snapshot.objects.items()
            },
            "probes": [
                {"probe": _tagged(each.probe), "tag": each.tag, "outcome": _tagged(each.outcome), "age": each.age}
                for each in self.answers
            ],
        }


def from_document(document: Mapping[str, Any]) -> Recording:
    """The recording that a document was made of."""
    snapshot = Snapshot(
        namespace=document["namespace"],
        objects=document["objects"],
        now=datetime.fromisoformat(document["now"]),
        nonce=document["nonce"],
    )
    answers = tuple(
        Remembered(_untagged(each["probe"]), each["tag"], _untagged(each["outcome"]), each["age"])
        for each in document["probes"]
    )
    return Recording(snapshot, answers, document.get("seed", ""))


def replay(drill: PackedDrill, graders: Graders, recording: Recording, clock: Clock) -> Grade:
    """Grade a drill, in the variant of the recording, on it: one round, nothing is asked of anybody."""
    nobody = _Nobody()
    board = Board(nobody, clock)
    board.restore(recording.answers)
    try:
        return Engine(drill.drill, graders, board, drill.values).grade(recording.snapshot, 0.0)
    finally:
        board.close()
        nobody.is_over.set()
        board.drain()


class _Nobody:
    """A prober that does not answer before the round is over: only what was recorded is known in it."""

    def __init__(self) -> None:
        self.is_over = threading.Event()

    def run(self, probe: probes.Probe) -> probes.Outcome:
        self.is_over.wait()
        raise probes.ProbeFault(f"the recording has no answer to {type(probe).__name__}")


def _tagged(value: object) -> dict[str, Any]:
    fields = TypeAdapter(type(value)).dump_python(value, mode="json")
    return {"type": type(value).__name__, **{key: _unsigned(item) for key, item in fields.items()}}


def _unsigned(item: Any) -> Any:
    """Text without the signatures of tokens: a recording is kept where anybody may read it."""
    if isinstance(item, str):
        return _SIGNED.sub(r"\1unsigned", item)
    if isinstance(item, dict):
        return {key: _unsigned(each) for key, each in item.items()}
    return [_unsigned(each) for each in item] if isinstance(item, list) else item


def _untagged(document: Mapping[str, Any]) -> Any:
    fields = {key: value for key, value in document.items() if key != "type"}
    return TypeAdapter(_TYPES[document["type"]]).validate_python(fields)


def _trimmed(manifest: Manifest) -> Manifest:
    kept = copy.deepcopy(manifest)
    for part, fields in _UNREAD.items():
        for field in fields:
            (kept.get(part) or {}).pop(field, None)
    metadata = kept["metadata"]
    metadata["managedFields"] = [
        {key: entry[key] for key in ("time", "subresource") if key in entry}
        for entry in metadata.get("managedFields") or ()
    ]
    if kept.get("kind", "Pod") == "Pod":
        _without_token(kept)
    return kept


def _without_token(pod: Manifest) -> None:
    spec, status = pod.get("spec") or {}, pod.get("status") or {}
    _drop(spec, "volumes", "name")
    for container in (*(spec.get("initContainers") or ()), *(spec.get("containers") or ())):
        _drop(container, "volumeMounts", "name")
    for reported in (*(status.get("initContainerStatuses") or ()), *(status.get("containerStatuses") or ())):
        _drop(reported, "volumeMounts", "name")
        for field in ("imageID", "resources", "allocatedResources", "user"):
            reported.pop(field, None)


def _drop(holder: dict[str, Any], field: str, key: str) -> None:
    """Leave out the entries that belong to the service account's token."""
    if field in holder:
        holder[field] = [entry for entry in holder[field] if not entry[key].startswith(TOKEN_VOLUME)]
