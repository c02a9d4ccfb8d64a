"""Lists and tables."""

import json
from typing import Any


def test_list_shows_both_packs(bench: Any) -> None:
    listed = bench("list")
    assert listed.status == 0
    heads, *rows = listed.out.splitlines()
    assert heads.split() == ["drill", "kind", "topic", "min", "points", "state", "best", "last"]
    assert {"init_pod", "label_it"} <= {row.split()[0] for row in rows}


def test_list_by_topic_as_json(bench: Any) -> None:
    listed = json.loads(bench("list", "--topic", "basics", "--json").out)
    assert [it["key"] for it in listed] == ["tests/basics/label_again", "tests/basics/label_it"]
    assert listed[0]["state"] == "new"


def test_an_open_attempt_shows_its_time(bench: Any) -> None:
    bench("start", "label_it")
    bench.clock.advance(200)
    row = next(line for line in bench("list").out.splitlines() if line.startswith("label_it"))
    assert "open, 0:20 over" in row


def test_show_cannot_steer_the_terminal(bench: Any) -> None:
    shown = bench("show", "label_it")
    assert shown.out.startswith("A labelled map\n3 min · 5 points")
    assert "\x1b" not in shown.out
    as_json = bench("show", "label_it", "--json")
    assert "\x1b" not in as_json.out
    assert [check["points"] for check in json.loads(as_json.out)["checks"]] == [3, 2]


def test_show_draws_the_solution_under_the_task(bench: Any) -> None:
    shown = bench("show", "shared_vol").out
    assert shown.rstrip().splitlines()[-2].startswith("│ shared  emptyDir")
    assert "tail" not in shown.partition("Pod shared-vol\n")[2]  # how it looks, not how it is done
    (pod,) = json.loads(bench("show", "shared_vol", "--json").out)["diagram"]["pods"]
    assert [it["name"] for it in pod["containers"]] == ["writer", "reader"]
    assert pod["volumes"][0]["kind"] == "emptyDir"


def test_an_empty_history_says_so(bench: Any) -> None:
    assert bench("history").out == "No drill was finished yet.\n"


def test_completion_knows_the_drills(bench: Any) -> None:
    from ckadtrainer.cli.arguments import drill_names

    assert list(drill_names("init-p")) == ["init_pod", "init_properties"]
    assert list(drill_names("nothing")) == []


def test_show_gives_the_variant_that_a_seed_chooses(bench: Any) -> None:
    one, again, other = (bench("show", "init_order", "--seed", seed).out for seed in ("5", "5", "6"))
    assert one == again
    assert one != other
    assert "${" not in one.partition("\n\nPod ")[0]
