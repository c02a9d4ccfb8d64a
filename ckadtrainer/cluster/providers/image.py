"""The node image: the official one where a registry answers, else one of our own making."""

import json
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ckadtrainer import paths
from ckadtrainer.cluster.providers import tools
from ckadtrainer.cluster.providers.engine import Engine
from ckadtrainer.cluster.providers.programs import Runner, ask
from ckadtrainer.errors import SetupFailed

OFFICIAL = "docker.io/kindest/node:v1.37.0@sha256:a1ed56cfb0e7b93589bdf97c8cd566405a265939e3620fc4f5de89adff580ae5"
"""kind's own image for the pinned kind version."""
_ANSWER_LIMIT = 6.0
_PULL_LIMIT = 900.0


@dataclass(frozen=True, slots=True)
class NodeImage:
    """An image the engine holds. `own` is one of ours, `dns` the tag of the CoreDNS in it."""

    name: str
    own: bool
    dns: str = ""


def node_image_folder() -> Path:
    """The builder: in a checkout's scripts, in a wheel beside the built-in pack."""
    checkout = paths.repository()
    return checkout / "scripts" / "node_image" if checkout else paths.built_in_pack() / "node_image"


def own_image_name() -> str:
    """The name of the image our builder makes."""
    found = ask([sys.executable, "-m", "node_image", "name"], extra={"PYTHONPATH": str(node_image_folder().parent)})
    if not found.ok:
        raise SetupFailed(f"The node image's builder does not run: {found.last_words}.", "Install ckadtrainer again.")
    return found.out.strip()


def own_dns() -> str:
    """The tag of the CoreDNS image inside ours."""
    import tomllib

    pins = tomllib.loads((node_image_folder() / "versions.toml").read_text())
    return f"v{pins['kubernetes']['coredns']}"


def is_held(engine: Engine, name: str) -> bool:
    """Whether the engine has the image."""
    return ask([engine.name, "image", "inspect", name], extra=engine.environment()).ok


def registry_answers(engine: Engine) -> bool:
    """Whether the registry of the official image answers soon: its manifest is asked for, nothing is pulled."""
    tagged, _, _digest = OFFICIAL.partition("@")
    return ask([engine.name, "manifest", "inspect", tagged], _ANSWER_LIMIT, engine.environment()).ok


def pull_official(engine: Engine, runner: Runner) -> bool:
    """Pull it; False when that did not work."""
    return runner.run([engine.name, "pull", OFFICIAL], limit=_PULL_LIMIT).ok


def build_own(engine: Engine, runner: Runner, follow: Callable[[dict[str, Any]], None]) -> None:
    """Build our image, handing on every state the builder prints; SetupFailed names the step and its log."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise SetupFailed(
            "No image registry answers, and a node image can be built only on Debian or Ubuntu as root.",
            f"Connect to the internet, or load {own_image_name()} from a machine that built it into {engine.name}.",
        )
    last: dict[str, Any] = {}

    def on_line(line: str) -> None:
        try:
            state = json.loads(line)
        except ValueError:
            return
        last.update(state)
        follow(state)

    cache = paths.cache() / "node-image"
    command = [sys.executable, "-m", "node_image", "build", "--engine", engine.name]
    command += ["--folder", str(cache), "--logs", str(paths.logs())]
    quiet = Runner(runner.log, runner.stop, {**runner.extra, "PYTHONPATH": str(node_image_folder().parent)})
    done = quiet.run(command, on_line=on_line)
    if not done.ok:
        log = last.get("log") or str(runner.log)
        raise SetupFailed(
            f"The node image could not be built: {last.get('note') or done.last_words}", f"Look at {log}."
        )
    tools.keep(cache / "bin" / "kind", "kind")
    if tools.find("kubectl") is None:
        tools.keep(cache / "bin" / "kubernetes", "kubectl")  # it is what its name says
