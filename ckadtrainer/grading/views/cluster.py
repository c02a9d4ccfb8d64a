"""The attempt's namespace as a check sees it."""

from ckadtrainer.grading.views.look import Look, Spot
from ckadtrainer.grading.views.objects import ObjectView, find
from ckadtrainer.grading.views.pod import PodView
from ckadtrainer.grading.views.workloads import DeploymentView, JobView, SelectingView


class Cluster:
    """The one argument of a grader function: the attempt's namespace on one consistent snapshot."""

    def __init__(self, look: Look) -> None:
        self._look = look

    def value(self, name: str) -> str:
        """The value of one of the drill's variables, as text. KeyError is a fault of the drill."""
        return str(self._look.values[name])

    def number(self, name: str) -> int:
        """The value of a variable that is a whole number."""
        return int(self._look.values[name])

    @property
    def nonce(self) -> str:
        """The attempt's random text, which set-up manifests may carry as `${nonce}`."""
        return self._look.snapshot.nonce

    def pod(self, name: str) -> PodView:
        """The Pod of that name; unmet when there is none or it is being deleted."""
        return PodView(self._look, find(self._look, "Pod", name))

    def service(self, name: str) -> SelectingView:
        """The Service of that name."""
        return SelectingView(self._look, "Service", find(self._look, "Service", name))

    def deployment(self, name: str) -> DeploymentView:
        """The Deployment of that name."""
        return DeploymentView(self._look, "Deployment", find(self._look, "Deployment", name))

    def job(self, name: str) -> JobView:
        """The Job of that name."""
        return JobView(self._look, "Job", find(self._look, "Job", name))

    def object(self, kind: str, name: str) -> ObjectView:
        """Any object of a kind that the drill's `kinds` names, such as `ConfigMap`."""
        return ObjectView(self._look, kind, find(self._look, kind, name))

    def is_gone(self, kind: str, name: str) -> None:
        """No object of that kind and name is left but one that is being deleted.

        An empty namespace holds nothing either: say first what must be there in its place.
        """
        found = self._look.snapshot.find(kind, name)
        spot = Spot(f"no {kind} {name}", f"namespace {self._look.snapshot.namespace}")
        if found is not None and not found["metadata"].get("deletionTimestamp"):
            raise spot.unmet("it is still there")
        self._look.met(spot, "it is gone")
