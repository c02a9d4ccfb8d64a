"""A sheet of character cells to draw on. Whatever is put on it, its lines are never wider than it is."""

from functools import lru_cache

from rich.cells import cell_len

from ckadtrainer.untrusted import untrusted


@lru_cache(maxsize=4096)
def safe(text: str) -> str:
    """`text` on one line, of characters that each take one or two cells by themselves."""
    words = " ".join(untrusted(text).split())
    return "".join(character for character in words if cell_len(character) > 0)


def width_of(text: str) -> int:
    """Cells that a safe text takes, character by character as it is put on a canvas."""
    return sum(cell_len(character) for character in text)


def cut(text: str, width: int) -> str:
    """A safe text of at most `width` cells, with an ellipsis if something is cut off."""
    if width_of(text) <= width:
        return text
    kept, room = "", width - 1
    for character in text:
        room -= cell_len(character)
        if room < 0:
            break
        kept += character
    return f"{kept}…" if width > 0 else ""


class Canvas:
    """Cells by column and row, from 0; rows come into being when something is put on them."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._rows: list[list[str]] = []

    @property
    def height(self) -> int:
        """Rows so far."""
        return len(self._rows)

    def at(self, x: int, y: int) -> str:
        """What a cell holds; a space where nothing was put."""
        return self._rows[y][x] if y < len(self._rows) and 0 <= x < self.width else " "

    def put(self, x: int, y: int, text: str) -> None:
        """Put a safe text; what does not fit is cut off."""
        while len(self._rows) <= y:
            self._rows.append([" "] * self.width)
        for character in text:
            size = cell_len(character)
            if x < 0 or x + size > self.width:
                return
            self._rows[y][x] = character
            for rest in range(x + 1, x + size):
                self._rows[y][rest] = ""
            x += size

    def box(self, x: int, y: int, width: int, rows: int, corners: str = "┌┐└┘") -> None:
        """An empty box with `rows` rows inside."""
        self.put(x, y, corners[0] + "─" * (width - 2) + corners[1])
        for row in range(y + 1, y + 1 + rows):
            self.put(x, row, "│" + " " * (width - 2) + "│")
        self.put(x, y + rows + 1, corners[2] + "─" * (width - 2) + corners[3])

    def down(self, x: int, first: int, last: int) -> None:
        """A line from row to row, both included, that crosses what runs across it and covers nothing else."""
        for y in range(first, last + 1):
            self.put(x, y, {" ": "│", "─": "┼"}.get(self.at(x, y), self.at(x, y)))

    def lines(self) -> list[str]:
        """The rows as text, without the blanks at their ends."""
        return ["".join(row).rstrip() for row in self._rows]
