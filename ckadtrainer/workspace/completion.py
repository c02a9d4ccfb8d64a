"""kubectl's completion script, asked for once and kept."""

import hashlib
import shutil
import subprocess
from pathlib import Path

from ckadtrainer import paths

_LIMIT = 5.0  # seconds; a shell without completion is better than no shell


def completion_file(shell: str, path: str) -> Path | None:
    """The completion script for `shell` of the kubectl found on `path`; None without one.

    Kept in the cache folder under a name that changes with the program, since asking costs 60 ms.
    """
    program = shutil.which("kubectl", path=path)
    if program is None or shell == "sh":
        return None
    found = Path(program).resolve()
    state = found.stat()
    version = hashlib.sha256(f"{found} {state.st_mtime_ns} {state.st_size}".encode()).hexdigest()[:12]
    file = paths.cache() / "completion" / f"kubectl-{version}.{shell}"
    if file.exists():
        return file
    try:
        answer = subprocess.run([program, "completion", shell], capture_output=True, check=True, timeout=_LIMIT)
    except (OSError, subprocess.SubprocessError):
        return None
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    fresh.write_bytes(answer.stdout)
    fresh.replace(file)
    return file
