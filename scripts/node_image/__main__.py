"""`python -m node_image`: `build`, or print the `name` of the image these files make."""

import argparse
import json
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import Any

if not __package__:  # called by path: make the folder a package
    import runpy

    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    runpy.run_module("node_image", run_name="__main__", alter_sys=True)
    sys.exit(0)

from .bench import Bench, StepFailed, Stopped
from .graph import Graph
from .recipe import image_name, steps


def main() -> int:
    """0 when the image is there, 1 when a step failed, 130 when it was stopped."""
    arguments = _arguments()
    if arguments.what == "name":
        print(image_name())
        return 0
    bench = Bench(arguments.folder, arguments.logs or arguments.folder / "logs", arguments.engine)

    def stop(_number: int, _frame: FrameType | None) -> None:
        bench.stop.set()

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    try:
        Graph(steps(), bench, _report).run()
    except Stopped:
        return 130
    except StepFailed:
        return 130 if bench.stop.is_set() else 1
    return 0


def _report(state: dict[str, Any]) -> None:
    print(json.dumps(state), flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="node_image", description=__doc__)
    parser.add_argument("what", choices=("build", "name"))
    parser.add_argument("--folder", type=Path, default=Path.home() / ".cache/ckadtrainer/node-image")
    parser.add_argument("--logs", type=Path)
    parser.add_argument("--engine", choices=("docker", "podman"), default="podman")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
