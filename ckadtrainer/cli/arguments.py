"""Arguments that several commands take, with their completion."""

from collections.abc import Iterator
from typing import Annotated

import typer

from ckadtrainer import paths


def drill_names(incomplete: str) -> Iterator[str]:
    """Drills whose name begins like that, by their folders: no drill is read for it."""
    from ckadtrainer.errors import TrainerError
    from ckadtrainer.packs.settings import pack_folders

    try:
        roots = (paths.built_in_pack(), *pack_folders())
    except TrainerError:
        roots = (paths.built_in_pack(),)
    wanted = incomplete.replace("-", "_")
    names = {file.parent.name for root in roots for file in root.glob("drills/*/*/drill.yaml")}
    yield from sorted(name for name in names if name.startswith(wanted))


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
