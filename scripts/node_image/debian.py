"""One Debian root file system, and images cut out of it package by package.

A root is made once with every package; an image takes the files of the packages it names and of those they depend
on. Maintainer scripts have run once, so users, alternatives and certificates are there to be copied.
"""

import platform
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from .bench import Bench, Tools, environment
from .layers import LayerWriter

NODE_PACKAGES = (  # noqa: SIM905  words read better as words
    "systemd conntrack iptables nftables iproute2 ethtool mount kmod libseccomp2 e2fsprogs ca-certificates curl jq "
    "procps containerd runc containernetworking-plugins docker-registry catatonit"
).split()
IMAGE_PACKAGES = ("nginx-light", "redis-server", "haproxy")

_NOT_IN_IMAGES = frozenset(
    [
        "adduser",
        "apt",
        "debconf",
        "dpkg",
        "init-system-helpers",
        "logrotate",
        "lsb-base",
        "passwd",
        "perl-base",
        "procps",
        "systemd",
        "sysvinit-utils",
        "dbus",
        "kmod",
        "libsystemd-shared",
        "udev",
        "cron",
        "tzdata",
        "usr-is-merged",
    ]
)
_GENERATED = ("etc/passwd", "etc/group", "etc/ld.so.cache", "etc/nsswitch.conf", "etc/ssl/certs/ca-certificates.crt")
_UNREAD = re.compile(
    r"/?usr/share/(doc|man|locale|info|lintian|linda|bug|common-licenses|bash-completion|zsh|fish|menu|pixmaps)(/|$)"
)


def sources(suite: str) -> list[str]:
    """The host's own mirrors of that suite as source lines, empty to let mmdebstrap use its default."""
    wanted = "$(REPO_URI) $(RELEASE) $(COMPONENT) $(CODENAME) $(SIGNED_BY)"
    listed = subprocess.run(
        ["apt-get", "indextargets", "--format", wanted, "Identifier: Packages", "Origin: Debian"],
        capture_output=True,
        text=True,
        check=False,
        env=environment(),
    )
    lines = []
    for line in listed.stdout.splitlines():
        uri, release, component, codename, *signed = line.split(" ")
        if codename.split("-")[0] == suite and component == "main":
            key = f"[signed-by={signed[0]}] " if signed and signed[0].startswith("/") else ""
            lines.append(f"deb {key}{uri.rstrip('/')} {release} {component}")
    has_base = any(f" {suite} " in line for line in lines)
    return sorted(set(lines)) if has_base else []


def bootstrap(bench: Bench, tools: Tools, suite: str) -> None:
    """Make the root with all packages; the folder appears when it is whole."""
    part, root = bench.product("debian.part"), bench.product("debian")
    for folder in (part, root):
        tools.run(["rm", "-rf", folder])
    unread = [f"--dpkgopt=path-exclude=/usr/share/{name}/*" for name in ("doc", "man", "locale", "info")]
    command: list[str | Path] = ["mmdebstrap", "--quiet", "--variant=minbase", "--format=directory", *unread]
    command += [f"--include={','.join((*NODE_PACKAGES, *IMAGE_PACKAGES))}", suite, part]
    tools.run([*command, *sources(suite)])
    part.rename(root)


def mirror(root: Path) -> str:
    """Where the root's packages came from."""
    text = (root / "etc/apt/sources.list").read_text() if (root / "etc/apt/sources.list").exists() else ""
    text += "".join(path.read_text() for path in sorted((root / "etc/apt/sources.list.d").glob("*.list")))
    found = re.search(r"^deb (?:\[[^]]*\] )?(\S+)", text, re.MULTILINE)
    return found[1].rstrip("/") if found else ""


@dataclass(frozen=True)
class DebianRoot:
    """A root file system with its package database."""

    path: Path

    @cached_property
    def _packages(self) -> Mapping[str, list[str]]:
        """Of every installed package, and of every name one provides: what it depends on."""
        found: dict[str, list[str]] = {}
        for block in (self.path / "var/lib/dpkg/status").read_text().split("\n\n"):
            fields = dict(re.findall(r"^([\w-]+): (.*)$", block, re.MULTILINE))
            if "Package" in fields:
                wanted = f"{fields.get('Pre-Depends', '')}, {fields.get('Depends', '')}"
                found[fields["Package"]] = [group for group in wanted.split(",") if group.strip()]
                for provided in fields.get("Provides", "").split(","):
                    found.setdefault(_name(provided), [fields["Package"]])
        return found

    def closure(self, names: Iterable[str], without: frozenset[str] = frozenset()) -> set[str]:
        """The packages and all they depend on."""
        open_names, closed = list(names), set[str]()
        while open_names:
            name = open_names.pop()
            if name not in closed and name not in without:
                closed.add(name)
                for group in self._packages.get(name, []):
                    known = [_name(choice) for choice in group.split("|") if _name(choice) in self._packages]
                    open_names += known[:1]
        return closed

    def files(self, packages: Iterable[str]) -> Iterator[str]:
        """Paths, relative to the root, that the packages own; links to folders are resolved (`bin` is `usr/bin`)."""
        info = self.path / "var/lib/dpkg/info"
        for package in sorted(packages):
            for listing in (info / f"{package}.list", *sorted(info.glob(f"{package}:*.list"))):
                if listing.exists():
                    for line in listing.read_text().splitlines():
                        path = self._real(line)
                        if path and not _UNREAD.match(path):
                            yield path

    def _real(self, line: str) -> str:
        parts = line.strip("/").split("/")
        if parts[0] in ("bin", "sbin", "lib", "lib64", "lib32", "libx32") and len(parts) > 1:
            parts = ["usr", *parts]
        return "/".join(part for part in parts if part != ".")

    def cut(self, layer: LayerWriter, packages: Iterable[str]) -> None:
        """Put the packages, all they depend on and what their installation generated into a layer."""
        owned = dict.fromkeys(self.files(self.closure((*packages, "base-files", "libc-bin"), _NOT_IN_IMAGES)))
        for name in ("bin", "sbin", "lib", "lib64"):
            layer.file(name, self.path / name)
        for name in (*owned, *_GENERATED):
            layer.file(name, self.path / name)
        for folder in ("usr/bin", "usr/sbin"):
            for link in sorted((self.path / folder).iterdir()):
                self._alternative(layer, link, owned)
        layer.folder("tmp", 0o1777)

    def _alternative(self, layer: LayerWriter, link: Path, owned: Mapping[str, object]) -> None:
        """A command that is a link into /etc/alternatives, if what it leads to is in the layer."""
        if link.is_symlink() and str(link.readlink()).startswith("/etc/alternatives/"):
            choice = self.path / str(link.readlink()).lstrip("/")
            target = self._real(str(choice.readlink())) if choice.is_symlink() else ""
            if target in owned:
                layer.file(str(link.relative_to(self.path)), link)
                layer.file(str(choice.relative_to(self.path)), choice)


def is_debian_like() -> bool:
    """Whether apt and dpkg make this machine able to build."""
    try:
        words = platform.freedesktop_os_release()
    except OSError:
        return False
    return "debian" in f"{words.get('ID', '')} {words.get('ID_LIKE', '')}".split()


def _name(dependency: str) -> str:
    return re.split(r"[\s(:]", dependency.strip(), maxsplit=1)[0]
