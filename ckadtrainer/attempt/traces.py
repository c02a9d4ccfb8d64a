"""What a trial that is under way leaves, so that what a killed one left behind can be told from what goes on."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ckadtrainer.attempt.stage import Stage


class Traces:
    """A locked file for each trial of this machine, named by its id; its lock ends with its process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def left(self, id: str) -> Iterator[None]:
        """Hold the trial's trace while the body runs; where it fails, its namespace may still be there for a sweep."""
        self._folder.mkdir(parents=True, exist_ok=True)
        file = self._folder / id
        with file.open("w") as stream:
            fcntl.flock(stream, fcntl.LOCK_EX)
            yield
            file.unlink(missing_ok=True)

    def sweep(self, stage: Stage) -> int:
        """Remove the namespaces of trials whose process is gone; tell how many. Raises ClusterUnavailable."""
        dead = {file.name: file for file in self._files() if not _is_held(file)}
        if not dead:
            return 0
        left = [namespace for namespace, id in stage.leftovers() if id in dead]
        for namespace in left:
            stage.delete_namespace(namespace)
        for file in dead.values():
            file.unlink(missing_ok=True)
        return len(left)

    def _files(self) -> list[Path]:
        return list(self._folder.iterdir()) if self._folder.is_dir() else []


def _is_held(file: Path) -> bool:
    try:
        with file.open() as stream:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return True  # it has ended meanwhile, and cleaned up
    except BlockingIOError:
        return True
    return False
