"""The node's root file system: Debian, kind's own files, Kubernetes, and every image already unpacked."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .bench import Bench, Tools
from .catalogue import FILES
from .debian import IMAGE_PACKAGES, NODE_PACKAGES, DebianRoot
from .golang import kind_files
from .layers import Image, write_archive, write_registry

_NO_SERVICES = (
    "lib/systemd/system/multi-user.target.wants/*",
    "etc/systemd/system/*.wants/*",
    "lib/systemd/system/local-fs.target.wants/*",
    "lib/systemd/system/sockets.target.wants/*udev*",
    "lib/systemd/system/sockets.target.wants/*initctl*",
    "lib/systemd/system/basic.target.wants/*",
    "lib/systemd/system/sysinit.target.wants/systemd-tmpfiles-setup.service",
)
_UNREAD = (
    "usr/share/doc/*",
    "usr/share/man/*",
    "usr/share/locale/*",
    "usr/share/info/*",
    "usr/share/zoneinfo/*",
    "usr/lib/udev/hwdb.d/*",
    "var/lib/apt/lists/*",
    "var/cache/apt/*",
    "var/cache/debconf/*",
    "var/log/*",
)


def assemble(bench: Bench, tools: Tools, version: str) -> None:
    """Everything but Kubernetes and the images."""
    part, node = bench.product("node.part"), bench.product("node-base")
    for folder in (part, node):
        tools.run(["rm", "-rf", folder])
    tools.run(["cp", "-a", "--reflink=auto", bench.product("debian"), part])
    _drop_image_packages(part)
    _remove(part, (*_NO_SERVICES, *_UNREAD))
    _add_kind_files(part, kind_files(bench, tools))
    shutil.copytree(FILES / "node", part, dirs_exist_ok=True)
    _configure_containerd(part, tools)
    shutil.copytree(part / "usr/lib/cni", part / "opt/cni/bin", dirs_exist_ok=True)
    (part / "kind/version").write_text(f"v{version}")
    with (part / "etc/systemd/journald.conf").open("a") as journald:
        journald.write("ReadKMsg=no\n")
    for service in ("kubelet", "containerd", "undo-mount-hacks", "registry"):
        tools.run(["chroot", part, "systemctl", "--quiet", "enable", f"{service}.service"])
    tools.run(["chroot", part, "systemctl", "--quiet", "mask", "systemd-binfmt.service"])
    part.rename(node)


def populate(bench: Bench, tools: Tools, images: Sequence[Image]) -> None:
    """Add Kubernetes, unpack the images into containerd and fill the registry."""
    part, node = bench.product("node.part"), bench.product("node")
    for folder in (part, node):
        tools.run(["rm", "-rf", folder])
    tools.run(["cp", "-a", "--reflink=auto", bench.product("node-base"), part])
    shutil.copy2(bench.product("bin/kubernetes"), part / "usr/bin/kubernetes")
    for name in ("kubeadm", "kubelet", "kubectl"):
        (part / "usr/bin" / name).symlink_to("kubernetes")
    write_registry(images, part / "kind/registry")
    archive = bench.product("images.tar")
    write_archive(images, archive)
    alone = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--propagation", "private"]
    tools.run([*alone, "sh", FILES / "populate.sh", part, archive])
    archive.unlink()
    part.rename(node)


def import_image(bench: Bench, tools: Tools, name: str) -> None:
    """Hand the root file system to the container engine as an image of that name."""
    settings = (
        "ENV container=docker",
        "STOPSIGNAL SIGRTMIN+3",
        'ENTRYPOINT ["/usr/local/bin/entrypoint", "/sbin/init"]',
    )
    changes = [word for setting in settings for word in ("--change", setting)]
    tools.pipe(
        ["tar", "--create", "--numeric-owner", "--one-file-system", f"--directory={bench.product('node')}", "."],
        [bench.engine, "import", *changes, "-", name],
    )


def _drop_image_packages(root: Path) -> None:
    """Remove the files of packages that only the workload images need."""
    debian = DebianRoot(root)
    essential = ("base-files", "bash", "coreutils", "dash", "libc-bin", "util-linux", "login", "findutils", "tar")
    kept = set(debian.files(debian.closure((*NODE_PACKAGES, *essential))))
    only_images = debian.closure(IMAGE_PACKAGES) - debian.closure((*NODE_PACKAGES, *essential))
    for name in list(debian.files(only_images)):
        path = root / name
        if name not in kept and (path.is_file() or path.is_symlink()):
            path.unlink()


def _remove(root: Path, patterns: Sequence[str]) -> None:
    for pattern in patterns:
        for path in list(root.glob(pattern)):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()


def _add_kind_files(root: Path, source: Path) -> None:
    for place in ("usr/local/bin", "kind", "etc"):
        for path in sorted((source / place).rglob("*")):
            target = root / place / path.relative_to(source / place)
            if path.is_dir():
                target.mkdir(parents=True, exist_ok=True)
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
                target.chmod(0o755 if place == "usr/local/bin" or path.suffix == ".sh" else 0o644)
    for folder in ("usr/local/sbin", "opt/cni/bin", "etc/kubernetes/manifests", "kind/manifests"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    for name, program in (
        ("usr/local/bin/containerd", "/usr/bin/containerd"),
        ("usr/local/bin/ctr", "/usr/bin/ctr"),
        ("usr/local/sbin/runc", "/usr/sbin/runc"),
        ("sbin/init", "/usr/lib/systemd/systemd"),
    ):
        (root / name).unlink(missing_ok=True)
        (root / name).symlink_to(program)


def _configure_containerd(root: Path, tools: Tools) -> None:
    """kind's configuration plus the registry, and the container settings kind's own image build makes.

    Without kind's hook that hides the machine's product name: it runs a script, jq and cp for every container.
    """
    config = root / "etc/containerd/config.toml"
    plugin = '[plugins."io.containerd.grpc.v1.cri"]'
    registry = '[plugins."io.containerd.grpc.v1.cri".registry]\n  config_path = "/etc/containerd/certs.d"\n\n'
    config.write_text(config.read_text().replace(f"\n{plugin}\n", f"\n{registry}{plugin}\n"))
    spec: dict[str, Any] = json.loads(tools.read(["chroot", root, "ctr", "oci", "spec"]))
    spec["process"].pop("rlimits", None)
    (root / "etc/containerd/cri-base.json").write_text(json.dumps(spec))
