"""How tries went over time, put together in four ways."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ckadtrainer.definition.drill import Drill
from ckadtrainer.history.as_text import sparks
from ckadtrainer.history.grouping import By
from ckadtrainer.history.record import Record
from ckadtrainer.history.trends import Trend, trends
from ckadtrainer.packs.manifest import PackedDrill

Make = Callable[..., Record]
KEY = "ckad/multi_container/init_pod"


def exercise(**words: Any) -> PackedDrill:
    whole: dict[str, Any] = {
        "format": 1,
        "id": "init_pod",
        "title": "First",
        "topic": "multi_container",
        "domain": "deployment",
        "minutes": 3,
        "task": "Do it.",
        "checks": [{"id": "done", "points": 10, "says": "Done", "within": "5s"}],
        "answers": [{"file": "solution.yaml"}],
    }
    return PackedDrill(Drill.model_validate({**whole, **words}), "ckad", Path("nowhere"), None, ())


@pytest.fixture
def tries(record: Make, now: datetime) -> Callable[..., list[Record]]:
    """Tries with these points, one a day up to now, newest first."""

    def make(*points: int, **how: object) -> list[Record]:
        days = range(len(points) - 1, -1, -1)
        made = [
            record(points=got, ended_at=now - timedelta(days=day), **how) for got, day in zip(points, days, strict=True)
        ]
        return made[::-1]

    return make


def only(found: object) -> Trend:
    (trend,) = found  # type: ignore[misc]
    return trend  # type: ignore[no-any-return]


def test_shares_of_all_and_of_the_last_five(tries: Any) -> None:
    trend = only(trends(By.DRILL, tries(0, 0, 5, 10, 10, 10, 10), {}))
    assert (len(trend.tries), trend.full) == (7, 4)
    assert trend.share == pytest.approx(45 / 70)
    assert trend.recent == pytest.approx(0.9)
    assert [record.points for record in trend.tries] == [0, 0, 5, 10, 10, 10, 10]
    assert sparks(trend) == "▁▁▅████"


def test_what_was_copied_gains_nothing(record: Make) -> None:
    assert record(solution_seen=True).share == 0
    assert record(points=5).share == 0.5


def test_times_are_those_of_full_marks_at_one_drill(record: Make) -> None:
    mine = [record(seconds=seconds) for seconds in (90.0, 180.0, 60.0)] + [record(seconds=1.0, points=0)]
    trend = only(trends(By.DRILL, mine, {}))
    assert (trend.best, trend.median, trend.pace) == (60, 90, 0.5)
    mixed = only(trends(By.TOPIC, [*mine, record(drill="other", seconds=300.0, limit=200.0)], {}))
    assert (mixed.best, mixed.median) == (None, None)
    assert mixed.pace == pytest.approx(0.75)


def test_without_full_marks_there_is_no_time(record: Make) -> None:
    trend = only(trends(By.DRILL, [record(points=0)], {}))
    assert (trend.best, trend.median, trend.pace) == (None, None, None)


@pytest.mark.parametrize(
    ("by", "name"),
    [(By.DRILL, "init_pod"), (By.TOPIC, "multi_container"), (By.DOMAIN, "deployment"), (By.COMPETENCY, "Use Helm")],
)
def test_four_ways(record: Make, by: By, name: str) -> None:
    assert only(trends(by, [record()], {KEY: exercise(competency="Use\n Helm")})).name == name


def test_a_drill_that_is_gone_counts_for_itself_and_its_topic_alone(record: Make) -> None:
    counted = {by: [trend.name for trend in trends(by, [record()], {})] for by in By}
    assert counted == {By.DRILL: ["init_pod"], By.TOPIC: ["multi_container"], By.DOMAIN: [], By.COMPETENCY: []}


def test_a_drill_without_a_competency_counts_for_none(record: Make) -> None:
    assert trends(By.COMPETENCY, [record()], {KEY: exercise()}) == []


def test_the_weakest_of_late_first_and_packs_apart(record: Make) -> None:
    records = [record(), record(pack="other", points=3), record(drill="bad", points=0)]
    assert [(trend.name, trend.recent) for trend in trends(By.DRILL, records, {})] == [
        ("bad", 0.0),
        ("init_pod", 0.3),
        ("init_pod", 1.0),
    ]
