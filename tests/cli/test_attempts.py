"""From start to finish by commands."""

import json
from typing import Any

import pytest

from ckadtrainer.cli import output
from ckadtrainer.cluster.fake import unavailable
from ckadtrainer.provisioning import Condition


def test_the_way_through_a_drill(bench: Any, bare: dict[str, object], labelled: dict[str, object]) -> None:
    started = bench("start", "label_it")
    assert started.status == 0
    assert "Make ConfigMap `settings`" in started.out
    assert "Time left  3:00" in started.out
    assert bench("grade").status == 1
    bench.do(bare)
    half = bench("grade")
    assert half.status == 1
    assert "○ unmet     0/3  It is labelled" in half.out
    assert "2 of 5 points" in half.out
    bench.do(labelled)
    assert bench("grade").status == 0
    finished = bench("finish")
    assert finished.status == 0
    assert "5 of 5 points" in finished.out
    assert "Labels select." in finished.out
    assert "5/5" in bench("history").out


def test_json_everywhere(bench: Any, labelled: dict[str, object]) -> None:
    started = json.loads(bench("start", "label_it", "--json").out)
    assert started["seconds"] == 180
    assert started["namespace"] in {namespace.name for namespace, _ in bench.world.leftovers()}
    bench.do(labelled)
    graded = json.loads(bench("grade", "--json").out)
    assert list(graded) == ["drill", "points", "max_points", "seconds", "checks"]
    assert (graded["drill"], graded["points"], graded["max_points"]) == ("label_it", 5, 5)
    assert json.loads(bench("--json", "hint").out) == {
        "drill": "label_it",
        "hint": "Look at labels",
        "number": 1,
        "of": 1,
        "cost": 1,
    }
    assert json.loads(bench("solution", "--json").out)["solution"].startswith("apiVersion")
    fresh = json.loads(bench("reset", "--json").out)
    assert (fresh["attempt"], fresh["solution_seen"]) == (started["attempt"], True)
    result = bench("finish", "--json")
    assert result.status == 1
    assert json.loads(result.out)["hints_opened"] == 1
    assert json.loads(bench("history", "--json").out)[0]["points"] == 0


def test_start_goes_on_with_an_open_attempt(bench: Any) -> None:
    first = json.loads(bench("start", "label_it", "--json").out)
    again = bench("start", "label-it", "--json")
    assert json.loads(again.out)["attempt"] == first["attempt"]
    assert "going on with it" in again.err
    fresh = json.loads(bench("start", "label_it", "--fresh", "--json").out)
    assert fresh["attempt"] != first["attempt"]
    assert len(bench.world.leftovers()) == 1


def test_speed_gives_half_the_time_to_a_new_attempt(bench: Any) -> None:
    assert json.loads(bench("start", "label_it", "--speed", "--json").out)["seconds"] == 90
    again = bench("start", "label_it", "--speed")
    assert "It keeps its time." in again.err
    assert "Time left  1:30" in again.out
    assert json.loads(bench("start", "label_it", "--fresh", "--json").out)["seconds"] == 180


def test_shell_is_for_the_named_attempt(bench: Any) -> None:
    bench("start", "label_it", "--shell")
    bench.clock.advance(1)
    bench("start", "label_again")
    assert bench("shell").status == 0
    assert bench("shell", "label_it").status == 0
    assert bench.shell.asked == ["label_it", "label_again", "label_it"]


def test_giving_up_records_nothing(bench: Any) -> None:
    bench("start", "label_it")
    assert bench("finish", "--abandon").status == 0
    assert json.loads(bench("history", "--json").out) == []
    assert not bench.world.leftovers()


def test_watching_prints_each_turn_until_full_marks(
    bench: Any, bare: dict[str, object], labelled: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    from ckadtrainer.grading.live import LiveGrading

    start = LiveGrading.start

    def start_and_work(self: LiveGrading, publish: Any) -> None:
        """Have the learner make the next change once a grade is out."""
        steps = [bare, labelled]

        def publish_and_work(grade: Any) -> None:
            publish(grade)
            if steps and grade.is_settled:
                bench.do(steps.pop(0))

        start(self, publish_and_work)

    monkeypatch.setattr(LiveGrading, "start", start_and_work)
    bench("start", "label_it")
    watched = bench("grade", "--watch")
    assert watched.status == 0
    symbols = [line.split()[1] for line in watched.out.splitlines() if ":" in line[:7]]
    assert symbols == ["○", "○", "●", "●"]
    assert "best run" not in watched.err  # there is none yet
    assert bench("finish").status == 0
    bench("start", "label_it")
    assert "best run" in bench("grade", "--watch").err


class TestWithoutACluster:
    @pytest.fixture
    def down(self, bench, monkeypatch):
        """The cluster answers once it is brought up; a person at the terminal says what `answer` says."""
        asked = []
        bench.world.fail(unavailable())
        bench.provider_.condition = Condition.ABSENT
        bench.provider_.on_up = lambda _stop: bench.world.fail(None)
        bench.answer = True
        monkeypatch.setattr(output, "is_interactive", lambda: True)
        monkeypatch.setattr(output, "ask", lambda question: (asked.append(question), bench.answer)[1])
        return asked

    def test_starting_offers_to_bring_it_up(self, bench, down):
        ended = bench("start", "label_it")

        assert (ended.status, len(down), bench.provider_.ups) == (0, 1, [False])
        assert "Namespace  label-it-" in ended.out

    def test_who_declines_is_told_the_command(self, bench, down):
        bench.answer = False
        ended = bench("start", "label_it")

        assert (ended.status, bench.provider_.ups) == (2, [])
        assert "`ckadtrainer cluster up`" in ended.err

    def test_nobody_is_asked_without_a_terminal(self, bench, down, monkeypatch):
        monkeypatch.setattr(output, "is_interactive", lambda: False)
        ended = bench("start", "label_it")

        assert (ended.status, down, bench.provider_.ups) == (3, [], [])

    def test_trying_files_offers_it_too(self, bench, down, tmp_path, bare):
        file = tmp_path / "answer.yaml"
        file.write_text(json.dumps(bare))

        assert bench("try", "label_it", str(file)).status == 1
        assert bench.provider_.ups == [False]
