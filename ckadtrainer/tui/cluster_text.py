"""What the cluster says, as content: pods, events, logs. All of it goes through the door for untrusted text."""

from collections.abc import Mapping, Sequence
from typing import Any

from textual.content import Content

from ckadtrainer.provisioning import ClusterStatus, Condition
from ckadtrainer.tui import symbols, wording
from ckadtrainer.tui.text import line, plain

_NORMAL_PHASES = {"Running", "Succeeded"}


def condition(status: ClusterStatus | None) -> Content:
    """How the cluster is, in a few words; None before anybody looked."""
    if status is None:
        return Content.styled("cluster …", "$quiet")
    style = "$accent" if status.condition is Condition.READY else "$warning"
    facts = [str(status.condition)]
    if status.version:
        facts.append(status.version)
    if status.memory is not None:
        facts.append(wording.memory(status.memory))
    return Content.assemble("cluster ", (symbols.CONDITION[status.condition], style), " ", line("  ".join(facts)))


def pods(found: Sequence[Mapping[str, Any]]) -> Content:
    """Each pod with its phase, and below it each container with its state and restarts."""
    if not found:
        return Content.styled("No pod in this namespace yet.", "$quiet")
    rows: list[Content] = []
    for pod in found:
        meta, status = pod.get("metadata", {}), pod.get("status", {})
        phase = "Terminating" if meta.get("deletionTimestamp") else str(status.get("phase", "Pending"))
        style = "$accent" if phase in _NORMAL_PHASES else "$warning"
        rows.append(Content.assemble(line(str(meta.get("name", "")), "bold"), "  ", line(phase, style)))
        rows.extend(_container(state) for state in _states(pod))
    return Content("\n").join(rows)


def containers(found: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, str], ...]:
    """(pod, container) pairs, init containers first."""
    return tuple(
        (str(pod.get("metadata", {}).get("name", "")), str(container.get("name", "")))
        for pod in found
        for key in ("initContainers", "containers")
        for container in pod.get("spec", {}).get(key) or ()
    )


def events(found: Sequence[Mapping[str, Any]]) -> Content:
    """Newest first: time, object, reason, message."""
    if not found:
        return Content.styled("No events in this namespace yet.", "$quiet")
    return Content("\n").join(_event(event) for event in reversed(found))


def log(text: str) -> Content:
    """A container's log as it was printed."""
    return plain(text.rstrip("\n")) if text.strip() else Content.styled("Nothing has been printed yet.", "$quiet")


def _states(pod: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    status = pod.get("status", {})
    return [*(status.get("initContainerStatuses") or ()), *(status.get("containerStatuses") or ())]


def _container(status: Mapping[str, Any]) -> Content:
    state: Mapping[str, Any] = status.get("state") or {}
    kind = next(iter(state), "waiting")
    detail: Mapping[str, Any] = state.get(kind) or {}
    words = str(detail.get("reason") or kind)
    if kind == "terminated":
        words = f"{words}, exit code {detail.get('exitCode', '?')}"
    good = bool(status.get("ready")) or (kind == "terminated" and detail.get("exitCode") == 0)
    message = str(detail.get("message") or "")
    return Content.assemble(
        ("  ● " if good else "  ○ ", "$accent" if good else "$warning"),
        line(str(status.get("name", ""))),
        "  ",
        line(words, "$quiet"),
        ("  ready" if status.get("ready") else "", "$quiet"),
        (f"  restarts {status.get('restartCount', 0)}", "$quiet" if not status.get("restartCount") else "$warning"),
        ("\n      " if message else ""),
        line(message, "$quiet"),
    )


def _event(event: Mapping[str, Any]) -> Content:
    moment = str(event.get("lastTimestamp") or event.get("eventTime") or event.get("firstTimestamp") or "")
    involved: Mapping[str, Any] = event.get("involvedObject") or event.get("regarding") or {}
    warned = event.get("type") == "Warning"
    return Content.assemble(
        line(moment[11:19], "$quiet"),
        "  ",
        line(str(event.get("reason", "")), "$warning" if warned else "$accent"),
        "  ",
        line(str(involved.get("name", ""))),
        "  ",
        line(str(event.get("message") or event.get("note") or ""), "$quiet"),
    )
