"""What happened to an exam while no trainer watched over it."""

from datetime import datetime

from ckadtrainer.errors import ClusterUnavailable, NamespaceGone
from ckadtrainer.exam import clock as exam_clock
from ckadtrainer.exam.event import Event, Happening
from ckadtrainer.exam.sitting import Sitting
from ckadtrainer.world import World


def missed(sitting: Sitting, world: World, now: datetime) -> list[Event]:
    """The events of an open sitting since the cluster was last seen to answer, in their order.

    Nobody worked on a task; a cluster that was started meanwhile was down until then, as far as anybody can tell; and
    time that ran out ended the exam when it did. Raises NamespaceGone when its namespaces are not there any more.
    """
    seen = sitting.seen_at or now
    events = [Event(seen, Happening.LEFT), *_outage(sitting, world, seen, now)]
    over = exam_clock.deadline(sitting.after(events), now)
    if over is not None and now >= over:
        events.append(Event(over, Happening.ENDED))
    return events


def _outage(sitting: Sitting, world: World, seen: datetime, now: datetime) -> list[Event]:
    try:
        there = {namespace for namespace, _ in world.leftovers()}
        since = world.serving_since()
    except ClusterUnavailable:
        return [Event(seen, Happening.LOST)]
    if any(place.namespace not in there for place in sitting.places):
        raise NamespaceGone(
            "The namespaces of this exam are not in the cluster any more.",
            "Give it up with `ckadtrainer exam --abandon`, then begin another.",
        )
    if since is not None and since > seen:
        return [Event(seen, Happening.LOST), Event(min(since, now), Happening.FOUND)]
    return [Event(now, Happening.FOUND)] if sitting.is_lost else []
