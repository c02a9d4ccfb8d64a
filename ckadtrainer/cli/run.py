"""One run of the command line: what was asked for and the parts it works on."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from ckadtrainer import wiring
from ckadtrainer.cli import output

if TYPE_CHECKING:
    from ckadtrainer.practice import Practice
    from ckadtrainer.provisioning import Provider
    from ckadtrainer.tui.shell import Shell


class Parts(Protocol):
    """Where the parts come from: `wiring`, or something in its place in a test."""

    def practice(self, settings: wiring.Settings, tell: wiring.Tell = ...) -> Practice: ...

    def provider(self) -> Provider: ...

    def learner_shell(self, practice: Practice) -> Shell: ...


class Run:
    """What the options of this run say, and its parts, each made on first use."""

    def __init__(self, parts: Parts = wiring) -> None:
        self._parts = parts
        self.as_json = False
        self.trust = False
        self.packs: list[Path] = []

    @cached_property
    def practice(self) -> Practice:
        """The use cases, on the packs the options name."""
        return self._parts.practice(wiring.Settings(tuple(self.packs), self.trust), output.say)

    @cached_property
    def provider(self) -> Provider:
        """What makes and finds the practice cluster."""
        return self._parts.provider()

    @cached_property
    def shell(self) -> Shell:
        """The learner's shell."""
        return self._parts.learner_shell(self.practice)

    def show(self, text: str, document: Any) -> None:
        """Print data: `document` as JSON if that was asked for, else `text`."""
        if self.as_json:
            output.put_json(document)
        else:
            output.put(text)
