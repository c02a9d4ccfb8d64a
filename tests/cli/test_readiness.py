"""`readiness`: the chance to pass, or that there is not enough data, with the assumption."""

import json
from datetime import timedelta
from typing import Any

import pytest

from ckadtrainer.attempt.attempt import Attempt, Namespace, State
from ckadtrainer.history.record import Record
from ckadtrainer.wiring import Settings


@pytest.fixture
def practised(bench: Any) -> None:
    """Full marks at every drill of the built-in pack yesterday, in good time."""
    at = bench.clock.now() - timedelta(days=1)
    for drill in bench.practice(Settings()).drills():
        key = (drill.pack, drill.drill.id, drill.drill.topic)
        attempt = Attempt(drill.drill.id, *key, Namespace("", ""), "", 180, at, state=State.FINISHED)
        bench.store.finish(attempt, Record(drill.drill.id, *key, at, 90.0, 180.0, 5, 5, 0, False), None)


def test_without_data_it_says_so_and_what_is_needed(bench: Any) -> None:
    said = bench("readiness")
    assert said.status == 0
    assert said.out.count("not enough data") == 5
    assert "Not enough data: 0 % of the exam is known and 60 % are needed." in said.out
    assert "from 5 tries at 3 drills on" in said.out
    assert json.loads(bench("readiness", "--json").out)["chance"] is None


@pytest.mark.usefixtures("practised")
def test_the_chance_with_its_interval_and_what_it_takes_for_granted(bench: Any) -> None:
    document = json.loads(bench("readiness", "--json").out)
    known = {it["domain"]: it["chance"] for it in document["domains"]}
    chance = known["design_and_build"]
    assert chance["low"] <= chance["value"] <= chance["high"]
    assert chance["value"] > 0.9
    text = bench("readiness").out
    row = next(line for line in text.splitlines() if line.startswith("design and build"))
    assert "20 %" in row
    assert text.splitlines()[-1].startswith("Assumes 16 tasks like your drills")
