"""What a program run in a container says: one that only looks."""

import re
from typing import TYPE_CHECKING, cast

from ckadtrainer.grading.failure import CannotTell
from ckadtrainer.grading.probes import Output, RunCommand
from ckadtrainer.grading.views.look import Spot

if TYPE_CHECKING:
    from ckadtrainer.grading.views.container import ContainerView

_CANNOT_TELL = 69
"""The exit code with which a script of ours says that it cannot tell here: EX_UNAVAILABLE of sysexits.h."""


class CommandView:
    """One program with its arguments, run as it is, no shell in between. It must change nothing.

    Where the container has no such program, or it ends with 69, the verdict is unknown. `called` words it for the
    learner.
    """

    def __init__(self, container: "ContainerView", argv: tuple[str, ...], called: str) -> None:
        self._container = container
        self._argv = argv
        self._words = called or f"`{' '.join(argv)}`"

    def prints(self, text: str) -> None:
        """It ends with 0 and prints exactly this text, white space at the ends aside."""
        spot = self._spot(f"{self._words} to print {text!r}")
        output = self._run(spot)
        if output.code != 0 or output.out.strip() != text.strip():
            raise spot.pending(_told(output))
        self._container.look.met(spot)

    def matches(self, pattern: str, like: str = "") -> None:
        """It ends with 0 and the regular expression, where `^` and `$` mean lines, is found in what it prints.

        `like` says in words what such text is.
        """
        spot = self._spot(f"{self._words} to print {like or f'text like {pattern}'}")
        output = self._run(spot)
        if output.code != 0 or not re.search(pattern, output.out, re.MULTILINE):
            raise spot.pending(_told(output))
        self._container.look.met(spot)

    def never_matches(self, pattern: str) -> None:
        """It ends with 0 and the regular expression is not found in what it prints."""
        spot = self._spot(f"{self._words} to print nothing like {pattern}")
        output = self._run(spot)
        if output.code != 0 or re.search(pattern, output.out, re.MULTILINE):
            raise spot.pending(_told(output))
        self._container.look.met(spot, "nothing like it")

    def succeeds(self) -> None:
        """It ends with 0."""
        spot = self._spot(f"{self._words} to succeed")
        output = self._run(spot)
        if output.code != 0:
            raise spot.pending(_told(output))
        self._container.look.met(spot)

    def fails(self) -> None:
        """It ends with another exit code than 0."""
        spot = self._spot(f"{self._words} to fail")
        output = self._run(spot)
        if output.code == 0:
            raise spot.pending("it succeeds")
        self._container.look.met(spot, _told(output))

    def lines(self) -> list[str]:
        """What it prints, line by line, white space at the ends aside; pending when it fails or prints nothing."""
        spot = self._spot(f"{self._words} to succeed")
        output = self._run(spot)
        printed = [line.strip() for line in output.out.splitlines() if line.strip()]
        if output.code != 0 or not printed:
            raise spot.pending(_told(output))
        return printed

    def _run(self, spot: Spot) -> Output:
        self._container.require_running(spot)
        probe = RunCommand(self._container.facts.ref(self._container.pod.name), self._argv)
        output = cast(Output, self._container.look.ask(probe, spot))
        if not output.has_tools:
            raise CannotTell(spot.evidence(f"the container has no {self._argv[0]}"))
        if output.code == _CANNOT_TELL:
            raise CannotTell(spot.evidence(_told(output)))
        if output.code is None:
            raise spot.pending(output.err or "it printed more than is read")
        return output

    def _spot(self, expected: str) -> Spot:
        return self._container.spot(expected)


def _told(output: Output) -> str:
    printed = " ".join((output.out.strip() or output.err.strip()).split())
    short = printed if len(printed) <= 80 else f"{printed[:77]}..."
    code = f"exit code {output.code}" if output.code else ""
    return ": ".join(part for part in (code, repr(short) if short else "") if part) or "it prints nothing"
