"""Grading: live state held against the definition, and the API that grader modules are written in.

A grader module has one function a check, named like it, that takes a `Cluster` and returns None when the
check is met. It reads like the sentence it proves: straight-line, no `if`. Views raise for it:
`Unmet` when waiting will not help, `Pending` when it may, and anything else is a fault of ours.
"""

from typing import TYPE_CHECKING, Any

from ckadtrainer.grading.verdict import CheckGrade, Evidence, Grade, Verdict

if TYPE_CHECKING:
    from ckadtrainer.grading.views import Cluster

__all__ = ["CheckGrade", "Cluster", "Evidence", "Grade", "Verdict"]


def __getattr__(name: str) -> Any:
    # Faces and history need the verdicts alone; the views are loaded with the first grader.
    if name == "Cluster":
        from ckadtrainer.grading.views import Cluster

        return Cluster
    raise AttributeError(name)
