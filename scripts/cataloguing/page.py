"""The catalogue as a page: a table of drills, in which what was not tried anew stays as it was."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from .ledger import Carried
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
    "faults",
    "changed",
    "varied",
    "files",
)
_TIMES = re.compile(r"\d+ × (\d+)")  # of all; a part of them has "of" before the cross
_ROW = re.compile(r"^\| `([a-z0-9_]+)` +\|.*$", re.MULTILINE)
_WORDS = """\
# Catalogue

Every drill of the repository, proven on the practice cluster. `scripts/verify_catalogue` writes this page;
`--drill ID` proves one drill and leaves the other rows as they are.

- **answers** are written: doing nothing, the solution, other right ones, wrong ones. Each got the verdicts its drill
  promises; `21 × 3` means 21 of them, each three times or more, in the drill's variants by turns.
- **mutants** are made of the solution: near misses, which must not get full marks, and equivalents, which must.
  `8 of 35 × 1` says that a sample was tried.
- **kill rate** is the part of the near misses that got less than full marks; those **explained** in
  `drill.yaml`, as what the task leaves to the learner, are not counted.
- **seconds** pass from the solution's first document to its verdicts, the median of all trials.
- **faults** are answers that once did not get what the drill promises, near misses that got full marks with nobody
  explaining why, and equivalents that did not get them.
- **changed** are the answers with a verdict that was not always the same, and the mutants that got full marks at one
  time and less at another.
- **varied** are the mutants that did not always fail the same checks, which no drill promises: one that does not wait
  for the database may find it there or not.
- **files** stands for the drill's files as they were. While they are the same, another run counts on from here.
"""


def write_page(file: Path, proofs: Iterable[Proof]) -> None:
    """Write the page with these proofs, and what it has already of other drills."""
    rows = _rows(file)
    for proof in proofs:
        name = proof.drill.drill.id
        before = rows.get(name, {})
        kept = before if before.get("files") == proof.carried.files else {}
        if proof.tried or not kept:
            rows[name] = dict.fromkeys(_HEADS, "-") | kept | _cells(proof)
    rule = "|" + "---|" * len(_HEADS)
    lines = (_line({head: head for head in _HEADS}), rule, *(_line(rows[name]) for name in sorted(rows)))
    file.write_text("\n".join((_WORDS, *lines, "")), "utf-8")


def carried(file: Path, drill: str, files: str) -> Carried:
    """How often everything of the drill with these files was tried as it should be, as the page says."""
    row = _rows(file).get(drill)
    if row is None or (row["files"], row["faults"], row["changed"]) != (files, "0", "0"):
        return Carried(drill, files)
    answers, mutants = (_TIMES.fullmatch(row[head]) for head in ("answers", "mutants"))
    return Carried(drill, files, int(answers[1]) if answers else 0, int(mutants[1]) if mutants else 0)


def _rows(file: Path) -> dict[str, dict[str, str]]:
    if not file.exists():
        return {}
    rows = _ROW.finditer(file.read_text("utf-8"))
    return {row[1]: dict(zip(_HEADS, row[0].strip("| ").split(" | "), strict=True)) for row in rows}


def _line(cells: Mapping[str, str]) -> str:
    return "| " + " | ".join(cells[head] for head in _HEADS) + " |"


def _times(counts: Counter[str], of: int, carried: int) -> str:
    """How many were tried how often; `carried` times all of them."""
    if carried:
        return f"{of} × {carried + (min(counts.values()) if len(counts) == of else 0)}"
    tried = str(of) if len(counts) == of else f"{len(counts)} of {of}"
    return f"{tried} × {min(counts.values())}"


def _cells(proof: Proof) -> dict[str, str]:
    """What the trials tell; nothing of mutants when none was tried."""
    drill = proof.drill.drill
    cells = {
        "drill": f"`{drill.id}`",
        "topic": drill.topic,
        "minutes": str(drill.minutes),
        "checks": str(len(drill.checks)),
    }
    if proof.tried:
        cells["faults"] = str(len(proof.faults))
        cells["changed"] = str(len(proof.changed()))
        cells["varied"] = str(len(proof.varied()))
        cells["files"] = proof.carried.files
    if proof.answers:
        cells["answers"] = _times(proof.answers, 1 + len(drill.answers), proof.carried.answers)
    if proof.seconds is not None:
        cells["seconds"] = f"{proof.seconds:.0f}"
    if proof.mutants:
        cells["mutants"] = _times(proof.mutants, proof.made, proof.carried.mutants)
        cells["kill rate"] = "-" if proof.rate is None else f"{proof.rate:.0%}"
        cells["explained"] = str(proof.explained)
    return cells
