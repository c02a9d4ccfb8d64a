"""Container logs: what is printed, whether it keeps coming, and where it comes from."""

import itertools
import re
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from ckadtrainer.grading.board import FOREVER
from ckadtrainer.grading.failure import CannotTell
from ckadtrainer.grading.probes import AppendLine, Marked, MarkText
from ckadtrainer.grading.views.log_pace import LogPace
from ckadtrainer.grading.views.look import Spot, after

if TYPE_CHECKING:
    from ckadtrainer.grading.views.answer import AnswerView
    from ckadtrainer.grading.views.file import FileView

_STREAM_DELAY = 15.0
"""Seconds a follower may take to print a new line."""


class LogView(LogPace):
    """The log beside what it comes from: files, requests, other logs."""

    def has_line_from(self, file: "FileView") -> None:
        """A new line of a growing file comes out of this log: one with a nonce is appended and looked for."""
        spot = self._spot(f"new lines of {file.name} in the log")
        self._container.require_running(spot)
        file.container.require_running(spot)
        probe, nonce = file.append(spot, self._container.facts.id)
        self._await_nonce(nonce, probe, _STREAM_DELAY, spot, f"a line added to {file.name} did not come out")

    def tells_of(self, answer: "AnswerView", pattern: str, called: str) -> None:
        """What asked for the answer comes out of this log, as a line like `pattern`: it is asked for once."""
        spot = self._spot(f"{called} in the log")
        self._container.require_running(spot)
        compiled = re.compile(pattern)
        left = _STREAM_DELAY - answer.asked_once(spot)
        self._await((pattern, self._container.facts.id), compiled.search, left, spot, "it did not come")

    def follows(self, file: "FileView", every: float) -> None:
        """The file's present text is printed again and again: a nonce put on its lines for a while shows here."""
        spot = self._spot(f"the present text of {file.name} in the log")
        self._container.require_running(spot)
        mark = file.mark(spot, every + 3)
        if mark is None:
            # Nobody may write there: what is left is that the command names the file or asks whoever serves it.
            folder, _, name = file.path.rpartition("/")
            self._container.mentions(name, f"{folder}/", "localhost", "127.0.0.1")
            return
        nonce = cast(Marked, self._look.ask(mark, spot, keep=True)).nonce or ""
        self._await_nonce(nonce, mark, every + 5, spot, f"a change of {file.name} did not show")

    def shares_match_with(self, other: "LogView", pattern: str, times: int = 1, called: str = "") -> None:
        """The first group of `pattern`, found in a line here, is found in the other log too, `times` different ones."""
        compiled = re.compile(pattern)
        what = called or f"text like {pattern}"
        spot = self._spot(f"{what} that {other._container.name} of pod {other._container.pod.name} logged too")
        ours, theirs = self._groups(compiled, spot), other._groups(compiled, spot)
        both = ours.keys() & theirs.keys()
        if not ours:
            self._wait_for_more(spot, f"no {what.removeprefix('an ').removeprefix('a ')} in this log")
        if len(both) < times:
            raise spot.pending(f"{len(both)} in both logs, {times} wanted")
        self._look.met(spot, f"{next(iter(both))} in both logs")

    def matches_before(self, pattern: str, other: "LogView", mark: str, called: str = "") -> None:
        """A line like `pattern` stands here before the one with the other log's first `mark`, a regex with a group.

        Once seen it stays proven: of a long log only the end is read.
        """
        name = other._container.name
        what = called or f"a line like {pattern}"
        spot = self._spot(f"{what} before the first one of {name}")
        fact = (pattern, mark, self._container.facts.id, other._container.facts.id)
        if self._look.board.is_latched(fact):
            self._look.met(spot)
            return
        first = next(iter(other._groups(re.compile(mark), spot)), None)
        if first is None:
            other._wait_for_more(spot, f"nothing of {name} yet")
        log = self._read(spot)
        lines = [line.text for line in log.lines]
        before = list(itertools.takewhile(lambda line: first not in re.findall(mark, line), lines))
        if len(before) == len(lines):
            came = other.first(mark, spot)
            if lines and came is not None and log.lines[0].at > after(came, 1.0):
                raise CannotTell(spot.evidence(f"what is left of the log begins after the first one of {name}"))
            self._wait_for_more(spot, f"that of {name} is not there")
        if not any(re.search(pattern, line) for line in before):
            raise spot.unmet(f"{name} was the first")
        self._look.board.latch(fact)
        self._look.met(spot)

    def _groups(self, pattern: re.Pattern[str], spot: Spot) -> dict[str, None]:
        """The texts of the pattern's first group, in the order they came in."""
        matches = (pattern.search(line.text) for line in self._read(spot).lines)
        return dict.fromkeys(match[1] for match in matches if match)

    def _await_nonce(self, nonce: str, probe: AppendLine | MarkText, delay: float, spot: Spot, failed: str) -> None:
        age = self._look.board.age(probe)
        left = delay - (0.0 if age == FOREVER else age)
        self._await((nonce, self._container.facts.id), lambda line: nonce in line, left, spot, failed)

    def _await(self, fact: tuple[str, str], test: Callable[[str], Any], left: float, spot: Spot, failed: str) -> None:
        """A line that passes the test is there, or comes in the `left` seconds."""
        log = self._read(spot)
        if self._look.board.is_latched(fact) or any(test(line.text) for line in log.lines):
            self._look.board.latch(fact)
            self._look.met(spot, "it came through")
            return
        if left > 0 or log.read_at < self._look.now - timedelta(seconds=2):
            raise spot.pending("waiting for it to come through", after(self._look.now, max(left, 1.0)))
        raise spot.unmet(failed)
