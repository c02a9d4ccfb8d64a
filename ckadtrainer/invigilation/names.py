"""Names as an exam has them: of clusters and of namespaces, none of which tells what a task is about."""

from collections.abc import Sequence
from random import Random

_STARS = ("orion", "lyra", "vega", "cygnus", "draco", "hydra", "carina", "pavo")
_NAMESPACES = (
    "archive", "billing", "booking", "camera", "checkout", "courier", "depot", "dispatch", "ferry", "fleet", "garden",
    "harbour", "invoice", "kiosk", "ledger", "library", "loyalty", "mailroom", "market", "meter", "museum", "orders",
    "parcel", "payroll", "pricing", "quarry", "radio", "reports", "roster", "search", "sensors", "shipping", "signal",
    "stock", "survey", "tickets", "tower", "transit", "vault", "weather",
)  # fmt: skip
_MOST_CONTEXTS = 4


def contexts(tasks: int, seed: str) -> Sequence[str]:
    """Names of the contexts of an exam: up to four, fewer than tasks where there are several."""
    count = max(1, min(_MOST_CONTEXTS, (tasks + 1) // 2))
    return [f"ckad-{star}" for star in Random(f"contexts {seed}").sample(_STARS, count)]  # noqa: S311


def namespaces(tasks: int, seed: str) -> Sequence[str]:
    """What the tasks' namespaces are called, without what makes them unique."""
    chance = Random(f"namespaces {seed}")  # noqa: S311
    names: list[str] = []
    while len(names) < tasks:
        names += chance.sample(_NAMESPACES, len(_NAMESPACES))
    return names[:tasks]


def dealt(contexts_: Sequence[str], tasks: int, seed: str) -> Sequence[str]:
    """A context for each task, each about as often as the others."""
    hands = [contexts_[number % len(contexts_)] for number in range(tasks)]
    Random(f"deal {seed}").shuffle(hands)  # noqa: S311
    return hands
