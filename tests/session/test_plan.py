"""Orders of a session."""

from pathlib import Path

import pytest

from ckadtrainer.definition.drill import Drill
from ckadtrainer.packs.manifest import PackedDrill
from ckadtrainer.session.plan import Order, Session, plan


def packed(id: str, topic: str, minutes: int) -> PackedDrill:
    drill = Drill.model_validate(
        {
            "format": 1,
            "id": id,
            "title": id,
            "topic": topic,
            "domain": "deployment",
            "minutes": minutes,
            "task": "Do it.",
            "checks": [{"id": "done", "points": 1, "says": "Done", "within": "5s"}],
            "answers": [{"file": "answers/solution.yaml"}],
        }
    )
    return PackedDrill(drill, "p", Path("nowhere"), None, ())


DRILLS = (packed("one", "a", 9), packed("two", "a", 3), packed("three", "b", 6))


@pytest.mark.parametrize(
    ("order", "ids"),
    [
        (Order.AS_WRITTEN, ["p/a/one", "p/a/two", "p/b/three"]),
        (Order.SHORTEST_FIRST, ["p/a/two", "p/b/three", "p/a/one"]),
        (Order.DUE_FIRST, ["p/b/three", "p/a/two", "p/a/one"]),
    ],
)
def test_orders(order: Order, ids: list[str]) -> None:
    session = plan(DRILLS, order=order, due={"p/b/three"}, done={"p/a/one", "p/b/three"})
    assert list(session.drills) == ids
    assert session.seconds == 18 * 60


def test_one_topic() -> None:
    assert plan(DRILLS, topic="b").drills == ("p/b/three",)


def test_what_follows() -> None:
    session = Session(("x", "y"), 0)
    assert [session.after(it) for it in ("x", "y", "z")] == ["y", None, None]
