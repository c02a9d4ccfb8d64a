"""Every failure is sentences and an exit status, never a traceback."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ckadtrainer import errors
from ckadtrainer.cli import faults
from ckadtrainer.errors import ClusterUnavailable, TrainerError


def subclasses(kind: type[TrainerError]) -> list[type[TrainerError]]:
    return [it for child in kind.__subclasses__() for it in (child, *subclasses(child))]


@pytest.mark.parametrize("kind", [TrainerError, *subclasses(TrainerError)])
def test_a_foreseen_error_is_message_remedy_status(
    kind: type[TrainerError], bench: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert kind.exit_code in {errors.EXIT_LESS, errors.EXIT_USAGE, errors.EXIT_CANNOT_TELL, faults.EXIT_INTERRUPTED}
    monkeypatch.setattr(bench.provider_, "examine", lambda: (_ for _ in ()).throw(kind("It is so.", "Do this.")))
    ended = bench("doctor")
    assert (ended.status, ended.out, ended.err) == (kind.exit_code, "", "It is so.\nDo this.\n")


def test_a_slip_in_a_name_is_usage(bench: Any) -> None:
    ended = bench("start", "label_ti")
    assert (ended.status, ended.out) == (2, "")
    assert "Did you mean label_it" in ended.err


@pytest.mark.parametrize("arguments", [["nothing"], ["list", "--no-such"], ["try", "label_it"], ["cluster", "adopt"]])
def test_usage_errors_end_with_2(bench: Any, arguments: list[str]) -> None:
    ended = bench(*arguments)
    assert (ended.status, ended.out) == (2, "")
    assert ended.err


def test_no_attempt_says_how_to_start_one(bench: Any) -> None:
    ended = bench("grade")
    assert ended.status == 2
    assert "ckadtrainer start" in ended.err


def test_a_cluster_that_is_away_is_cannot_tell(bench: Any) -> None:
    bench.world.fail(ClusterUnavailable("The cluster does not answer.", "Wait."))
    assert bench("start", "label_it").status == 3


def test_unknown_checks_end_with_3_and_keep_the_attempt(bench: Any) -> None:
    grader = bench.pack / "graders" / "basics" / "label_it.py"
    grader.write_text(grader.read_text().replace('    cluster.object("ConfigMap", "settings")\n', "    1 / 0\n"))
    bench("start", "label_it")
    graded = bench("grade")
    assert graded.status == 3
    assert "? unknown" in graded.out
    assert bench("finish").status == 3
    assert len(bench.store.open_attempts()) == 1


def test_python_that_is_not_trusted_does_not_run(bench: Any) -> None:
    marker = bench.pack / "ran"
    grader = bench.pack / "graders" / "basics" / "label_it.py"
    grader.write_text(grader.read_text() + f"\nopen({str(marker)!r}, 'w').close()\n")
    bench("start", "label_it", trust=False)
    ended = bench("grade", trust=False)
    assert ended.status == 2
    assert "--trust" in ended.err
    assert not marker.exists()
    assert bench("grade", trust=True).status == 1
    assert marker.exists()


def test_a_broken_pack_is_a_bad_definition(bench: Any, tmp_path: Path) -> None:
    ended = bench("list", "--pack", str(tmp_path / "absent"))
    assert ended.status == 2
    assert "absent" in ended.err


def test_a_broken_drill_is_left_out_and_told(bench: Any) -> None:
    (bench.pack / "drills" / "basics" / "label_it" / "drill.yaml").write_text("format: 1\n")
    ended = bench("list")
    assert ended.status == 0
    assert "Left out:" in ended.err
    assert "label_again" in ended.out


def test_the_unforeseen_is_one_sentence_and_a_log(bench: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench.provider_, "examine", lambda: 1 / 0)
    ended = bench("doctor")
    assert ended.status == 3
    assert "ZeroDivisionError" in ended.err
    assert "Traceback" not in ended.err
    log = Path(ended.err.rpartition("The details are in ")[2].partition("; please")[0])
    assert "Traceback" in log.read_text()


def test_ctrl_c_is_one_line(bench: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench.provider_, "examine", lambda: (_ for _ in ()).throw(KeyboardInterrupt))
    ended = bench("doctor")
    assert (ended.status, ended.err.strip()) == (faults.EXIT_INTERRUPTED, "Interrupted.")


def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "ckadtrainer", "list"]
    environment = {**os.environ, "CKADTRAINER_HOME": str(tmp_path)}
    with os.fdopen(write, "wb") as out:
        done = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, env=environment, check=False, timeout=60)
    assert done.stderr == b""


def test_without_a_terminal_there_is_no_tui(bench: Any) -> None:
    ended = bench()
    assert ended.status == 2
    assert "ckadtrainer demo" in ended.err


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)])
def test_a_signal_cleans_up_first(bench: Any, number: signal.Signals, status: int) -> None:
    seen: list[str] = []

    def staged(_world: Any, namespace: Any, _stored: Any) -> None:
        seen.append(namespace.name)
        os.kill(os.getpid(), number)

    bench.world.react(staged)
    ended = bench("demo", "label_it")
    assert ended.status == status
    assert len(seen) == 1
    assert not bench.world.leftovers()
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
