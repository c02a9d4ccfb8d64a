"""Steps counted on stderr."""

import io

import pytest

from ckadtrainer.cli.counting import CountLines


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def counted(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO) -> str:
    monkeypatch.setattr("sys.stderr", stream)
    with CountLines() as count:
        for done in range(3):
            count("set up", done, 2)
        for done in range(2):
            count("graded", done, 1)
    return stream.getvalue()


def test_a_line_a_stage_in_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    assert counted(monkeypatch, io.StringIO()) == "2 of 2 set up\n1 of 1 graded\n"


def test_one_line_rewritten_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    written = counted(monkeypatch, Terminal())
    assert written.count("\n") == 1
    assert written.endswith("\r1 of 1 graded\n")
