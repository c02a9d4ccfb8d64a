"""From a drill to its predicates: functions of a grader module, or words of the vocabulary."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType

from ckadtrainer.errors import DefinitionError
from ckadtrainer.grading.declared import predicate
from ckadtrainer.grading.views import Cluster
from ckadtrainer.packs.manifest import PackedDrill

Grader = Callable[[Cluster], None]
"""Returns when the check is met; the views inside raise when it is not."""
Graders = Mapping[str, Grader]
"""Check id -> predicate."""


def load_graders(drill: PackedDrill) -> Graders:
    """The predicates of all checks. The caller has made sure that the pack's Python is trusted.

    Raises DefinitionError when a function is missing or the module cannot be imported.
    """
    functions = {check.id for check in drill.drill.checks if not check.is_declared}
    module = _import(drill) if functions else None
    missing = sorted(id for id in functions if not callable(getattr(module, id, None)))
    if missing:
        raise DefinitionError(
            f"{drill.grader or drill.folder} has no function {', '.join(missing)}.",
            "Write one function for each check, named like its id.",
        )
    return {
        check.id: predicate(check) if check.is_declared else getattr(module, check.id) for check in drill.drill.checks
    }


def _import(drill: PackedDrill) -> ModuleType:
    if drill.grader is None:
        raise DefinitionError(
            f"The drill {drill.drill.id} has checks without words and no grader module.",
            "Add the grader module, or give each check its words.",
        )
    return _load(f"ckadtrainer_graders.{drill.pack}.{drill.drill.topic}.{drill.drill.id}", drill.grader)


def _load(name: str, file: Path) -> ModuleType:
    module = ModuleType(name)
    module.__file__ = str(file)
    try:
        # From the source that was trusted, never from a bytecode cache beside it.
        exec(compile(file.read_bytes(), str(file), "exec"), module.__dict__)  # noqa: S102
    except Exception as error:
        raise DefinitionError(
            f"The grader module {file} cannot be imported: {type(error).__name__}: {error}.",
            "Mend the module and start again.",
        ) from error
    return module
