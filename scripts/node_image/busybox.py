"""busybox from its own source, static and with upstream's default configuration.

Debian's builds lack `nc -z`, and their static `wget` fails on names.
"""

import hashlib
import os
import shutil
from pathlib import Path

from .bench import Bench, StepFailed, Tools
from .debian import mirror


def compile_busybox(bench: Bench, tools: Tools, version: str, file: str, sha256: str) -> None:
    """Fetch the source from the Debian mirror, check it, build it."""
    work = bench.product("busybox.part")
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    archive = work / "source.tar.bz2"
    tools.run(["/usr/lib/apt/apt-helper", "download-file", f"{mirror(bench.product('debian'))}/{file}", archive])
    if hashlib.sha256(archive.read_bytes()).hexdigest() != sha256:
        raise StepFailed(f"{archive.name} of busybox {version} is not the file that was pinned.")
    tools.run(["tar", "-xf", archive, "-C", work])
    source = next(path for path in work.iterdir() if path.is_dir())
    tools.run(["make", "defconfig"], cwd=source)
    config = source / ".config"
    text = config.read_text().replace("# CONFIG_STATIC is not set", "CONFIG_STATIC=y")
    config.write_text(text.replace("CONFIG_TC=y", "# CONFIG_TC is not set"))  # tc needs kernel headers of its own time
    _answer_with_defaults(tools, source)
    tools.run(["make", f"-j{os.cpu_count() or 1}"], cwd=source)
    target = bench.product("bin")
    target.mkdir(exist_ok=True)
    (source / "busybox").replace(target / "busybox")
    shutil.rmtree(work)


def _answer_with_defaults(tools: Tools, source: Path) -> None:
    answers = source / "answers"
    answers.write_text("\n" * 2000)
    with answers.open("rb") as lines:
        tools.run(["make", "oldconfig"], cwd=source, stdin=lines)
