"""`history`: tries and trends, as a table, as JSON and as CSV."""

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from ckadtrainer.attempt.attempt import Attempt, Namespace, State
from ckadtrainer.history.record import Record


@pytest.fixture
def past(bench: Any) -> Any:
    """Puts a try into the history."""
    numbers = iter(range(100))

    def put(drill: str, days_ago: int, points: int = 5, topic: str = "basics", **how: Any) -> None:
        id, at = f"a{next(numbers)}", bench.clock.now() - timedelta(days=days_ago)
        attempt = Attempt(id, "tests", drill, topic, Namespace("", ""), "", 180, at, state=State.FINISHED)
        record = Record(id, "tests", drill, topic, at, 90.0, 180.0, points, 5, 0, False)
        bench.store.finish(attempt, replace(record, **how), None)

    return put


@pytest.fixture
def weeks(past: Any) -> None:
    """Three tries at one drill, one at another, one at a drill that is gone."""
    past("label_it", 9, 0)
    past("label_it", 8, 5, seconds=120.0)
    past("label_it", 1, 5)
    past("label_again", 0, 4)
    past("gone", 30, 5, topic="old")


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


@pytest.mark.usefixtures("weeks")
class TestTrends:
    def test_a_row_each_the_weakest_first(self, bench: Any) -> None:
        heads, first, *_ = bench("history", "--by", "drill").out.splitlines()
        assert heads.split() == ["drill", "tries", "full", "points", "last", "5", "pace", "best", "median", "trend"]
        assert first.split() == ["label_it", "3", "2", "67", "%", "67", "%", "58", "%", "1:30", "1:45", "▁██"]

    def test_topics_have_a_pace_and_no_times(self, bench: Any) -> None:
        row = next(line for line in bench("history", "--by", "topic").out.splitlines() if line.startswith("basics"))
        assert row.split() == ["basics", "4", "2", "70", "%", "70", "%", "58", "%", "-", "-", "▁██▇"]

    def test_the_days_stand_below(self, bench: Any) -> None:
        said = bench("history", "--by", "topic").out
        assert said.endswith("Practised on 5 days, 2 in a row now, 2 at most.\n")

    def test_a_drill_that_is_gone_has_no_domain(self, bench: Any) -> None:
        document = json.loads(bench("history", "--by", "domain", "--json").out)
        assert [(trend["name"], trend["tries"]) for trend in document["trends"]] == [("design_and_build", 4)]
        assert [point["share"] for point in document["trends"][0]["series"]] == [0.0, 1.0, 1.0, 0.8]
        assert document["days"] == {"practised": 5, "streak": 2, "longest": 2}

    def test_as_csv(self, bench: Any) -> None:
        heads, *found = rows(bench("history", "--by", "drill", "--csv").out)
        assert heads == ["name", "tries", "full", "share", "recent", "pace", "best", "median", "last"]
        assert found[0][:8] == ["label_it", "3", "2", "0.667", "0.667", "0.583", "90.0", "105.0"]
        assert found[1][5:8] == ["", "", ""]


@pytest.mark.usefixtures("weeks")
class TestChoosing:
    @pytest.mark.parametrize(
        ("arguments", "count"),
        [
            ((), 5),
            (("label_it",), 3),
            (("--topic", "basics"), 4),
            (("--since", "2d"), 2),
            (("--since", "1d"), 1),
            (("--since", "2025-12-24"), 3),
            (("--topic", "old", "--since", "2d"), 0),
        ],
    )
    def test_tries(self, bench: Any, arguments: tuple[str, ...], count: int) -> None:
        assert len(json.loads(bench("history", *arguments, "--json").out)) == count

    @pytest.mark.parametrize("since", ["yesterday", "2025-13-01", "99999d9", "-3d", "99999d" * 2])
    def test_a_day_that_is_none(self, bench: Any, since: str) -> None:
        said = bench("history", f"--since={since}")
        assert said.status == 2
        assert "14d for the last 14 days" in said.err

    def test_not_csv_and_json_at_once(self, bench: Any) -> None:
        assert bench("history", "--csv", "--json").status == 2


def test_a_spreadsheet_takes_nothing_for_a_formula(bench: Any, past: Any) -> None:
    for drill in ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\x1b[31m=1", '"quoted", and more'):
        past(drill, 0)
    found = [row[1] for row in rows(bench("history", "--csv").out)[1:]]
    assert found == ['"quoted", and more', "'=1", "'=1", "'@SUM(A1)", "'-1", "'+1", "'=1+1"]


def test_an_empty_history_still_has_its_heads_as_csv(bench: Any) -> None:
    assert rows(bench("history", "--csv").out)[0][:3] == ["attempt", "drill", "key"]
    assert bench("history", "--by", "topic").out == "No drill was finished yet.\n"
