"""Where the trainer keeps things: the only user of platformdirs.

`CKADTRAINER_HOME` puts everything under one folder, for tests and for people who want it so.
"""

import os
from pathlib import Path

_APP = "ckadtrainer"


def _base(kind: str) -> Path:
    home = os.environ.get("CKADTRAINER_HOME")
    if home:
        return Path(home) / kind
    import platformdirs  # imported here: nothing at start needs it

    found = {
        "data": platformdirs.user_data_path,
        "config": platformdirs.user_config_path,
        "cache": platformdirs.user_cache_path,
        "state": platformdirs.user_state_path,
    }[kind]
    return found(_APP)


def data() -> Path:
    """What must be kept: history, kubeconfig."""
    return _base("data")


def config() -> Path:
    """What the user sets: settings, trusted packs."""
    return _base("config")


def cache() -> Path:
    """What can be made again: node image parts, tools."""
    return _base("cache")


def logs() -> Path:
    """Log files named in error messages."""
    return _base("state")


def kubeconfig() -> Path:
    """The trainer's own kubeconfig; never the user's."""
    return data() / "kubeconfig"


def history() -> Path:
    """The history database."""
    return data() / "history.sqlite3"


def tools() -> Path:
    """Programs the set-up brought: kind, kubectl."""
    return data() / "bin"


def repository() -> Path | None:
    """The checkout this package runs from, or None when it is installed as a wheel."""
    root = Path(__file__).resolve().parent.parent
    return root if (root / "drills").is_dir() and (root / "scripts").is_dir() else None


def built_in_pack() -> Path:
    """The folder of the first pack: the checkout, or the package's own copy in a wheel."""
    return repository() or Path(__file__).resolve().parent / "builtin"
