"""The packs' part of the settings: `packs = ["~/drills"]` in `settings.toml`."""

import tomllib
from pathlib import Path

from ckadtrainer import paths
from ckadtrainer.errors import DefinitionError


def settings_file() -> Path:
    """The file a user may write; it need not exist."""
    return paths.config() / "settings.toml"


def pack_folders(file: Path | None = None) -> tuple[Path, ...]:
    """The pack folders that the settings name; relative ones start at the settings' own folder.

    Raises DefinitionError when the file cannot be read or `packs` is not a list of paths.
    """
    file = file or settings_file()
    try:
        settings = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DefinitionError(f"The settings in {file} cannot be read: {error}.", "Mend or remove the file.") from error
    names = settings.get("packs", [])
    if not isinstance(names, list) or not all(isinstance(name, str) and name for name in names):
        raise DefinitionError(
            f"The settings in {file} give `packs` as something else than a list of folders.",
            'Write it like packs = ["~/my_drills"].',
        )
    return tuple(file.parent / _at_home(name) for name in names)


def _at_home(name: str) -> Path:
    try:
        return Path(name).expanduser()
    except RuntimeError:  # no such user
        return Path(name)
