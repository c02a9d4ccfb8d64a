"""The words on a picture of one Pod, marked and made safe."""

from ckadtrainer.diagram.canvas import safe
from ckadtrainer.diagram.mark import Marks
from ckadtrainer.diagram.pod import Container, Diagram, Mount, Pod, Role


class Labels:
    """What stands on the parts of a Pod's picture; every text is safe and on one line."""

    def __init__(self, pod: Pod, marks: Marks) -> None:
        self._pod, self._marks = pod, marks

    def head(self, diagram: Diagram) -> list[str]:
        """The lines above: the Pod, and the Services that lead to it."""
        pod = self._pod
        lines = [self._marked(f"{pod.kind} {pod.name}")]
        if pod.shares_processes or (pod.name, "processes") in self._marks:
            lines.append(self._marked(f"shareProcessNamespace {str(pod.shares_processes).lower()}", "processes"))
        for service in diagram.services:
            if service.selects(pod):
                ports = service.ports or (("", ""),)
                lines += [safe(f"Service {service.name}:{port} ─▶ {self._target(to)}") for port, to in ports]
        return lines

    def title(self, container: Container) -> str:
        """The container's name."""
        return self._marked(container.name or "?", "container", container.name)

    def role(self, container: Container) -> str:
        """`init`, with its number if there are several; `sidecar`; nothing for an app container."""
        inits = [it for it in self._pod.containers if it.role is Role.INIT]
        if container.role is not Role.INIT:
            return "" if container.role is Role.APP else str(container.role)
        return f"init {inits.index(container) + 1}" if len(inits) > 1 else "init"

    def image(self, container: Container) -> str:
        """The image."""
        return self._marked(container.image or "no image", "image", container.name)

    def ports(self, container: Container) -> str:
        """`:80 :9113 metrics`, or nothing."""
        return " ".join(safe(f":{port.number} {port.name}") for port in container.ports)

    def path(self, container: Container, mount: Mount) -> str:
        """The mount's path, and below which path of the volume."""
        text = f"{mount.path} (subPath {mount.sub_path})" if mount.sub_path else mount.path
        return self._marked(text, "mount", container.name, mount.path)

    def volume(self, name: str) -> str:
        """The volume's name."""
        return self._marked(name or "?", "volume", name)

    def words(self, name: str) -> str:
        """What kind of volume it is."""
        return safe(self._pod.volume(name).words)

    def _target(self, port: str) -> str:
        for container in self._pod.containers:
            if any(port in (it.number, it.name) for it in container.ports):
                return f"{container.name}:{port}"
        return f":{port}"

    def _marked(self, text: str, *part: str) -> str:
        mark = self._marks.get((self._pod.name, *part))
        return f"{mark} {safe(text)}" if mark else safe(text)


def is_writable(pod: Pod, mount: Mount) -> bool:
    """Whether the container may write: by the mount and by what kind of volume it is."""
    return not mount.read_only and not pod.volume(mount.volume).is_given
