"""What a container printed: its lines, text or JSON."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NoReturn, Self, cast

from ckadtrainer.grading.matching import difference
from ckadtrainer.grading.probes import Log, ReadLog
from ckadtrainer.grading.views.look import Spot, after, unmarked
from ckadtrainer.grading.views.status import moment

if TYPE_CHECKING:
    from ckadtrainer.grading.views.command import CommandView
    from ckadtrainer.grading.views.container import ContainerView
    from ckadtrainer.grading.views.objects import ObjectView


class LogLines:
    """The log of a container's present run, or what was printed of it since a moment."""

    def __init__(self, container: "ContainerView", since: datetime | None = None) -> None:
        self._container = container
        self._look = container.look
        self._since = since

    def since(self, other: "ObjectView", seconds: float = 0.0) -> Self:
        """What was printed from `seconds` after the making of another object on."""
        return type(self)(self._container, after(other.created_at, seconds))

    def first(self, pattern: str, spot: Spot) -> datetime | None:
        """When the first line came in which the regular expression is found, UTC; None when there is none so far."""
        return next((line.at for line in self._read(spot).lines if re.search(pattern, line.text)), None)

    def has_line(self, text: str, since: datetime | None = None) -> None:
        """One line, printed at or after `since`, is exactly `text`, white space at the ends aside."""
        words = f"the line {text!r}" + (f" at {since:%H:%M:%S} UTC or later" if since else "")
        self._has(words, lambda line: is_line(line, text), since)

    def matches(self, pattern: str, called: str = "") -> None:
        """The regular expression is found in a line; `called` says in words what such a line is."""
        compiled = re.compile(pattern)
        self._has(called or f"a line like {pattern}", lambda line: compiled.search(line) is not None)

    def lacks(self, text: str, called: str = "") -> None:
        """There are lines, and `text` stands in none of them; `called` says in words what must not be there."""
        spot = self._spot(f"no {called or repr(text)} in the log")
        lines = self._read(spot).lines
        if not lines:
            self._wait_for_more(spot, "an empty log")
        if any(text in line.text for line in lines):
            raise spot.unmet("it is there")
        self._look.met(spot, f"it is in none of {len(lines)} lines")

    def has_output_of(self, command: "CommandView") -> None:
        """Every line that the program prints now stands here: what is logged was read off the real thing."""
        for line in command.lines():
            self.has_line(line)

    def has_json(self, fragment: dict[str, Any], called: str = "") -> None:
        """A line is a JSON object that holds the fragment; see `grading.matching`."""
        words = called or f"a JSON line with {json.dumps(fragment)}"
        self._has(words, lambda line: (parsed := _json(line)) is not None and difference(parsed, fragment) is None)

    def is_all_json(self) -> None:
        """There are lines, and every one is a JSON object."""
        spot = self._spot("every line a JSON object")
        lines = [line.text for line in self._read(spot).lines if line.text.strip()]
        if not lines:
            self._wait_for_more(spot, "an empty log")
        other = next((line for line in lines if _json(line) is None), None)
        if other is not None:
            raise spot.unmet(f"the line {other.strip()[:60]!r}")
        self._look.met(spot, f"{len(lines)} lines")

    def _has(self, words: str, test: Callable[[str], bool], since: datetime | None = None) -> None:
        spot = self._spot(f"{words} in the log")
        log = self._read(spot)
        if not any(test(line.text) for line in log.lines if since is None or line.at >= since):
            self._wait_for_more(spot, last_words(log))
        self._look.met(spot)

    def _wait_for_more(self, spot: Spot, found: str) -> NoReturn:
        name, detail = self._container.facts.state
        ended = moment(detail.get("finishedAt")) if name == "terminated" else None
        if ended is not None and self._read(spot).read_at > ended + timedelta(seconds=1):
            raise spot.unmet(found)
        raise spot.pending(found)

    def _read(self, spot: Spot) -> Log:
        facts = self._container.facts
        if not facts.id:
            self._container.require_running(spot)
            raise spot.pending("not started")
        log = cast(Log, self._look.ask(ReadLog(facts.ref(self._container.pod.name)), spot))
        if self._since is None:
            return log
        return replace(log, lines=tuple(line for line in log.lines if line.at >= self._since))

    def _spot(self, expected: str) -> Spot:
        return self._container.spot(expected, "log")


def is_line(line: str, text: str) -> bool:
    """White space at the ends aside, and without our mark."""
    return unmarked(line).strip() == text.strip()


def _json(line: str) -> dict[str, Any] | None:
    try:
        parsed = json.loads(unmarked(line))
    except ValueError:
        return None
    return parsed if isinstance(parsed, dict) else None


def last_words(log: Log) -> str:
    if not log.lines:
        return "an empty log"
    text = log.lines[-1].text.strip()
    return f"the last line is {text if len(text) <= 60 else text[:57] + '...'!r}"
