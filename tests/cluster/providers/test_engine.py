"""Which engine is used, proven with stand-in programs on PATH."""

import threading
from pathlib import Path

import pytest

from ckadtrainer.cluster.providers import engine
from ckadtrainer.cluster.providers.programs import Runner
from ckadtrainer.errors import SetupFailed


@pytest.fixture
def programs(tmp_path, monkeypatch):
    """A PATH of our own: `programs(name, script)` puts a program there."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv("KIND_EXPERIMENTAL_PROVIDER", raising=False)
    monkeypatch.setenv("CKADTRAINER_HOME", str(tmp_path / "home"))

    def put(name, script):
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)

    for absent in ("docker", "podman", "apt-get"):
        put(absent, "exit 1")  # stands before any of the machine's own
    return put


def test_docker_before_podman(programs):
    programs("docker", "echo 28.2.2")
    programs("podman", "echo 4.3.1")
    assert engine.usable_engine() == engine.Engine("docker", "28.2.2")


def test_a_docker_that_does_not_answer_is_no_engine(programs):
    programs("docker", "echo 'Cannot connect to the Docker daemon' >&2; exit 1")
    programs("podman", "echo 4.3.1")
    assert engine.usable_engine() == engine.Engine("podman", "4.3.1")


def test_kinds_own_variable_chooses(programs, monkeypatch):
    programs("docker", "echo 28.2.2")
    programs("podman", "echo 4.3.1")
    monkeypatch.setenv("KIND_EXPERIMENTAL_PROVIDER", "podman")
    assert engine.usable_engine() == engine.Engine("podman", "4.3.1")


@pytest.fixture
def runner(tmp_path):
    return Runner(tmp_path / "log", threading.Event())


@pytest.fixture
def old_cgroups(monkeypatch):
    monkeypatch.setattr(engine, "cgroup_version", lambda: 1)
    monkeypatch.setattr(engine, "_podman_needs_settings", lambda: True)


def test_no_engine_and_no_leave_to_install_names_the_command(programs, runner):
    with pytest.raises(SetupFailed) as failure:
        engine.ready_engine(runner, yes=False)
    assert "apt-get install" in failure.value.remedy


def test_a_podman_without_the_runtime_it_needs_is_told_before_anything_is_built(programs, runner, old_cgroups):
    programs("podman", "echo 4.3.1")

    with pytest.raises(SetupFailed) as failure:
        engine.ready_engine(runner, yes=False)

    assert "runc" in failure.value.message
    assert "runc" in failure.value.remedy


@pytest.mark.parametrize("name", ["docker", "podman"])
def test_an_engine_that_lacks_nothing_is_used_as_it_is(name, programs, runner, old_cgroups):
    programs(name, "echo 28.2.2")
    programs("runc", "exit 0")
    assert engine.ready_engine(runner, yes=False) == engine.Engine(name, "28.2.2")


@pytest.mark.parametrize(
    ("version", "variable"),
    [
        ("4.3.1", "CONTAINERS_CONF"),
        ("4.10.0", "CONTAINERS_CONF_OVERRIDE"),
        ("5.2", "CONTAINERS_CONF_OVERRIDE"),
    ],
)
def test_podman_gets_settings_of_our_own_where_it_needs_them(version, variable, monkeypatch, tmp_path):
    monkeypatch.setattr(engine, "_podman_needs_settings", lambda: True)
    monkeypatch.setattr(engine, "may_raise_limits", lambda: False)
    monkeypatch.setenv("CKADTRAINER_HOME", str(tmp_path))
    told = engine.Engine("podman", version).environment()
    assert told["KIND_EXPERIMENTAL_PROVIDER"] == "podman"
    assert "nofile=" in Path(told[variable]).read_text()


def test_docker_needs_none():
    assert engine.Engine("docker", "28").environment() == {"KIND_EXPERIMENTAL_PROVIDER": "docker"}
