"""The test bed: the trainer in a temporary home, on the cluster of the real one."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ckadtrainer import paths, wiring
from ckadtrainer.attempt.attempt import Attempt
from ckadtrainer.packs.manifest import PackedDrill
from ckadtrainer.practice import Practice

PACK = Path(__file__).resolve().parent / "pack"
SCRIPT = Path(__file__).resolve().parent / "ten_facts.sh"
_OWN = ("history.sqlite3", "attempts")  # of the data folder: never the user's own


@dataclass(frozen=True)
class Bed:
    """`environment` is what the trainer's processes run with; `practice` is the trainer in this process."""

    environment: dict[str, str]
    practice: Practice

    def bare(self, *arguments: str) -> list[str]:
        """The command line that starts the installed trainer."""
        beside = Path(sys.executable).with_name("ckadtrainer")
        program = [str(beside)] if beside.exists() else [sys.executable, "-m", "ckadtrainer"]
        return [*program, *arguments]

    def trainer(self, *arguments: str) -> list[str]:
        """The same with the benchmark's pack."""
        return self.bare("--pack", str(PACK), *arguments)

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a program to its end."""
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False, timeout=120)

    @contextmanager
    def attempt(self, drill: str) -> Iterator[tuple[PackedDrill, Attempt]]:
        """An open attempt, abandoned at the end."""
        packed = self.practice.find(drill)
        attempt = self.practice.start(packed)
        try:
            yield packed, attempt
        finally:
            self.practice.abandon(attempt)


@contextmanager
def bed() -> Iterator[Bed]:
    """A bed in a temporary home. Raises ClusterUnavailable when there is no cluster to measure on."""
    with tempfile.TemporaryDirectory(prefix="ckadtrainer-bench-") as folder:
        home = Path(folder)
        _borrow(home)
        os.environ["CKADTRAINER_HOME"] = folder
        path = os.pathsep.join((str(paths.tools()), os.environ.get("PATH", os.defpath)))
        environment = {**os.environ, "PATH": path}
        yield Bed(environment, wiring.practice(wiring.Settings(packs=(PACK,))))


def _borrow(home: Path) -> None:
    """Link what names the cluster; history and attempts start empty."""
    data = home / "data"
    data.mkdir()
    for entry in paths.data().iterdir() if paths.data().is_dir() else ():
        if not entry.name.startswith(_OWN):
            (data / entry.name).symlink_to(entry)
    if paths.config().is_dir():
        # Without the user's settings: packs of theirs would be measured too.
        shutil.copytree(paths.config(), home / "config", ignore=shutil.ignore_patterns("settings.toml"))
    if paths.cache().is_dir():
        (home / "cache").symlink_to(paths.cache())
