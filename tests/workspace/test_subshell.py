"""The real shells, on real pseudo-terminals."""

import os
import re
import shutil
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ckadtrainer.workspace.subshell import Shell, chosen_shell, prepare, write_clock, write_end

SHELLS = [
    pytest.param(name, marks=pytest.mark.skipif(not shutil.which(name), reason=f"{name} is not installed"))
    for name in ("bash", "zsh", "fish")
]
PROMPT = "init_pod 2:"


def plain(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;?=>]*[a-zA-Z]|\x1b[()=>][B0]?|\x0f", "", text)


@pytest.fixture
def open_shell(screen, workspace):
    def start(name, **variables):
        program = shutil.which(name)
        shell = screen(prepare(workspace, {**os.environ, "SHELL": program}), **variables)
        shell.wait_for("exit returns to the trainer")
        return shell

    return start


@pytest.mark.parametrize("name", SHELLS)
def test_the_shell_uses_only_the_kubeconfig_of_the_attempt(open_shell, workspace, name):
    shell = open_shell(name, KUBECONFIG="/elsewhere/config")
    assert shell.ask("echo $KUBECONFIG $CKADTRAINER_DRILL $CKADTRAINER_ATTEMPT") == (
        f"{workspace.kubeconfig} init_pod a1b2"
    )


@pytest.mark.parametrize(
    ("name", "file"),
    [
        pytest.param("bash", ".bashrc"),
        pytest.param("zsh", ".zshrc", marks=SHELLS[1].marks),
    ],
)
def test_the_users_own_start_up_file_runs_first_and_cannot_take_the_cluster_away(
    open_shell, home, workspace, name, file
):
    (home / file).write_text("export MINE=yes KUBECONFIG=/elsewhere PATH=/usr/bin:/bin; alias k=true\n")
    shell = open_shell(name)
    assert shell.ask("echo $MINE $KUBECONFIG") == f"yes {workspace.kubeconfig}"
    assert shell.ask("alias k").endswith("k=kubectl" if name == "zsh" else "k='kubectl'")
    assert shell.ask("command -v ckadtrainer") == str(workspace.folder / "shell/bin/ckadtrainer")


@pytest.mark.parametrize("name", SHELLS)
def test_the_prompt_shows_the_drill_and_the_time_left(open_shell, name):
    shell = open_shell(name)
    shell.type("\r")
    seen = ""
    for _ in range(2):
        seen += shell.wait_for("init_pod") + shell.wait_for("work")
    assert re.search(r"2:[45]\d", plain(seen))


@pytest.mark.parametrize("hooks", ["hook", "'hook;'", "(hook true)"], ids=["word", "semicolon", "array"])
def test_hooks_of_the_users_prompt_run_and_cannot_hide_the_clock(open_shell, home, hooks):
    (home / ".bashrc").write_text(f"hook() {{ HOOKED=yes PS1='mine '; }}\nPROMPT_COMMAND={hooks}\n")
    shell = open_shell("bash")
    assert "command not found" not in shell.wait_for("work")
    assert shell.ask("echo $HOOKED") == "yes"
    shell.type("\r")
    assert re.search(r"init_pod 2:[45]\d", plain(shell.wait_for("work") + shell.wait_for("work")))


@pytest.mark.parametrize("name", SHELLS)
def test_the_prompt_follows_a_pause(open_shell, workspace, name):
    shell = open_shell(name)
    write_clock(replace(workspace, paused_left=131.4))
    shell.type("\r")
    shell.wait_for("2:11 paused")


@pytest.mark.parametrize("name", SHELLS)
def test_the_prompt_counts_overtime_up(open_shell, workspace, name):
    shell = open_shell(name)
    write_clock(replace(workspace, deadline=datetime.now(UTC) - timedelta(seconds=65)))
    shell.type("\r")
    shell.wait_for("+1:0")


@pytest.mark.parametrize("name", SHELLS)
def test_the_prompt_says_that_the_attempt_is_over(open_shell, workspace, name):
    shell = open_shell(name)
    write_end(workspace.attempt)
    shell.type("\r")
    shell.wait_for("over")


@pytest.mark.parametrize("name", SHELLS)
def test_the_shell_works_in_the_attempts_own_folder(open_shell, workspace, name):
    assert open_shell(name).ask("pwd") == str(workspace.folder / "work")


@pytest.mark.parametrize("name", SHELLS)
def test_k_is_kubectl_inside(open_shell, name):
    assert "Client Version" in open_shell(name).ask("k version --client")


@pytest.mark.parametrize("name", SHELLS)
def test_the_exit_status_is_the_shells(open_shell, name):
    assert open_shell(name).leave() == 7


def test_completion_of_k_and_kubectl_is_ready_without_the_bash_completion_package(open_shell):
    shell = open_shell("bash")
    assert "__start_kubectl k" in shell.ask("complete -p k")
    assert "__start_kubectl kubectl" in shell.ask("complete -p kubectl")
    shell.type("k version --cli\t")
    shell.wait_for("--cli")
    shell.wait_for("ent")
    shell.type("\r")
    shell.wait_for("Client Version")


def test_a_title_is_text_and_never_shell_code(open_shell, workspace, screen, home):
    shell = screen(prepare(workspace, os.environ))
    greeting = shell.wait_for("exit returns to the trainer")
    assert "First things `touch pwned` first · namespace init-pod-7f3a" in greeting
    assert not (workspace.folder / "work" / "pwned").exists()


def test_in_an_exam_the_greeting_names_no_namespace_and_nothing_can_be_graded(workspace, screen):
    exam = replace(workspace, attempt="e1", drill="exam", title="16 tasks", namespace="", key="")
    shell = screen(prepare(exam, {**os.environ, "SHELL": shutil.which("bash")}))
    assert "exam: 16 tasks ·" in shell.wait_for("exit returns to the trainer")
    assert "No attempt is open." in shell.ask("ckadtrainer grade")


def test_a_warm_start_takes_less_than_a_tenth_of_a_second(workspace, screen):
    prepare(workspace, {**os.environ, "SHELL": shutil.which("bash")})
    spent = []
    for _ in range(5):
        begin = time.perf_counter()
        shell = screen(prepare(workspace, {**os.environ, "SHELL": shutil.which("bash")}))
        shell.wait_for("init_pod:")
        shell.wait_for("init_pod")
        spent.append(time.perf_counter() - begin)
    assert min(spent) < 0.1


def test_an_unknown_shell_gives_bash():
    shell, program = chosen_shell({"SHELL": "/usr/bin/tcsh"})
    assert (shell, program) == (Shell.BASH, shutil.which("bash"))


def test_sh_serves_where_there_is_nothing_else(workspace, screen, monkeypatch):
    everything = shutil.which
    monkeypatch.setattr(shutil, "which", lambda name, **rest: None if name == "bash" else everything(name, **rest))
    shell = screen(prepare(workspace, {**os.environ, "SHELL": ""}))
    shell.wait_for("exit returns to the trainer")
    shell.wait_for(PROMPT)
    assert shell.ask("echo $KUBECONFIG") == str(workspace.kubeconfig)


def test_the_trainer_is_reachable_inside(open_shell):
    assert "0." in open_shell("bash").ask("ckadtrainer --version")


def test_the_trainer_inside_knows_the_drill_and_the_packs_of_the_one_outside(workspace, screen, home):
    packs = (home / "my drills",)
    shell = screen(prepare(replace(workspace, key="mine/topic/init_pod", packs=packs), os.environ))
    shell.wait_for("exit returns to the trainer")
    assert shell.ask("echo $CKADTRAINER_KEY") == "mine/topic/init_pod"
    assert f"--pack '{packs[0]}'" in (workspace.folder / "shell/bin/ckadtrainer").read_text()
