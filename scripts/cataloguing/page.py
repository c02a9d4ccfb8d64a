"""The catalogue as a page: a table of drills, which keeps the rows of drills that were not proven anew."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from ckadtrainer.survival import Fate, SurvivalReport

from .proof import Proof

_HEADS = (
    "drill",
    "topic",
    "minutes",
    "checks",
    "answers",
    "mutants",
    "kill rate",
    "explained",
    "seconds",
    "runs",
    "changed",
)
_ROW = re.compile(r"^\| `([a-z0-9_]+)` +\|.*$", re.MULTILINE)
_WORDS = """\
# Catalogue

Every drill of the repository, proven on the practice cluster. `scripts/verify_catalogue` writes this page;
`--drill ID` proves one drill anew and leaves the other rows as they are.

- **answers** are written: the solution, other right ones, wrong ones. Each gets the verdicts its drill promises.
- **mutants** are made of the solution: near misses, which must not get full marks, and equivalents, which must.
  `8 of 35` says that a sample was tried.
- **kill rate** is the part of the near misses that got less than full marks; those **explained** in
  `drill.yaml`, as what the task leaves to the learner, are not counted.
- **seconds** pass from the solution's first document to its verdicts, the median of the **runs**.
- **changed** are the answers and mutants with a verdict that was not the same in every run.
"""


def write_page(file: Path, proofs: Iterable[Proof]) -> None:
    """Write the page with these proofs, and the rows of other drills that it has already."""
    rows = {match[1]: match[0] for match in _ROW.finditer(file.read_text("utf-8"))} if file.exists() else {}
    rows |= {proof.drill.drill.id: _line(_cells(proof)) for proof in proofs}
    rule = "|" + "---|" * len(_HEADS)
    table = "\n".join((_line(_HEADS), rule, *(rows[name] for name in sorted(rows))))
    file.write_text(f"{_WORDS}\n{table}\n", "utf-8")


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _tried(report: SurvivalReport) -> str:
    tried = len(report.mutants)
    return str(tried) if tried == report.made else f"{tried} of {report.made}"


def _cells(proof: Proof) -> tuple[str, ...]:
    drill, mutants = proof.drill.drill, [run.mutants for run in proof.runs]
    rates = [each.rate for each in mutants if each.rate is not None]
    return (
        f"`{drill.id}`",
        drill.topic,
        str(drill.minutes),
        str(len(drill.checks)),
        str(len(drill.answers)),
        _tried(mutants[0]),
        f"{min(rates):.0%}" if rates else "-",
        str(mutants[0].count(Fate.EXPLAINED)),
        f"{proof.seconds:.0f}",
        str(len(proof.runs)),
        str(len(proof.changed())),
    )
