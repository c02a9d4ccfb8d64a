"""What was tried, one line a trial, so that a long proof can be stopped and gone on with."""

import hashlib
import json
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from ckadtrainer.packs.manifest import PackedDrill
from ckadtrainer.verification.answers import AnswerReport
from ckadtrainer.verification.mutants import MutantReport


@dataclass(frozen=True, slots=True)
class Tried:
    """One answer or mutant tried once. `verdicts` go from check to verdict, empty for what could not be tried.

    `fate` is a mutant's, None for an answer. `files` stands for the drill as it was, see `files_of`.
    """

    drill: str
    files: str
    name: str
    fate: str | None
    is_explained: bool
    is_good: bool
    verdicts: Mapping[str, str]
    seconds: float


@dataclass(frozen=True, slots=True)
class Carried:
    """How often every answer and every mutant of a drill was tried elsewhere, as the page says, and none was bad."""

    drill: str
    files: str
    answers: int = 0
    mutants: int = 0


def files_of(drill: PackedDrill) -> str:
    """A digest of the drill's folder and grader, 8 letters: another one means that another drill was tried."""
    digest = hashlib.sha256()
    files = sorted(file for file in drill.folder.rglob("*") if file.is_file())
    for file in [*files, *([drill.grader] if drill.grader else [])]:
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:8]


def tried(drill: PackedDrill, files: str, report: AnswerReport | MutantReport) -> Tried:
    """A report as a line of the ledger."""
    verdicts = {check.id: check.verdict.value for check in report.grade.checks} if report.grade else {}
    name, fate, is_explained, is_good = _answer(report) if isinstance(report, AnswerReport) else _mutant(report)
    return Tried(drill.drill.id, files, name, fate, is_explained, is_good, verdicts, round(report.seconds, 1))


def _answer(report: AnswerReport) -> tuple[str, None, bool, bool]:
    return report.answer, None, False, not report.faults


def _mutant(report: MutantReport) -> tuple[str, str, bool, bool]:
    return report.mutant.name, report.fate.value, report.explanation is not None, report.is_good


class Ledger:
    """Lines of `Tried` and `Carried` in a file. Any thread may add one; a kill loses none but the one being written."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._lines = list(_read(file))

    def carry(self, carried: Carried) -> None:
        """Count what was tried elsewhere, where nothing is known of the drill with these files yet."""
        with self._lock:
            is_known = any((each.drill, each.files) == (carried.drill, carried.files) for each in self._lines)
        if not is_known and carried != Carried(carried.drill, carried.files):
            self.add(carried)

    def add(self, line: Tried | Carried) -> None:
        with self._lock:
            self._lines.append(line)
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._file.open("a", encoding="utf-8") as file:
                file.write(_line(line))

    def of(self, drill: PackedDrill, files: str) -> Sequence[Tried]:
        """What was tried here of the drill with these files."""
        return [each for each in self._of(drill, files) if isinstance(each, Tried)]

    def carried(self, drill: PackedDrill, files: str) -> Carried:
        """What was tried elsewhere of the drill with these files."""
        known = (each for each in self._of(drill, files) if isinstance(each, Carried))
        return next(known, Carried(drill.drill.id, files))

    def _of(self, drill: PackedDrill, files: str) -> Sequence[Tried | Carried]:
        with self._lock:
            return [each for each in self._lines if each.drill == drill.drill.id and each.files == files]

    def forget(self, drills: Iterable[str]) -> None:
        """Drop every line of these drills."""
        dropped = frozenset(drills)
        with self._lock:
            self._lines = [each for each in self._lines if each.drill not in dropped]
            if self._file.exists():
                self._file.write_text("".join(_line(each) for each in self._lines), "utf-8")


def _line(line: Tried | Carried) -> str:
    return json.dumps(asdict(line), separators=(",", ":")) + "\n"


def _read(file: Path) -> Sequence[Tried | Carried]:
    """The lines of the file, without a last one that a kill cut off."""
    if not file.exists():
        return []
    text = file.read_text("utf-8")
    whole = text[: text.rfind("\n") + 1]
    if whole != text:
        file.write_text(whole, "utf-8")
    lines = (json.loads(line) for line in whole.splitlines())
    return [Tried(**line) if "name" in line else Carried(**line) for line in lines]
