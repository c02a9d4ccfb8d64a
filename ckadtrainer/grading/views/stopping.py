"""How a Pod was stopped: told by its deadline, seen in the times its containers ended."""

from datetime import datetime
from typing import TYPE_CHECKING

from ckadtrainer.grading.views import look
from ckadtrainer.grading.views.look import Spot, spell
from ckadtrainer.grading.views.status import moment

if TYPE_CHECKING:
    from ckadtrainer.grading.views.container import ContainerView
    from ckadtrainer.grading.views.pod import PodView

_SLACK = 15.0
"""Seconds a busy kubelet may take beyond deadline and grace period until it has reported the end."""


class StopView:
    """The end of a Pod with `activeDeadlineSeconds`: the kubelet stops it as on deletion, and the Pod stays.

    All of it is pending until the containers have ended, and unmet for a Pod without a deadline.
    """

    def __init__(self, pod: "PodView") -> None:
        self._pod = pod

    def drains(self, container: str, seconds: float) -> None:
        """The container ended with 0, `seconds` or more after the Pod was told to stop."""
        view = self._pod.any_container(container)
        spot = view.spot(f"to end {spell(seconds)} or more after the Pod was told to stop")
        lasted = (self._ended(view, spot) - self._told(spot)).total_seconds()
        if lasted < seconds:
            raise spot.unmet(f"it ended {spell(lasted)} after the Pod was told to stop")
        self._pod.look.met(spot, f"it ended {spell(lasted)} after that")

    def ends_last(self, container: str, after: str) -> None:
        """The container ended with 0 when the other one, which ended with 0 too, was gone."""
        view, other = self._pod.container(container), self._pod.container(after)
        spot = view.spot(f"to end with exit code 0 after {after}")
        gone, ended = self._ended(other, spot), self._ended(view, spot)
        if ended < gone:
            raise spot.unmet(f"it ended {spell((gone - ended).total_seconds())} before {after}")
        self._pod.look.met(spot)

    def says(self, container: str, text: str, after: str) -> None:
        """The container printed the line when the other one, which ended with 0, was gone."""
        view, other = self._pod.container(container), self._pod.container(after)
        spot = view.spot(f"the line {text!r} after {after} has ended")
        view.log.has_line(text, since=self._ended(other, spot))

    def _told(self, spot: Spot) -> datetime:
        begun = moment((self._pod.manifest.get("status") or {}).get("startTime"))
        life = self._pod.manifest["spec"].get("activeDeadlineSeconds")
        if life is None:
            raise spot.unmet("a Pod without activeDeadlineSeconds, which nobody stops")
        if begun is None:
            raise spot.pending(self._pod.why_not_started())
        return look.after(begun, float(life))

    def _ended(self, view: "ContainerView", spot: Spot) -> datetime:
        told = self._told(spot)
        name, detail = view.facts.state
        ended = moment(detail.get("finishedAt"))
        if name != "terminated" or ended is None:
            grace = float(self._pod.manifest["spec"].get("terminationGracePeriodSeconds") or 0)
            raise spot.pending(f"{view.name} has not ended", look.after(told, grace + _SLACK))
        if detail.get("exitCode") != 0:
            raise spot.unmet(f"{view.name} ended with exit code {detail.get('exitCode')}")
        if ended < told:
            raise spot.unmet(f"{view.name} ended {spell((told - ended).total_seconds())} before the Pod was to stop")
        return ended
