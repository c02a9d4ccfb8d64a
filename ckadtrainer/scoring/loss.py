"""Why a task lost points, told from what is in its namespace and what is elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from ckadtrainer.grading.verdict import Grade
from ckadtrainer.scoring.exam import Loss

Named = tuple[str, str]
"""Kind and name."""

_RUNNING = {"Pod": "Ready", "Deployment": "Available", "Job": "Complete"}
"""Kind -> the condition that says it does what it is for."""


def loss_of(
    grade: Grade,
    *,
    visited: bool,
    wanted: Collection[Named],
    staged: Collection[Named],
    present: Mapping[Named, Mapping[str, Any]],
    elsewhere: Collection[Named],
) -> Loss | None:
    """The class of the loss, the first that is true; None with full marks.

    `wanted` is what a solution makes, `staged` what the task began with, `present` the objects somebody made in the
    task's namespace, `elsewhere` what is in the other namespaces of the exam and belongs to no task there.
    """
    if grade.is_full:
        return None
    to_make = [it for it in wanted if it not in staged]
    missing = [it for it in to_make if it not in present]
    own = [it for it in present if it not in staged]
    if any(it in elsewhere for it in missing):
        return Loss.WRONG_NAMESPACE
    if not own and not grade.points and (to_make or not visited):
        return Loss.NOT_REACHED
    if any(kind == other for kind, _ in missing for other, name in own if (other, name) not in wanted):
        return Loss.WRONG_NAME
    if any(not _runs(kind, present[kind, name]) for kind, name in wanted if (kind, name) in present):
        return Loss.NOT_RUNNING
    return Loss.MISSED


def _runs(kind: str, found: Mapping[str, Any]) -> bool:
    """Whether the object does what it is for; a Pod that has succeeded has done it."""
    status = found.get("status") or {}
    if kind not in _RUNNING or status.get("phase") == "Succeeded":
        return True
    conditions = status.get("conditions") or []
    return any(each.get("type") == _RUNNING[kind] and each.get("status") == "True" for each in conditions)
