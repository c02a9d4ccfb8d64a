"""The trainer's terminal, lent and given back."""

import shutil
import sys
from dataclasses import replace

import pytest

from ckadtrainer.errors import UsageError
from ckadtrainer.workspace import Terminal
from ckadtrainer.workspace.subshell import prepare

TRAINER = """
import sys, termios
from datetime import UTC, datetime, timedelta
from pathlib import Path
from ckadtrainer.workspace import Terminal, Workspace
workspace = Workspace("a1b2", "init_pod", "First", "init-pod-7f3a", Path("kubeconfig"),
                      datetime.now(UTC) + timedelta(seconds=170))
before = termios.tcgetattr(0)
status = Terminal().run(workspace)
print("status", status, "kept" if termios.tcgetattr(0) == before else "bent", flush=True)
print("typed", input(), flush=True)
"""


@pytest.fixture
def trainer(screen, home):
    def start():
        trainer = screen([sys.executable, "-c", TRAINER], SHELL=shutil.which("bash"))
        trainer.wait_for("exit returns to the trainer")
        return trainer

    return start


def test_the_trainer_gets_its_terminal_back_with_the_shells_exit_status(trainer):
    shell = trainer()
    shell.type("stty -echo; exit 7\r")
    shell.wait_for("status 7 kept")
    shell.type("again\r")
    shell.wait_for("typed again")


def test_a_killed_shell_leaves_a_whole_terminal(trainer):
    shell = trainer()
    shell.type("kill -9 $$\r")
    shell.wait_for("status 137 kept")
    shell.type("again\r")
    shell.wait_for("typed again")


def test_an_interrupt_ends_the_command_and_not_the_trainer(trainer):
    shell = trainer()
    shell.type("sh -c 'echo run''ning; exec cat'\r")
    shell.wait_for("running\r\n")
    shell.type("\x03")
    shell.wait_for("^C")
    shell.wait_for("# ")  # what is typed before the prompt is there may be dropped together with the interrupted line
    assert shell.ask("echo still here").startswith("still here")
    shell.type("exit 3\r")
    shell.wait_for("status 3 kept")


def test_without_a_terminal_the_error_says_where_to_run_it(workspace, monkeypatch, tmp_path):
    with (tmp_path / "input").open("w+") as no_terminal:
        monkeypatch.setattr(sys, "stdin", no_terminal)
        with pytest.raises(UsageError) as caught:
            Terminal().run(workspace)
    assert "no terminal" in caught.value.message
    assert "ckadtrainer shell" in caught.value.remedy


def test_outside_tmux_there_is_no_pane_to_open(workspace):
    assert Terminal().open_beside(workspace) is False


def test_closing_keeps_the_learners_files(workspace, home):
    prepare(workspace, {})
    (workspace.folder / "work" / "pod.yaml").write_text("mine")
    Terminal().close(workspace.attempt)
    assert (workspace.folder / "work" / "pod.yaml").read_text() == "mine"


def test_closing_an_attempt_that_never_had_a_shell_leaves_nothing_behind(home):
    Terminal().close("c3d4")
    assert not (home / "trainer").exists()


def test_refreshing_tells_only_shells_that_exist(workspace):
    Terminal().refresh(workspace)
    assert not workspace.folder.exists()
    prepare(workspace, {})
    Terminal().refresh(replace(workspace, paused_left=60.0))
    assert (workspace.folder / "shell" / "clock").read_text() == "paused 60\n"
