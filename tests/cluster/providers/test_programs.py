"""Programs of the set-up: no KUBECONFIG, nothing outlives us."""

import os
import threading
from pathlib import Path

import pytest

from ckadtrainer.cluster.providers.programs import Runner, Stopped, ask, environment


def test_the_users_kubeconfig_is_never_handed_on(monkeypatch):
    monkeypatch.setenv("KUBECONFIG", "/home/somebody/.kube/config")
    assert "KUBECONFIG" not in environment()
    assert ask(["sh", "-c", "echo ${KUBECONFIG-none}"]).out == "none\n"


def test_a_missing_program_is_an_outcome():
    assert ask(["no-such-program-anywhere"]).status == 127


def test_a_program_that_hangs_is_given_up():
    assert ask(["sleep", "60"], limit=0.1).status == 124


def test_output_goes_line_by_line_to_the_log_and_the_listener(tmp_path):
    heard = []
    runner = Runner(tmp_path / "log", threading.Event())
    done = runner.run(["sh", "-c", "echo one; echo two >&2; exit 3"], on_line=heard.append)
    assert (done.status, heard, done.last_words) == (3, ["one\n", "two\n"], "two")
    assert (tmp_path / "log").read_text().endswith("one\ntwo\n")


def test_stop_ends_the_whole_group(tmp_path):
    stop = threading.Event()
    children = []

    def on_line(line):
        children.append(int(line))
        stop.set()

    with pytest.raises(Stopped):
        Runner(tmp_path / "log", stop).run(["sh", "-c", "sleep 600 & echo $!; wait"], on_line=on_line)
    assert not _runs(children[0])


def test_nothing_is_started_once_stopped(tmp_path):
    stop = threading.Event()
    stop.set()
    with pytest.raises(Stopped):
        Runner(tmp_path / "log", stop).run(["touch", tmp_path / "started"])
    assert not (tmp_path / "started").exists()


def _runs(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or stat.read_text().rsplit(")", 1)[1].split()[0] != "Z"
