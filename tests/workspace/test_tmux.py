"""Panes on a tmux server of the tests' own."""

import os
import shutil
import subprocess
import time

import pytest

from ckadtrainer.workspace import Terminal
from ckadtrainer.workspace.tmux import Split, split_of

needs_tmux = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")


@pytest.mark.parametrize(
    ("columns", "lines", "split"),
    [
        (140, 40, Split(True, 79)),
        (200, 50, Split(True, 90)),
        (139, 50, Split(False, 20)),
        (80, 37, Split(False, 12)),
        (80, 36, None),
        (80, 24, None),
    ],
)
def test_the_trainer_keeps_sixty_columns_or_twenty_four_lines(columns, lines, split):
    assert split_of(columns, lines) == split


class Server:
    """A private tmux server with one window."""

    def __init__(self, socket: str, columns: int, lines: int) -> None:
        self._socket = socket
        self("-f", "/dev/null", "new-session", "-d", "-x", str(columns), "-y", str(lines), "sh")

    def __call__(self, *arguments: str) -> str:
        done = subprocess.run(
            ["tmux", "-S", self._socket, *arguments], capture_output=True, text=True, check=True, timeout=10
        )
        return done.stdout.strip()

    def panes(self) -> list[list[str]]:
        listing = self("list-panes", "-s", "-F", "#{pane_id} #{pane_width} #{pane_height} #{pane_active}")
        return [line.split() for line in listing.splitlines()]

    def shows(self, pane: str, text: str) -> bool:
        end = time.monotonic() + 10
        while time.monotonic() < end:
            if text in self("capture-pane", "-p", "-J", "-t", pane):
                return True
            time.sleep(0.02)
        return False


@pytest.fixture
def server(home, monkeypatch, request):
    columns, lines = getattr(request, "param", (160, 40))
    socket = str(home / "tmux.socket")
    server = Server(socket, columns, lines)
    monkeypatch.setenv("TMUX", f"{socket},{server('display-message', '-p', '#{pid}')},0")
    monkeypatch.setenv("TMUX_PANE", server.panes()[0][0])
    monkeypatch.setenv("SHELL", shutil.which("bash") or "")
    yield server
    server("kill-server")


@needs_tmux
def test_the_shell_opens_to_the_right_and_has_the_cursor(server, workspace):
    assert Terminal().open_beside(workspace)
    trainer, shell = server.panes()
    assert trainer[1:] == ["79", "40", "0"]
    assert shell[1:] == ["80", "40", "1"]
    assert server.shows(shell[0], "init_pod 2:")
    server("send-keys", "-t", shell[0], "echo $KUBECONFIG", "Enter")
    assert server.shows(shell[0], workspace.kubeconfig.name)


@needs_tmux
@pytest.mark.parametrize("server", [(100, 50)], indirect=True)
def test_the_shell_opens_below_where_the_window_is_narrow(server, workspace):
    assert Terminal().open_beside(workspace)
    trainer, shell = server.panes()
    assert int(trainer[2]) >= 24
    assert shell[1:] == ["100", "20", "1"]


@needs_tmux
@pytest.mark.parametrize("server", [(80, 24)], indirect=True)
def test_a_small_window_is_not_split_but_joined_by_another(server, workspace):
    assert Terminal().open_beside(workspace)
    trainer, shell = server.panes()
    assert trainer[1:3] == shell[1:3] == ["80", "24"]
    assert server.shows(shell[0], "init_pod 2:")
    assert server("display-message", "-p", "#{pane_id}") == shell[0]


@needs_tmux
def test_a_second_call_moves_to_the_pane_also_after_the_trainer_was_started_again(server, workspace):
    Terminal().open_beside(workspace)
    server("select-pane", "-t", os.environ["TMUX_PANE"])
    assert Terminal().open_beside(workspace)
    assert [pane[3] for pane in server.panes()] == ["0", "1"]


@needs_tmux
def test_a_pane_that_is_gone_is_opened_anew(server, workspace):
    Terminal().open_beside(workspace)
    first = server.panes()[1][0]
    server("kill-pane", "-t", first)
    assert Terminal().open_beside(workspace)
    assert server.panes()[1][0] != first


@needs_tmux
def test_closing_takes_the_pane_away(server, workspace):
    terminal = Terminal()
    terminal.open_beside(workspace)
    terminal.close(workspace.attempt)
    assert [pane[0] for pane in server.panes()] == [os.environ["TMUX_PANE"]]


@needs_tmux
def test_the_pane_sees_the_attempts_variables_and_not_the_servers(server, workspace):
    server("set-environment", "-g", "KUBECONFIG", "/elsewhere")
    Terminal().open_beside(workspace)
    shell = server.panes()[1][0]
    server("send-keys", "-t", shell, "sh -c 'echo ${KUBECONFIG##*/}!'", "Enter")
    assert server.shows(shell, f"{workspace.kubeconfig.name}!")


@needs_tmux
def test_finishing_inside_the_pane_does_not_take_its_words_away(server, workspace, monkeypatch):
    terminal = Terminal()
    terminal.open_beside(workspace)
    shell = server.panes()[1][0]
    monkeypatch.setenv("TMUX_PANE", shell)
    terminal.close(workspace.attempt)
    assert shell in [pane[0] for pane in server.panes()]
