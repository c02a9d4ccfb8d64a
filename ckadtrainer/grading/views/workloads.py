"""Deployments and Jobs, and the Pods they made."""

from collections.abc import Callable, Mapping
from typing import Any

from ckadtrainer.definition.manifest import Manifest
from ckadtrainer.grading.matching import difference
from ckadtrainer.grading.views.look import Spot, names
from ckadtrainer.grading.views.objects import ObjectView, ServiceView
from ckadtrainer.grading.views.pod import PodView


class WorkloadView(ObjectView):
    """An object with a Pod template. The drill's `kinds` must name Pod too."""

    @property
    def _status(self) -> Manifest:
        status: Manifest = self.manifest.get("status") or {}
        return status

    def every_pod(self, prove: Callable[[PodView], None]) -> None:
        """`prove` holds for each of its Pods that is not being deleted; pending while there is none."""
        spot = self._spot("its Pods")
        pods = self.pods()
        if not pods:
            raise spot.pending("no Pod yet")
        for pod in pods:
            prove(pod)

    def pods(self) -> list[PodView]:
        """Those of its Pods that are not being deleted, by name."""
        selector = self.manifest["spec"].get("selector") or {}
        found = [
            pod
            for pod in self.look.snapshot.objects.get("Pod", {}).values()
            if not pod["metadata"].get("deletionTimestamp")
            and _selects(selector, pod["metadata"].get("labels") or {})
            and _has_owner(pod)
        ]
        return [PodView(self.look, pod) for pod in sorted(found, key=lambda pod: str(pod["metadata"]["name"]))]

    def _condition(self, type: str) -> dict[str, Any]:
        conditions = self._status.get("conditions") or []
        return next((item for item in conditions if item.get("type") == type), {})


class DeploymentView(WorkloadView):
    """A Deployment."""

    def is_rolled_out(self, replicas: int | None = None) -> None:
        """Its newest template is the one that runs, available in all replicas; none of an older one is left."""
        wanted = int(self.manifest["spec"].get("replicas", 1))
        spot = self._spot(f"{_replicas(wanted if replicas is None else replicas)} of the newest template available")
        if replicas is not None and wanted != replicas:
            raise spot.unmet(f"replicas: {wanted}")
        self._require_progress(spot)
        status = self._status
        is_seen = int(status.get("observedGeneration") or 0) >= int(self.manifest["metadata"].get("generation", 0))
        counts = [int(status.get(key) or 0) for key in ("replicas", "updatedReplicas", "availableReplicas")]
        pods = self.pods()
        if not is_seen or counts != [wanted] * 3 or len(pods) != wanted:
            raise spot.pending(f"{counts[1]} of the newest template, {counts[2]} available, {len(pods)} Pods in all")
        self.look.met(spot, names([pod.name for pod in pods]))

    def _require_progress(self, spot: Spot) -> None:
        progressing = self._condition("Progressing")
        if progressing.get("status") == "False":
            raise spot.unmet(str(progressing.get("message") or progressing.get("reason")))


class SelectingView(ServiceView):
    """A Service, with the Pods it leads to."""

    def selects_only(self, workload: WorkloadView) -> None:
        """Its selector finds every Pod of the workload, of which there must be some, and no other Pod."""
        selector = self.manifest["spec"].get("selector") or {}
        spot = self._spot(f"all Pods of {workload.name}, and no others", "spec.selector")
        wanted = [pod.name for pod in workload.pods()]
        if not wanted:
            raise spot.pending(f"{workload.name} has no Pod yet")
        found = sorted(
            str(pod["metadata"]["name"])
            for pod in self.look.snapshot.objects.get("Pod", {}).values()
            if not pod["metadata"].get("deletionTimestamp")
            and _selects({"matchLabels": selector}, pod["metadata"].get("labels") or {})
        )
        if found != wanted:
            raise spot.unmet(f"it selects {names(found)}")
        self.look.met(spot, f"it selects {names(found)}")


class JobView(WorkloadView):
    """A Job."""

    def completes(self) -> None:
        """It is complete; unmet when it failed, pending while it runs."""
        spot = self._spot("to complete")
        failed = self._condition("Failed")
        if failed.get("status") == "True":
            raise spot.unmet(f"failed: {failed.get('message') or failed.get('reason')}")
        if self._condition("Complete").get("status") != "True":
            active = int(self._status.get("active") or 0)
            raise spot.pending(f"{active} of its Pods {'is' if active == 1 else 'are'} still active")
        self.look.met(spot, f"complete since {self._status.get('completionTime')}")


def _replicas(count: int) -> str:
    return f"{count} replica" if count == 1 else f"{count} replicas"


def _selects(selector: Manifest, labels: Mapping[str, str]) -> bool:
    """Whether a label selector finds these labels; an empty one finds nothing.

    Source: `LabelSelector` in https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/label-selector/
    """
    wanted, expressions = selector.get("matchLabels") or {}, selector.get("matchExpressions") or []
    if not wanted and not expressions:
        return False
    return difference(labels, wanted) is None and all(_holds(each, labels) for each in expressions)


def _holds(expression: Manifest, labels: Mapping[str, str]) -> bool:
    key, values = expression.get("key"), expression.get("values") or []
    match expression.get("operator"):
        case "In":
            return labels.get(str(key)) in values
        case "NotIn":
            return labels.get(str(key)) not in values
        case "Exists":
            return key in labels
        case _:
            return key not in labels


def _has_owner(pod: Manifest) -> bool:
    """A Pod made by hand with the same labels is nobody's replica."""
    return any(owner.get("controller") for owner in pod["metadata"].get("ownerReferences") or [])
