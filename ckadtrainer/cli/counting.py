"""Steps of something long as they are done, on stderr: one line rewritten on a terminal, a line a stage elsewhere."""

from __future__ import annotations

import sys
import threading
from types import TracebackType


class CountLines:
    """Call it with what is done and how many of how many steps of it are, from any thread; leave it to end the line."""

    def __init__(self) -> None:
        self._rewrites = sys.stderr.isatty()
        self._lock = threading.Lock()
        self._line = ""

    def __enter__(self) -> CountLines:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._line:
            self._write("\n")

    def __call__(self, what: str, done: int, of: int) -> None:
        with self._lock:
            line = f"{done} of {of} {what}"
            if self._rewrites:
                self._write("\r" + line.ljust(len(self._line)))
                self._line = line
            elif done == of:
                self._write(line + "\n")

    def _write(self, text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()
