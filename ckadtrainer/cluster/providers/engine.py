"""The container engine: which one is there and works, and how kind is told to use it."""

import os
import re
import resource
import shutil
from dataclasses import dataclass
from pathlib import Path

from ckadtrainer import paths
from ckadtrainer.cluster.providers.programs import Runner, ask
from ckadtrainer.errors import SetupFailed

_CAP_SYS_RESOURCE = 24
PODMAN_PACKAGES = ("podman", "runc", "crun", "conmon", "netavark", "aardvark-dns", "iptables", "nftables", "catatonit")


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine that answers: `docker` or `podman`."""

    name: str
    version: str

    def environment(self) -> dict[str, str]:
        """What kind and the engine itself need to be told."""
        told = {"KIND_EXPERIMENTAL_PROVIDER": self.name}
        if self.name == "podman" and _podman_needs_settings():
            # Older Podman knows only the variable that replaces every other file of settings.
            newer = tuple(int(n) for n in re.findall(r"\d+", self.version)[:2]) >= (4, 6)
            told["CONTAINERS_CONF_OVERRIDE" if newer else "CONTAINERS_CONF"] = str(podman_settings())
        return told

    @property
    def lack(self) -> str:
        """What is not there that it needs to run a node, as a sentence; empty when nothing is known to be missing."""
        if self.name == "podman" and _podman_needs_settings() and cgroup_version() == 1 and not shutil.which("runc"):
            return "Podman has no runc, which it needs with the cgroups of this machine (version 1)."
        return ""


def usable_engine() -> Engine | None:
    """Docker if it answers, else Podman if it does; `KIND_EXPERIMENTAL_PROVIDER` chooses when both do."""
    wanted = os.environ.get("KIND_EXPERIMENTAL_PROVIDER", "")
    names = [name for name in ("docker", "podman") if wanted in ("", name)]
    for name in names:
        found = ask([name, "version", "--format", "{{.Server.Version}}" if name == "docker" else "{{.Client.Version}}"])
        if found.ok and found.out.strip() and (name == "podman" or "podman" not in found.err.lower()):
            return Engine(name, found.out.strip())
    return None


def install_command() -> str:
    """The exact command that installs Podman here, empty where we do not know one."""
    if shutil.which("apt-get"):
        sudo = "" if os.geteuid() == 0 else "sudo "
        return f"{sudo}apt-get install --yes --no-install-recommends {' '.join(PODMAN_PACKAGES)}"
    return ""


def ready_engine(runner: Runner, *, yes: bool) -> Engine:
    """The engine that is there, or Podman with all it needs, installed with apt where that may be done.

    Raises SetupFailed with the command where it may not.
    """
    engine = usable_engine()
    lack = "There is no container engine: neither Docker nor Podman answers." if engine is None else engine.lack
    if engine is not None and not lack:
        return engine
    command = install_command()
    if not command:
        wanted = "Docker or Podman, start it," if engine is None else "it"
        raise SetupFailed(lack, f"Install {wanted} and try again.")
    if os.geteuid() != 0 or not yes:
        raise SetupFailed(lack, f"Run `{command}`, or start with `--yes` as root to have it done.")
    runner.run(["apt-get", "update", "--quiet"], limit=300)
    packages = [name for name in PODMAN_PACKAGES if ask(["apt-cache", "show", name]).ok]
    done = runner.run(["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", *packages], limit=900)
    engine = usable_engine()
    if engine is None or engine.lack:
        raise SetupFailed(f"Podman could not be installed: {done.last_words}.", f"Look at {runner.log}.")
    return engine


def prepare_host() -> None:
    """kind mounts /lib/modules into the node: an empty folder does where there are none."""
    if os.geteuid() == 0:
        Path("/lib/modules").mkdir(parents=True, exist_ok=True)


def cgroup_version() -> int:
    """2 for the unified hierarchy, 1 for the older or a mix; 2 where there are none to see (a virtual machine's)."""
    root = Path("/sys/fs/cgroup")
    return 1 if root.exists() and any(root.iterdir()) and not (root / "cgroup.controllers").exists() else 2


def may_raise_limits() -> bool:
    """Whether this process could raise limits: without it containers must be content with the present ones."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return True
    found = re.search(r"^CapBnd:\s*([0-9a-f]+)", status, re.MULTILINE)
    return found is None or bool(int(found[1], 16) >> _CAP_SYS_RESOURCE & 1)


def parse_memory(text: str) -> int | None:
    """`612.4MB` or `1.2GiB` in bytes; None for anything else."""
    number = text.rstrip("BKMGTikmgt")
    unit = text[len(number) :].lower()
    base = 1024 if "i" in unit else 1000
    powers = {"": 0, "b": 0, "k": 1, "m": 2, "g": 3, "t": 4}
    try:
        return int(float(number) * base ** powers[unit.replace("i", "").removesuffix("b")])
    except (KeyError, ValueError):
        return None


def podman_settings() -> Path:
    """Our own settings file for Podman, so that the machine's own is left alone."""
    lines = []
    if not may_raise_limits():
        files = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        processes = min(resource.getrlimit(resource.RLIMIT_NPROC)[1], _most_processes())  # Podman lowers its own to it
        lines += ["[containers]", f'default_ulimits = ["nofile={files}:{files}", "nproc={processes}:{processes}"]']
    if cgroup_version() == 1:
        lines += ["[engine]", 'runtime = "runc"']  # crun refuses the older cgroups, runc does not
    file = paths.data() / "containers.conf"
    text = "\n".join(lines) + "\n"
    if not file.exists() or file.read_text() != text:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return file


def _most_processes() -> int:
    try:
        return int(Path("/proc/sys/kernel/pid_max").read_text())
    except (OSError, ValueError):
        return 32768


def _podman_needs_settings() -> bool:
    return os.geteuid() == 0 and (cgroup_version() == 1 or not may_raise_limits())
