"""The practice cluster by commands: progress, status, doctor, interruption."""

import json
import os
import signal
from typing import Any

import pytest

from ckadtrainer.errors import SetupFailed
from ckadtrainer.provisioning import Condition, Finding, Severity


def test_up_tells_a_line_a_step(bench: Any) -> None:
    bench.provider_.condition = Condition.ABSENT
    ended = bench("cluster", "up")
    assert ended.status == 0
    assert ended.err.splitlines() == [
        "… Node image: to run Kubernetes in (about 1:00)",
        "Node image: done in 0:59",
    ]
    assert ended.out == "ckad-trainer · ready · v1.34 · kind · 630 MB\n"
    assert bench.provider_.ups == [True], "nobody can be asked here"


def test_a_failed_setup_is_cannot_tell(bench: Any) -> None:
    bench.provider_.failure = SetupFailed("No engine answers.", "Start it.")
    ended = bench("cluster", "up")
    assert ended.status == 3
    assert ended.err.endswith("No engine answers.\nStart it.\n")


def test_ctrl_c_lets_the_setup_stop_in_order(bench: Any) -> None:
    def interrupted(stop: Any) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        assert stop.wait(5)
        raise SetupFailed("Stopped.", "Go on.")

    bench.provider_.on_up = interrupted
    ended = bench("cluster", "up")
    assert ended.status == 130
    assert "goes on from here" in ended.err
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.parametrize(("condition", "status"), [(Condition.READY, 0), (Condition.STOPPED, 3), (Condition.ABSENT, 3)])
def test_status(bench: Any, condition: Condition, status: int) -> None:
    bench.provider_.condition = condition
    ended = bench("cluster", "status", "--json")
    assert ended.status == status
    assert json.loads(ended.out)["condition"] == condition.value


def test_down(bench: Any) -> None:
    assert bench("cluster", "down").status == 0
    assert bench.provider_.condition is Condition.ABSENT


@pytest.mark.parametrize(("severity", "status"), [(Severity.OK, 0), (Severity.WARNING, 0), (Severity.PROBLEM, 1)])
def test_doctor_fails_on_problems_only(bench: Any, severity: Severity, status: int) -> None:
    bench.provider_.findings = (Finding("CKT009", "disk", severity, "2 GB left.", "Make room."),)
    ended = bench("doctor")
    assert ended.status == status
    assert "CKT009" in ended.out
    assert "Make room." in ended.out
    assert json.loads(bench("doctor", "--json").out)[0]["severity"] == severity.value


@pytest.mark.parametrize("arguments", [[], ["--context", "x", "--none"]])
def test_adopt_wants_exactly_one_choice(bench: Any, arguments: list[str]) -> None:
    assert bench("cluster", "adopt", *arguments).status == 2
