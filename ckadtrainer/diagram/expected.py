"""What a drill's solution looks like."""

from collections.abc import Callable

from ckadtrainer.diagram.pod import Diagram
from ckadtrainer.diagram.reading import diagram_of
from ckadtrainer.packs.manifest import PackedDrill


def expected(drill: PackedDrill, filled: Callable[[str], str] = lambda text: text) -> Diagram:
    """The diagram of the drill's solution; an empty one if its file cannot be read. Reads a file.

    `filled` puts an attempt's random text into the solution's.
    """
    try:
        return diagram_of_text(filled(drill.answer_text(drill.drill.answers[0].file)))
    except (OSError, UnicodeDecodeError):
        return Diagram()


def diagram_of_text(text: str) -> Diagram:
    """The diagram of the objects in a YAML text; an empty one if it is not YAML."""
    import yaml

    try:
        return diagram_of(list(yaml.load_all(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))))
    except (yaml.YAMLError, ValueError, RecursionError):
        return Diagram()
