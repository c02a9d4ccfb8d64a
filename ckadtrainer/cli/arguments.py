"""Arguments that several commands take, with their completion."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from ckadtrainer import paths


def drill_names(incomplete: str) -> Iterator[str]:
    """Drills and quizzes whose name begins like that, by their folders: nothing is read for it."""
    yield from _named(incomplete, lambda _: True)


def quiz_names(incomplete: str) -> Iterator[str]:
    """Quizzes whose name begins like that, by a line of their files."""
    yield from _named(incomplete, lambda file: "\nkind: quiz" in file.read_text(encoding="utf-8", errors="replace"))


def _named(incomplete: str, wanted: Callable[[Path], bool]) -> Iterator[str]:
    from ckadtrainer.errors import TrainerError
    from ckadtrainer.packs.settings import pack_folders

    try:
        roots = (paths.built_in_pack(), *pack_folders())
    except TrainerError:
        roots = (paths.built_in_pack(),)
    begin = incomplete.replace("-", "_")
    files = (file for root in roots for file in root.glob("drills/*/*/drill.yaml"))
    yield from sorted({file.parent.name for file in files if file.parent.name.startswith(begin) and wanted(file)})


DrillName = Annotated[
    str, typer.Argument(metavar="DRILL", autocompletion=drill_names, help="A drill's id, or pack/topic/id.")
]
AttemptAt = Annotated[
    str | None,
    typer.Argument(
        metavar="[DRILL]",
        autocompletion=drill_names,
        envvar="CKADTRAINER_KEY",  # set in an attempt's shell, where it is the one that is meant
        show_envvar=False,
        help="The drill; the attempt started last if not given.",
    ),
]
