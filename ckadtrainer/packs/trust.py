"""Whether a pack's Python may run: the user says so for exactly the content it has now."""

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from ckadtrainer import paths
from ckadtrainer.errors import DefinitionError, PackNotTrusted
from ckadtrainer.packs.manifest import Pack

_STORE_FORMAT = 1
_CODE = {".py", ".pyc", ".pyi", ".pyd", ".so", ".pth", ".zip"}


def code_files(pack: Pack) -> tuple[Path, ...]:
    """Everything in `graders/`, and whatever else in the pack Python could import, sorted by path."""
    found = []
    for folder, folders, files in os.walk(pack.root):
        folders[:] = [name for name in folders if name not in (".git", ".venv")]
        inside = Path(folder).relative_to(pack.root)
        is_grader = inside.parts[:1] == ("graders",)
        found += [inside / name for name in files if is_grader or Path(name).suffix in _CODE]
    return tuple(pack.root / path for path in sorted(found, key=Path.as_posix))


def content_hash(pack: Pack) -> str:
    """SHA-256, in hex, over relative path, size and bytes of each of the pack's code files."""
    digest = hashlib.sha256()
    for file in code_files(pack):
        try:
            content = file.read_bytes()
        except OSError as error:
            raise DefinitionError(
                f"{file} in pack {pack.id} cannot be read: {error.strerror}.", "Make it readable or remove it."
            ) from error
        name = file.relative_to(pack.root).as_posix().encode("utf-8", "surrogateescape")
        for part in (name, content):
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
    return digest.hexdigest()


class TrustStore:
    """The contents the user trusts, in one JSON file: hash -> the pack it was when it was trusted."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file or paths.config() / "trusted.json"

    def require(self, pack: Pack) -> None:
        """Return when the pack's Python may run: it is built in, has none, or is trusted as it is now.

        Raises PackNotTrusted otherwise.
        """
        if pack.is_built_in or not code_files(pack) or content_hash(pack) in self._read():
            return
        raise PackNotTrusted(
            f"The graders of pack {pack.id} in {pack.root} are Python that would run on this machine, "
            "and this content of theirs has not been trusted.",
            f"Read the files in {pack.root / 'graders'}, and if you trust them run the command again with --trust.",
        )

    def trust(self, pack: Pack) -> str:
        """Remember the content the pack has now; return its hash."""
        hash = content_hash(pack)
        trusted = {**self._read(), hash: {"pack": pack.id, "version": pack.version, "root": str(pack.root)}}
        self._write(trusted)
        return hash

    def _read(self) -> Mapping[str, Mapping[str, str]]:
        try:
            stored = json.loads(self._file.read_text(encoding="utf-8"))
            if stored["format"] == _STORE_FORMAT and isinstance(stored["trusted"], dict):
                return stored["trusted"]
            problem = "it is of another format"
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            problem = str(error)
        raise DefinitionError(
            f"The list of trusted packs in {self._file} cannot be read: {problem}.",
            "Remove the file and trust your packs again.",
        )

    def _write(self, trusted: Mapping[str, Mapping[str, str]]) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps({"format": _STORE_FORMAT, "trusted": trusted}, indent=2, sort_keys=True)
        handle, name = tempfile.mkstemp(dir=self._file.parent, prefix=f".{self._file.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                stream.write(text + "\n")
                stream.flush()
                os.fsync(stream.fileno())
            Path(name).replace(self._file)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def require_trust(pack: Pack, store: TrustStore | None = None) -> None:
    """Raises PackNotTrusted unless the pack's Python may run."""
    (store or TrustStore()).require(pack)
