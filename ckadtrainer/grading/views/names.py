"""What a Pod asked the cluster's DNS: the only proof that something waited for a name and did not just sleep."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, cast

from ckadtrainer.grading.probes import DnsQueries, Queries, Query
from ckadtrainer.grading.views.look import Spot

if TYPE_CHECKING:
    from ckadtrainer.grading.views.container import InitView
    from ckadtrainer.grading.views.objects import ServiceView
    from ckadtrainer.grading.views.pod import PodView

_SLACK = timedelta(seconds=1.5)
"""Status time stamps are whole seconds; the DNS log's are not."""


class NameService:
    """A Pod's questions to the cluster's DNS, from the DNS server's own log."""

    def __init__(self, pod: "PodView") -> None:
        self._pod = pod

    def waited(self, init: "InitView", service: "ServiceView") -> None:
        """Raise unless `init` asked for the Service in vain first, and got an answer before it ended."""
        ended = init.ended()
        spot = init.spot(f"to wait until {service.name} can be resolved")
        if ended < service.created_at:
            raise spot.unmet(f"it ended before the Service {service.name} was made")
        asked = self._about(service, spot, ended)
        if not asked:
            raise spot.unmet(f"it never asked for the name {service.name}")
        answered = next((query for query in asked if query.code == "NOERROR"), None)
        if answered is None:
            raise spot.unmet(f"it asked for {service.name} and ended without an answer")
        if not any(query.at < answered.at and query.code != "NOERROR" for query in asked):
            raise spot.unmet(f"the Service {service.name} was there when it first asked: it had nothing to wait for")
        self._pod.look.met(spot, f"it asked {len(asked)} times and ended once {service.name} was there")

    def _about(self, service: "ServiceView", spot: Spot, ended: datetime) -> list[Query]:
        status = self._pod.manifest.get("status") or {}
        probe = DnsQueries(str(status.get("podIP", "")), self._pod.uid)
        queries = cast(Queries, self._pod.look.ask(probe, spot, keep=self._is_late(probe, ended))).queries
        stem = f"{service.name}.{self._pod.look.snapshot.namespace}.svc."
        return [
            query
            for query in queries
            if query.name.startswith(stem) and self._pod.created_at - _SLACK <= query.at <= ended + _SLACK
        ]

    def _is_late(self, probe: DnsQueries, ended: datetime) -> bool:
        """Whether the log was read after all that matters had happened: then it need not be read again."""
        age = self._pod.look.board.age(probe)
        return self._pod.look.now - timedelta(seconds=min(age, 1e6)) > ended + _SLACK
