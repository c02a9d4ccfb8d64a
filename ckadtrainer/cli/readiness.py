"""How ready for the exam: `readiness`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from ckadtrainer.cli import output
from ckadtrainer.cli.commands import command
from ckadtrainer.cli.run import Run
from ckadtrainer.errors import EXIT_FULL_MARKS

if TYPE_CHECKING:
    from ckadtrainer.history.readiness import Chance, DomainReadiness


def register(app: typer.Typer) -> None:
    """Add the command."""
    command(app, "readiness")(readiness)


def readiness(run: Run) -> int:
    """Tell the chance to pass the exam, per domain and overall, from what you did so far."""
    from ckadtrainer.history.as_text import readiness_text

    ready = run.practice.coach.readiness()
    heads = ("domain", "share", "chance", "eight in ten", "tries", "drills")
    table = output.table(heads, [_row(domain) for domain in ready.domains], right=(1, 2, 4, 5))
    text = f"{table}\n\nChance to pass  {readiness_text(ready)}\n{ready.assumption}"
    document = {
        "chance": _chance_document(ready.chance),
        "known": round(ready.known, 3),
        "pass_mark": ready.pass_mark,
        "domains": [_document(domain) for domain in ready.domains],
        "assumption": ready.assumption,
    }
    run.show(text, document)
    return EXIT_FULL_MARKS


def _row(it: DomainReadiness) -> tuple[str, ...]:
    from ckadtrainer.history.as_text import between, chance, percent

    told = (chance(it.chance.value), between(it.chance)) if it.chance else ("-", "not enough data")
    return it.domain.replace("_", " "), percent(it.share), *told, str(it.tries), str(it.drills)


def _document(it: DomainReadiness) -> dict[str, Any]:
    return {
        "domain": it.domain.value,
        "share": it.share,
        "tries": it.tries,
        "drills": it.drills,
        "chance": _chance_document(it.chance),
    }


def _chance_document(chance: Chance | None) -> dict[str, float] | None:
    if chance is None:
        return None
    return {"value": round(chance.value, 3), "low": round(chance.low, 3), "high": round(chance.high, 3)}
