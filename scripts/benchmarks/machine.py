"""The machine a measurement was made on."""

import os
import platform
from pathlib import Path

from ckadtrainer import wiring


def machine() -> str:
    """Processor, cores, memory, load, system, Python and Kubernetes, in one line."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    kubernetes = wiring.provider().status().version or "of unknown version"
    return (
        f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GiB, load {os.getloadavg()[0]:.1f}, "
        f"{platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, Kubernetes {kubernetes}"
    )


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text(encoding="utf-8").splitlines() if cpuinfo.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()
