"""The wide layout: containers beside each other, volumes below them, an arrow down from each mount."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

from ckadtrainer.diagram.canvas import Canvas, width_of
from ckadtrainer.diagram.labels import Labels, is_writable
from ckadtrainer.diagram.pod import Container, Mount, Pod

_ROUND = "╭╮╰╯"
_APART, _ARROW = 2, 4  # cells between two containers; the same with an arrow between them
_MOST = 4  # volumes of which every order is tried


@dataclass(frozen=True, slots=True)
class _Drop:
    """The arrow of a mount: its column and what stands beside it."""

    x: int
    label: str
    mount: Mount


@dataclass(frozen=True, slots=True)
class _Shelf:
    """A volume's box: columns of its edges, both included, and how many rows of boxes are above it."""

    name: str
    left: int
    right: int
    level: int


class Columns:
    """Draws one Pod where everything has room uncut and no line runs through a box."""

    def __init__(self, pod: Pod, labels: Labels, width: int) -> None:
        self._pod, self._labels, self._canvas = pod, labels, Canvas(width)
        self._places: list[tuple[int, int]] = []
        self._drops: list[_Drop] = []
        self._lay_out()
        self._shelves = self._shelve()
        self.fits = len(pod.containers) > 1 and self._end <= width and self._shelves is not None

    @property
    def _end(self) -> int:
        return max((x + width for x, width in self._places), default=0)

    def lines(self) -> list[str]:
        """The picture, without the lines above it; only if it fits."""
        for container, (x, width) in zip(self._pod.containers, self._places, strict=True):
            self._container(container, x, width)
        top = self._canvas.height - 1
        for drop in self._drops:
            self._canvas.put(drop.x, top, "┬")
            self._canvas.put(drop.x, top + 1, f"▲ {drop.label}")
            self._canvas.put(drop.x, top + 2, "▼" if is_writable(self._pod, drop.mount) else "│")
        first = self._canvas.height
        for shelf in self._shelves or ():
            self._volume(shelf, first)
        return self._canvas.lines()

    def _lay_out(self) -> None:
        x = 0
        for container in self._pod.containers:
            drop_x = x + 1
            for mount in sorted(container.mounts, key=self._order):
                label = self._labels.path(container, mount) + ("  ro" if mount.read_only else "")
                self._drops.append(_Drop(drop_x, label, mount))
                drop_x += width_of(label) + 5
            role = self._labels.role(container)
            title = width_of(self._labels.title(container)) + (width_of(role) + 3 if role else 0) + 4
            width = max(10, title, drop_x - x - 2, *(width_of(row) + 4 for row in self._rows(container)))
            self._places.append((x, width))
            x += width + (_ARROW if container.starts_in_order else _APART)

    def _order(self, mount: Mount) -> int:
        return [volume.name for volume in self._pod.volumes].index(mount.volume)

    def _rows(self, container: Container) -> list[str]:
        ports = self._labels.ports(container)
        return [self._labels.image(container), *([ports] if ports else [])]

    def _container(self, container: Container, x: int, width: int) -> None:
        rows = max(len(self._rows(it)) for it in self._pod.containers)
        self._canvas.box(x, 0, width, rows)
        self._canvas.put(x + 1, 0, f" {self._labels.title(container)} ")
        role = self._labels.role(container)
        if role:
            self._canvas.put(x + width - width_of(role) - 3, 0, f" {role} ")
        for y, row in enumerate(self._rows(container), start=1):
            self._canvas.put(x + 2, y, row)
        if container.starts_in_order and container is not self._pod.containers[-1]:
            self._canvas.put(x + width - 1, 1, "├" + "─" * (_ARROW - 1) + "▶")

    def _shelve(self) -> Sequence[_Shelf] | None:
        """Where the boxes of the volumes go; None if a line would run through one however they are put."""
        if len(self._pod.volumes) > _MOST:
            return None
        found = [self._shelved(order) for order in permutations(volume.name for volume in self._pod.volumes)]
        return min(
            (it for it in found if it is not None), key=lambda it: max([s.level for s in it], default=0), default=None
        )

    def _shelved(self, order: Sequence[str]) -> Sequence[_Shelf] | None:
        shelves: list[_Shelf] = []
        for name in order:
            left, right = self._span(name)
            if right >= self._canvas.width:
                return None
            level = shelves[-1].level if shelves else 0
            if any(left <= it.right + 1 and it.left <= right + 1 for it in shelves if it.level == level):
                level += 1
            shelves.append(_Shelf(name, left, right, level))
        for shelf in shelves:
            below = {it.name for it in shelves if it.level > shelf.level}
            if any(shelf.left <= drop.x <= shelf.right for drop in self._drops if drop.mount.volume in below):
                return None
        return shelves

    def _span(self, name: str) -> tuple[int, int]:
        """Columns of the edges of a volume's box: below all of its arrows, and wide enough for its words."""
        columns = [drop.x for drop in self._drops if drop.mount.volume == name]
        left, last = (min(columns) - 1, max(columns) + 1) if columns else (0, 0)
        least = width_of(self._text(name)) + 3
        if left + least >= self._canvas.width:
            left = max(0, min(left, self._canvas.width - 1 - least))
        return left, max(last, left + least)

    def _text(self, name: str) -> str:
        return f"{self._labels.volume(name)}  {self._labels.words(name)}".rstrip()

    def _volume(self, shelf: _Shelf, first: int) -> None:
        canvas, top = self._canvas, first + 3 * shelf.level
        canvas.box(shelf.left, top, shelf.right - shelf.left + 1, 1, _ROUND)
        canvas.put(shelf.left + 2, top + 1, self._text(shelf.name))
        for drop in self._drops:
            if drop.mount.volume == shelf.name:
                canvas.down(drop.x, first, top - 1)
                canvas.put(drop.x, top, "┴")
