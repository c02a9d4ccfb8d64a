"""Doctor: what the trainer stands on, looked at one subject at a time, and for each problem what to do."""

import shutil
import stat
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ckadtrainer import paths
from ckadtrainer.cluster.certificates import end_of
from ckadtrainer.cluster.kubeconfig import read_credentials
from ckadtrainer.cluster.providers import image, tools
from ckadtrainer.cluster.providers.api import Api
from ckadtrainer.cluster.providers.engine import Engine, cgroup_version, install_command, usable_engine
from ckadtrainer.errors import SetupFailed, TrainerError
from ckadtrainer.provisioning import ClusterStatus, Condition, Finding, Provider, Severity

_OK, _WARNING, _PROBLEM = Severity.OK, Severity.WARNING, Severity.PROBLEM
_BUILD_NEEDS, _CLUSTER_NEEDS = 12e9, 4e9
_UP = "Run `ckadtrainer cluster up`."


def examine_kind(provider: Provider) -> Sequence[Finding]:
    """Everything our own cluster needs, in the order of the codes."""
    engine, status = usable_engine(), provider.status()
    return (
        engine_finding(engine),
        tool_finding("CKT002", "kind", tools.version_of("kind")),
        tool_finding("CKT003", "kubectl", tools.version_of("kubectl")),
        image_finding(engine),
        cluster_finding(status),
        disk_finding(paths.cache(), _BUILD_NEEDS if status.condition is Condition.ABSENT else _CLUSTER_NEEDS),
        *inotify_findings(),
        certificate_finding(provider.kubeconfig(), datetime.now(UTC)),
        cgroup_finding(cgroup_version()),
        permission_finding(provider.kubeconfig()),
    )


def examine_adopted(provider: Provider) -> Sequence[Finding]:
    """What matters for a cluster that is not ours."""
    return (
        tool_finding("CKT003", "kubectl", tools.version_of("kubectl")),
        cluster_finding(provider.status()),
        disk_finding(paths.data(), 1e8),
        certificate_finding(provider.kubeconfig(), datetime.now(UTC)),
        permission_finding(provider.kubeconfig()),
    )


def engine_finding(engine: Engine | None) -> Finding:
    """CKT001: a container engine answers and has what it needs."""
    if engine and engine.lack:
        how = f"Run `{install_command()}`." if install_command() else "Install it."
        return Finding("CKT001", "engine", _PROBLEM, engine.lack.removesuffix("."), how)
    if engine:
        return Finding("CKT001", "engine", _OK, f"{engine.name} {engine.version}")
    how = f"Run `{install_command()}`" if install_command() else "Install Docker or Podman and start it"
    return Finding("CKT001", "engine", _PROBLEM, "neither Docker nor Podman answers", f"{how}; then {_UP.lower()}")


def tool_finding(code: str, name: str, version: str) -> Finding:
    """CKT002 and CKT003: kind and kubectl are there."""
    if version:
        return Finding(code, name, _OK, version)
    return Finding(code, name, _PROBLEM, "not found", f"{_UP} It brings {name}.")


def image_finding(engine: Engine | None) -> Finding:
    """CKT004: a node image is held, so that the next cluster takes seconds."""
    if engine is None:
        return Finding("CKT004", "node image", _PROBLEM, "no engine to hold it", _UP)
    try:
        own = image.own_image_name()
    except SetupFailed as error:
        return Finding("CKT004", "node image", _PROBLEM, error.message, error.remedy)
    for name in (own, image.OFFICIAL):
        if image.is_held(engine, name):
            return Finding("CKT004", "node image", _OK, name.split("@")[0])
    return Finding("CKT004", "node image", _WARNING, "not here yet", f"{_UP} It pulls or builds it.")


def cluster_finding(status: ClusterStatus) -> Finding:
    """CKT005: the cluster answers."""
    if status.condition is Condition.READY:
        return Finding("CKT005", "cluster", _OK, f"{status.name} answers, Kubernetes {status.version}")
    return Finding("CKT005", "cluster", _PROBLEM, status.detail, status.remedy)


def disk_finding(folder: Path, needed: float) -> Finding:
    """CKT006: there is room; `needed` is bytes."""
    there = next(place for place in (folder, *folder.parents) if place.exists())
    free = shutil.disk_usage(there).free
    if free >= needed:
        return Finding("CKT006", "disk", _OK, f"{free / 1e9:.0f} GB free")
    return Finding(
        "CKT006", "disk", _WARNING, f"{free / 1e9:.1f} GB free under {there}", f"Make {needed / 1e9:.0f} GB free."
    )


def inotify_findings(folder: Path = Path("/proc/sys/fs/inotify")) -> Sequence[Finding]:
    """CKT007: the limits that make pods fail with `too many open files`; nothing where there are none."""
    wanted = {"max_user_instances": 128, "max_user_watches": 8192}
    low = []
    for name, least in wanted.items():
        try:
            present = int((folder / name).read_text())
        except (OSError, ValueError):
            return ()
        if present < least:
            low.append(f"fs.inotify.{name}={max(least * 4, 512)}")
    if not low:
        return (Finding("CKT007", "inotify", _OK, "limits are high enough"),)
    return (Finding("CKT007", "inotify", _WARNING, "limits are low", f"Run `sudo sysctl {' '.join(low)}`."),)


def certificate_finding(kubeconfig: Path, now: datetime) -> Finding:
    """CKT008: the client's certificate and the API server's; kubeadm's last a year."""
    try:
        credentials = read_credentials(kubeconfig, None)
        ends = [end_of(credentials.certificate), Api(credentials).certificate_end()]
    except TrainerError as error:
        return Finding("CKT008", "certificates", _WARNING, error.message, error.remedy)
    known = [end for end in ends if end]
    if not known:
        return Finding("CKT008", "certificates", _OK, "none with an end")
    end, days = min(known), (min(known) - now) // timedelta(days=1)
    renew = "Run `ckadtrainer cluster down` and `ckadtrainer cluster up`: a new cluster has new ones."
    if days < 0:
        return Finding("CKT008", "certificates", _PROBLEM, f"ended on {end:%Y-%m-%d}", renew)
    state = f"good until {end:%Y-%m-%d} ({days} days)"
    return Finding("CKT008", "certificates", _WARNING if days < 14 else _OK, state, renew if days < 14 else "")


def cgroup_finding(version: int) -> Finding:
    """CKT009: the older hierarchy works, but newer Kubernetes gives it up."""
    if version == 2:
        return Finding("CKT009", "cgroups", _OK, "version 2")
    remedy = "It works today. Newer systems use version 2: boot with `systemd.unified_cgroup_hierarchy=1`."
    return Finding("CKT009", "cgroups", _WARNING, "version 1, which Kubernetes is giving up", remedy)


def permission_finding(kubeconfig: Path) -> Finding:
    """CKT010: the kubeconfig holds a key and is for its owner alone."""
    if not kubeconfig.exists():
        return Finding("CKT010", "kubeconfig", _WARNING, "not written yet", _UP)
    mode = stat.S_IMODE(kubeconfig.stat().st_mode)
    if mode & 0o077:
        return Finding(
            "CKT010", "kubeconfig", _PROBLEM, f"readable by others ({mode:03o})", f"Run `chmod 600 {kubeconfig}`."
        )
    return Finding("CKT010", "kubeconfig", _OK, "for its owner alone")
