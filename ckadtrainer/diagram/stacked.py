"""The narrow layout: containers one below the other, an arrow from each mount to its volume's line on the right."""

from dataclasses import dataclass

from ckadtrainer.diagram.canvas import Canvas, cut, width_of
from ckadtrainer.diagram.labels import Labels, is_writable
from ckadtrainer.diagram.pod import Container, Mount, Pod

_ROUND = "╭╮╰╯"
_LEAST = 18  # cells a container's box must have for lines of volumes beside it
_GAP = 3  # cells from one volume's line to the next


@dataclass(frozen=True, slots=True)
class _Row:
    """A line in a container's box; a mount also has its part at the right."""

    text: str
    right: str = ""
    mount: Mount | None = None


class Stack:
    """Draws one Pod at any width."""

    def __init__(self, pod: Pod, labels: Labels, width: int) -> None:
        self._pod, self._labels, self._canvas = pod, labels, Canvas(width)
        mounted = {mount.volume for container in pod.containers for mount in container.mounts}
        self._lined = [volume.name for volume in pod.volumes if volume.name in mounted]
        if width - self._beside < _LEAST:
            self._lined = []  # no room: each mount names its volume
        self._room = width - self._beside
        self._box = max(4, min(self._room, self._wanted()))
        self._begins: dict[str, int] = {}

    @property
    def _beside(self) -> int:
        return _GAP * len(self._lined) + 2 if self._lined else 0

    def lines(self) -> list[str]:
        """The picture, without the lines above it."""
        before = False
        for container in self._pod.containers:
            self._container(container, follows=before)
            before = container.starts_in_order
        for volume in (*self._lined, *(it.name for it in self._pod.volumes if it.name not in self._lined)):
            self._volume(volume)
        return self._canvas.lines()

    def _rows(self, container: Container) -> list[_Row]:
        ports = self._labels.ports(container)
        image = self._labels.image(container)
        together = f"{image}  {ports}".rstrip()
        is_wide = width_of(together) > self._room - 4
        rows = [_Row(image), _Row(ports)] if ports and is_wide else [_Row(together)]
        for mount in container.mounts:
            path, right = self._labels.path(container, mount), "ro" if mount.read_only else ""
            if mount.volume not in self._lined:
                arrow = "◀▶" if is_writable(self._pod, mount) else "◀─"
                right = f"{right} {arrow} {self._labels.volume(mount.volume)}".strip()
            rows.append(_Row(path, right, mount))
        return rows

    def _wanted(self) -> int:
        """Cells of a box in which nothing is cut."""
        widest = 12
        for container in self._pod.containers:
            title = width_of(self._labels.title(container)) + width_of(self._labels.role(container)) + 8
            rows = (width_of(row.text) + width_of(row.right) + 5 for row in self._rows(container))
            widest = max(widest, title, *rows)
        for number, name in enumerate(self._lined, start=1):
            # Its box reaches from the left edge to just beyond its line.
            inside = max(width_of(self._labels.words(name)), width_of(self._labels.volume(name)) + 1)
            widest = max(widest, inside + 4 - _GAP * number - 2)
        if not self._lined:
            for volume in self._pod.volumes:
                name, words = self._labels.volume(volume.name), self._labels.words(volume.name)
                widest = max(widest, width_of(name) + 5, width_of(words) + 4)
        return widest

    def _container(self, container: Container, *, follows: bool) -> None:
        canvas, top, rows = self._canvas, self._canvas.height, self._rows(container)
        canvas.box(0, top, self._box, len(rows))
        self._title(container, top, follows=follows)
        for y, row in enumerate(rows, start=top + 1):
            room = self._box - 4
            right = cut(row.right, room // 2) if row.right else ""
            text = cut(row.text, room - (width_of(right) + 1 if right else 0))
            canvas.put(2, y, text)
            canvas.put(self._box - 2 - width_of(right), y, right)
            if row.mount is not None and row.mount.volume in self._lined:
                self._arrow(row.mount, y)
        if container.starts_in_order:
            canvas.put(2, top + len(rows) + 1, "┬")

    def _title(self, container: Container, top: int, *, follows: bool) -> None:
        if follows:
            self._canvas.put(2, top, "▼")
        left, role = 4 if follows else 2, self._labels.role(container)
        room = self._box - left - 3
        tag = f" {role} " if role and width_of(role) + 2 <= room // 2 else ""
        name = cut(self._labels.title(container), room - width_of(tag) - 1)
        self._canvas.put(left - 1, top, f" {name} ")
        if tag:
            self._canvas.put(self._box - 2 - width_of(tag), top, tag)

    def _arrow(self, mount: Mount, y: int) -> None:
        """From the box's edge to the volume's line; it begins with an arrowhead, and ends with one if it may write."""
        canvas, end = self._canvas, self._line(mount.volume)
        canvas.put(self._box - 1, y, "├◀" + "─" * (end - self._box - 1))
        if is_writable(self._pod, mount):
            canvas.put(end - 1, y, "▶")
        if mount.volume in self._begins:
            canvas.down(end, self._begins[mount.volume] + 1, y - 1)
            canvas.put(end, y, "┤")
        else:
            canvas.put(end, y, "┐")
        self._begins[mount.volume] = y

    def _line(self, volume: str) -> int:
        """The column of a volume's line."""
        return self._box + _GAP * (self._lined.index(volume) + 1)

    def _volume(self, name: str) -> None:
        canvas, top = self._canvas, self._canvas.height
        right = self._line(name) + 2 if name in self._lined else self._line(self._lined[-1]) + 2 if self._lined else 0
        width = right or self._box
        canvas.box(0, top, width, 1, _ROUND)
        canvas.put(1, top, f" {cut(self._labels.volume(name), width - 6)} ")
        canvas.put(2, top + 1, cut(self._labels.words(name), width - 4))
        if name in self._lined:
            canvas.down(self._line(name), self._begins[name] + 1, top - 1)
            canvas.put(self._line(name), top, "┴")
            for later in self._lined[self._lined.index(name) + 1 :]:
                canvas.down(self._line(later), self._begins[later] + 1, top + 2)
                self._begins[later] = top + 2
