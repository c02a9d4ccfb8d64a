"""`next`: what to do now, why, and how to start it."""

import json
from typing import Any

import pytest


@pytest.fixture
def only(bench: Any) -> Any:
    """Runs a command line that looks at the drills of the test pack only."""
    return lambda *arguments: bench(*arguments, "--topic", "basics")


def test_a_new_skill_with_the_command_that_starts_it(only: Any) -> None:
    said = only("next")
    assert said.status == 0
    assert said.out == "label_again  Design and build: not practised yet\n\nckadtrainer start label_again\n"


def test_what_fell_short_comes_back_and_is_due(bench: Any, only: Any) -> None:
    bench("start", "label_it")
    assert "label_it  an attempt is open" in only("next").out
    bench("finish")
    document = json.loads(only("next", "--json").out)
    assert (document["drill"], document["reason"], document["kind"]) == ("label_it", "due", "drill")
    assert document["due"] == [
        {
            "skill": "Design and build",
            "drill": "label_it",
            "key": "tests/basics/label_it",
            "due_on": "2026-01-01",
            "overdue_days": 0,
            "last": "2026-01-01",
            "recall": 1.0,
        }
    ]
    row = next(line for line in bench("list").out.splitlines() if line.startswith("label_it"))
    assert " due " in row


def test_it_starts_what_it_says_in_a_fresh_namespace(bench: Any, only: Any) -> None:
    started = only("next", "--start")
    assert started.status == 0
    assert "label_again  Design and build: not practised yet" in started.err
    assert "Namespace  label-again-" in started.out
    again = only("next", "--start")
    assert "an attempt is open" in again.err
    assert len(bench.world.leftovers()) == 1


def test_nothing_to_do_is_said(bench: Any, only: Any, labelled: dict[str, object]) -> None:
    for drill in ("label_it", "label_again"):
        bench("start", drill)
        bench.do(labelled)
        bench.clock.advance(150)
        assert bench("finish").status == 0
    said = only("next")
    assert said.out == "Nothing is due before Saturday, 3 January, and nothing is left undone.\n"
    assert json.loads(only("next", "--json").out)["drill"] is None
    assert only("next", "--start").status == 0


def test_a_topic_that_is_not_there_is_named_with_those_that_are(bench: Any) -> None:
    said = bench("next", "--topic", "cooking")
    assert said.status == 2
    assert "There is no topic called 'cooking'." in said.err
    assert "basics" in said.err
