"""Files a user asked for: written whole or not at all."""

from contextlib import suppress
from pathlib import Path

from ckadtrainer.errors import UsageError
from ckadtrainer.untrusted import untrusted


def write_whole(file: Path, text: str) -> None:
    """Write text to a file, without what could steer a terminal; one that is there is replaced. Raises UsageError."""
    target = file.resolve()
    part = target.with_name(f".{target.name}.part")
    if target.exists() and not target.is_file():
        raise UsageError(f"{file} is no regular file.", "Name a file to write to.")
    try:
        part.write_text(untrusted(text), encoding="utf-8")
        part.replace(target)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise UsageError(
            f"{file} cannot be written: {error.strerror}.", "Name a file in a folder you may write to."
        ) from error
