"""The scripts probes run in containers, run here by this machine's sh."""

import os
import subprocess

import pytest

from ckadtrainer.cluster import scripts

ONE, TWO = "ckad-0123456789ab", "ckad-ba9876543210"


@pytest.fixture
def gate(tmp_path, monkeypatch):
    """A `sleep` of 6 or 7 seconds that lasts until the test writes to `gate6` or `gate7`."""
    tools = tmp_path / "tools"
    tools.mkdir()
    os.mkfifo(tools / "gate6")
    os.mkfifo(tools / "gate7")
    (tools / "sleep").write_text(f'#!/bin/sh\nread -r _ < "{tools}/gate$1"\necho over > "{tools}/gate$1"\n')
    (tools / "sleep").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}:{os.environ['PATH']}")
    return tools


@pytest.fixture
def shared(tmp_path):
    folder = tmp_path / "a shared 'volume' $HOME"
    folder.mkdir()
    return folder


def sh(script, *values):
    words = ["sh", "-c", script, "sh", *map(str, values)]
    return subprocess.run(words, capture_output=True, timeout=10, check=False)


def end_of(gate, file, expected, seconds="6"):
    """Let the marking end and wait until the background process has written what it will."""
    (gate / f"gate{seconds}").write_text("go\n")
    (gate / f"gate{seconds}").read_text()
    for _ in range(1_000_000):
        if file.read_text() == expected:
            return
    pytest.fail(f"the file holds {file.read_text()!r}")


def test_a_file_is_read_up_to_the_limit(shared):
    (shared / "a.txt").write_bytes(b"x" * 100_000)
    ran = sh(scripts.READ_FILE, shared / "a.txt")
    assert (ran.returncode, len(ran.stdout)) == (0, 65_537)


@pytest.mark.parametrize("name", ["none.txt", "-n", "$(touch x)", "; rm -rf /"])
def test_a_name_is_only_ever_a_name(shared, name):
    assert sh(scripts.READ_FILE, shared / name).returncode == scripts.NO_FILE
    assert list(shared.iterdir()) == []


def test_a_folder_is_not_a_file(shared):
    ran = sh(scripts.READ_FILE, shared)
    assert (ran.returncode, ran.stderr) == (4, b"it is not a plain file\n")


@pytest.mark.parametrize("how", ["told", "left alone", "killed"])
def test_a_nonce_goes_through_and_is_removed(shared, how):
    words = ["sh", "-c", scripts.HOLD_NONCE, "sh", str(shared), ".ckad-1", "n0nce"]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout.readline() == b"ready\n"
        assert sh(scripts.READ_NONCE, shared, ".ckad-1").stdout == b"n0nce"
        if how == "killed":
            holder.terminate()
        holder.communicate(b"\n" if how == "told" else b"", timeout=10)
    assert list(shared.iterdir()) == []
    assert sh(scripts.READ_NONCE, shared, ".ckad-1").returncode not in (0, scripts.NO_FILE)


def test_a_missing_folder_is_told_from_one_that_may_not_be_written(shared):
    assert sh(scripts.HOLD_NONCE, shared / "none", "f", "n").returncode == scripts.NO_FILE
    assert sh(scripts.READ_NONCE, shared / "none", "f").returncode == scripts.NO_FILE
    assert sh(scripts.HOLD_NONCE, "/proc", "f", "n").returncode == scripts.NO_RIGHT


def test_the_same_folder_has_one_identity(shared, tmp_path):
    (tmp_path / "link").symlink_to(shared)
    assert sh(scripts.IDENTITY, shared).stdout == sh(scripts.IDENTITY, tmp_path / "link").stdout
    assert sh(scripts.IDENTITY, shared).stdout != sh(scripts.IDENTITY, tmp_path).stdout


def test_a_line_is_appended_to_a_file_that_is_there(shared):
    log = shared / "log.txt"
    assert sh(scripts.APPEND_LINE, log, "ckad-1").returncode == scripts.NO_FILE
    log.write_text("one\n")
    assert sh(scripts.APPEND_LINE, log, "ckad-1").returncode == 0
    assert log.read_text() == "one\nckad-1\n"


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("one\ntwo\n", "one ckad-0123456789ab\ntwo ckad-0123456789ab\n"),
        ("no end", "no end ckad-0123456789ab"),
        (
            "\n\nlast\n\n\n",
            " ckad-0123456789ab\n ckad-0123456789ab\nlast ckad-0123456789ab\n ckad-0123456789ab\n ckad-0123456789ab\n",
        ),
        ("%s \\n $x `x` 'q'\n", "%s \\n $x `x` 'q' ckad-0123456789ab\n"),
    ],
)
def test_marks_come_and_go_and_the_inode_stays(shared, gate, text, marked):
    file = shared / "index.html"
    file.write_text(text)
    inode = file.stat().st_ino
    assert sh(scripts.MARK_TEXT, file, ONE, "6").returncode == 0
    assert file.read_text() == marked
    end_of(gate, file, text)
    assert file.stat().st_ino == inode
    assert list(shared.iterdir()) == [file]


def test_a_newer_edit_is_never_undone(shared, gate):
    file, other = shared / "index.html", shared / "other.html"
    file.write_text("old\n")
    other.write_text("old\n")
    assert sh(scripts.MARK_TEXT, file, ONE, "6").returncode == 0
    file.write_text("the learner's own\n")
    end_of(gate, file, "the learner's own\n")
    assert sh(scripts.MARK_TEXT, other, TWO, "6").returncode == 0
    end_of(gate, other, "old\n")  # by now the first has had its turn as well
    assert file.read_text() == "the learner's own\n"


def test_two_marks_at_once_leave_the_old_text(shared, gate):
    file = shared / "index.html"
    file.write_text("one\n")
    assert sh(scripts.MARK_TEXT, file, ONE, "6").returncode == 0
    assert sh(scripts.MARK_TEXT, file, TWO, "7").returncode == 0
    assert file.read_text() == f"one {ONE} {TWO}\n"
    end_of(gate, file, f"one {TWO}\n")
    end_of(gate, file, "one\n", "7")


def test_a_mark_left_behind_goes_with_the_next(shared, gate):
    file = shared / "index.html"
    file.write_text(f"one {ONE}\nckad-0000 stays\n")
    assert sh(scripts.MARK_TEXT, file, TWO, "6").returncode == 0
    end_of(gate, file, "one\nckad-0000 stays\n")


def test_a_mark_is_taken_off_what_was_written_below_it(shared, gate):
    file = shared / "index.html"
    file.write_text("one\n")
    assert sh(scripts.MARK_TEXT, file, ONE, "6").returncode == 0
    with file.open("a") as growing:
        growing.write("two\n")
    end_of(gate, file, "one\ntwo\n")


@pytest.mark.parametrize(("content", "why"), [("", b"it is empty"), ("x" * 70_000, b"larger than 64 KiB")])
def test_what_cannot_be_marked_is_left_alone(shared, content, why):
    file = shared / "index.html"
    file.write_text(content)
    ran = sh(scripts.MARK_TEXT, file, ONE, "6")
    assert ran.returncode == 5
    assert why in ran.stderr
    assert file.read_text() == content


def test_a_file_that_is_not_there_cannot_be_marked(shared):
    assert sh(scripts.MARK_TEXT, shared / "none", ONE, "6").returncode == scripts.NO_FILE


def test_without_a_fetcher_nothing_is_fetched(tmp_path, monkeypatch):
    ran = subprocess.run(
        ["/bin/sh", "-c", scripts.FETCH, "sh", "http://localhost"], env={"PATH": str(tmp_path)}, check=False
    )
    assert ran.returncode == scripts.NO_FETCHER
