"""What can be wrong with a definition, said so that an editor can jump to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ckadtrainer.errors import DefinitionError
from ckadtrainer.untrusted import untrusted

_MAX_LENGTH = 1000


class Severity(StrEnum):
    """Whether a problem keeps a drill from being used."""

    ERROR = "error"
    WARNING = "warning"
    """The drill works, but it is not as good as it should be."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. `line` and `column` count from 1; as text it is one line that is safe to print.

    `code` is stable, for looking up in `docs/format.md`; its meaning never changes.
    """

    code: str
    file: Path
    line: int
    column: int
    message: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        mild = "warning: " if self.severity is Severity.WARNING else ""
        text = f"{self.file}:{self.line}:{self.column} {self.code} {mild}{self.message}"
        return " ".join(untrusted(text).split("\n"))[:_MAX_LENGTH]

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems by place, each once."""
    place = sorted(set(problems), key=lambda it: (str(it.file), it.line, it.column, it.code, it.message))
    return tuple(place)


def definition_error(what: str, problems: Iterable[Problem]) -> DefinitionError:
    """An error that holds every problem, one a line; `what` names the drill or pack."""
    lines = [str(problem) for problem in in_order(problems) if problem.is_error]
    count = "1 problem" if len(lines) == 1 else f"{len(lines)} problems"
    return DefinitionError(
        "\n".join([f"{what} has {count}:", *lines]),
        "Mend each line named; docs/format.md explains the codes.",
    )
