"""From a `Diagram` to lines of text."""

from ckadtrainer.diagram.canvas import cut, safe
from ckadtrainer.diagram.columns import Columns
from ckadtrainer.diagram.labels import Labels
from ckadtrainer.diagram.mark import Marks
from ckadtrainer.diagram.pod import Diagram, Pod
from ckadtrainer.diagram.stacked import Stack


def draw(diagram: Diagram, width: int, marks: Marks | None = None) -> list[str]:
    """The diagram in lines of at most `width` cells, safe for a terminal; a blank line between two Pods.

    Services that lead to none of the Pods stand at the end.
    """
    lines: list[str] = []
    for pod in diagram.pods:
        lines += [*([""] if lines else []), *_pod(diagram, pod, width, marks or {})]
    for service in diagram.services:
        if not any(service.selects(pod) for pod in diagram.pods):
            ports = " ".join(f":{port}" for port, _ in service.ports)
            lines.append(cut(safe(f"Service {service.name} {ports}"), width))
    return lines


def _pod(diagram: Diagram, pod: Pod, width: int, marks: Marks) -> list[str]:
    labels = Labels(pod, marks)
    head = [cut(line, width) for line in labels.head(diagram)]
    beside = Columns(pod, labels, width)
    return head + (beside.lines() if beside.fits else Stack(pod, labels, width).lines())
