"""Container logs: what is printed, whether it keeps coming, and where it comes from."""

import itertools
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NoReturn, cast

from ckadtrainer.grading.board import FOREVER
from ckadtrainer.grading.failure import CannotTell
from ckadtrainer.grading.matching import difference
from ckadtrainer.grading.probes import AppendLine, Log, LogLine, Marked, MarkText, ReadLog
from ckadtrainer.grading.views.look import Spot, after, spell, unmarked
from ckadtrainer.grading.views.status import moment

if TYPE_CHECKING:
    from ckadtrainer.grading.views.answer import AnswerView
    from ckadtrainer.grading.views.command import CommandView
    from ckadtrainer.grading.views.container import ContainerView
    from ckadtrainer.grading.views.file import FileView
    from ckadtrainer.grading.views.objects import ObjectView

_BURST = 0.3
"""Lines closer than this, in seconds, were printed together."""
_RECENT_GAPS = 6
_STREAM_DELAY = 15.0
"""Seconds a follower may take to print a new line."""


class LogView:
    """The log of a container's present run, or what was printed of it since a moment."""

    def __init__(self, container: "ContainerView", since: datetime | None = None) -> None:
        self._container = container
        self._look = container.look
        self._since = since

    def since(self, other: "ObjectView", seconds: float = 0.0) -> "LogView":
        """What was printed from `seconds` after the making of another object on."""
        return LogView(self._container, after(other.created_at, seconds))

    def first(self, pattern: str, spot: Spot) -> datetime | None:
        """When the first line came in which the regular expression is found, UTC; None when there is none so far."""
        return next((line.at for line in self._read(spot).lines if re.search(pattern, line.text)), None)

    def has_line(self, text: str, since: datetime | None = None) -> None:
        """One line, printed at or after `since`, is exactly `text`, white space at the ends aside."""
        words = f"the line {text!r}" + (f" at {since:%H:%M:%S} UTC or later" if since else "")
        self._has(words, lambda line: _is(line, text), since)

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

    def takes(self, first: str, then: str, at_least: float) -> None:
        """From the first line like `first` to the first one like `then` it took so many seconds."""
        after_all = f"at least {spell(at_least)} from the line {first} to" if at_least else f"the line {first} before"
        spot = self._spot(f"{after_all} the line {then}")
        begun, over = self.first(first, spot), self.first(then, spot)
        if begun is None or over is None:
            self._wait_for_more(spot, "one of them is not there")
        if over < begun:
            raise spot.unmet(f"the line {then} comes first")
        if (over - begun).total_seconds() < at_least:
            raise spot.unmet(spell((over - begun).total_seconds()))
        self._look.met(spot)

    def has_line_soon_after(self, text: str, before: str, within: float) -> None:
        """The line `text` came at most `within` seconds after the last line `before` that came earlier."""
        spot = self._spot(f"the line {text!r} less than {spell(within)} after the last {before!r}")
        log = self._read(spot)
        then = next((line.at for line in log.lines if _is(line.text, text)), None)
        if then is None:
            self._wait_for_more(spot, _last_words(log))
        last = max((line.at for line in log.lines if _is(line.text, before) and line.at <= then), default=None)
        if last is None:
            self._wait_for_more(spot, f"no {before!r} before it")
        if (then - last).total_seconds() > within:
            raise spot.unmet(f"{spell((then - last).total_seconds())} after it")
        self._look.met(spot)

    def repeats(self, text: str, every: float) -> None:
        """The line `text` keeps coming every `every` seconds; half to double of that is accepted."""
        self._repeats(f"the line {text!r}", lambda line: _is(line, text), every)

    def repeats_match(self, pattern: str, every: float, called: str = "", times: int = 2) -> None:
        """A line in which the regular expression is found keeps coming every `every` seconds, `times` or more so far.

        Where other checks mark the file that the lines are read from, take three times: a program that only follows
        the file prints it once more when a mark is taken off.
        """
        compiled = re.compile(pattern)
        self._repeats(called or f"a line like {pattern}", lambda line: compiled.search(line) is not None, every, times)

    def paused(self, text: str, at_least: float, at_most: float) -> None:
        """The shortest time between two lines `text`, if more than one came, was so many seconds."""
        spot = self._spot(f"{spell(at_least)} to {spell(at_most)} from one line {text!r} to the next")
        came = [line.at for line in self._read(spot).lines if _is(line.text, text)]
        gap = min(((b - a).total_seconds() for a, b in itertools.pairwise(came)), default=at_least)
        if not at_least <= gap <= at_most:
            raise spot.unmet(spell(gap))
        self._look.met(spot)

    def brings_new(self, pattern: str, every: float, called: str = "") -> None:
        """Text that the regular expression finds and that was not there before comes every `every` seconds."""
        compiled, seen = re.compile(pattern), set[str]()

        def is_new(line: str) -> bool:
            found = compiled.search(line)
            is_known = found is None or found[0] in seen
            seen.add(found[0] if found else "")
            return not is_known

        self._repeats(f"another {called or f'text like {pattern}'}", is_new, every)

    def prints_again(self, pattern: str, called: str = "") -> None:
        """What the regular expression found in one line is found once more in a later one, not of the same burst."""
        spot = self._spot(f"{called or f'text like {pattern}'} printed more than once")
        seen: dict[str, datetime] = {}
        for line in self._read(spot).lines:
            found = re.search(pattern, line.text)
            if found and (line.at - seen.setdefault(found[0], line.at)).total_seconds() > _BURST:
                self._look.met(spot)
                return
        self._wait_for_more(spot, "each came once" if seen else "none so far")

    def prints_once(self, pattern: str, called: str = "") -> None:
        """What the regular expression finds in a line is never found again in a later one, not of the same burst."""
        spot = self._spot(f"{called or f'text like {pattern}'} printed once")
        seen: dict[str, datetime] = {}
        for line in self._read(spot).lines:
            found = re.search(pattern, line.text)
            if found and (line.at - seen.setdefault(found[0], line.at)).total_seconds() > _BURST:
                raise spot.unmet(f"{found[0]!r} more than once")
        if not seen:
            self._wait_for_more(spot, "none so far")
        self._look.met(spot)

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

    def _has(self, words: str, test: Callable[[str], bool], since: datetime | None = None) -> None:
        spot = self._spot(f"{words} in the log")
        log = self._read(spot)
        if not any(test(line.text) for line in log.lines if since is None or line.at >= since):
            self._wait_for_more(spot, _last_words(log))
        self._look.met(spot)

    def _repeats(self, words: str, test: Callable[[str], bool], every: float, times: int = 2) -> None:
        spot = self._spot(f"{words} every {spell(every)}")
        self._container.require_running(spot)
        log = self._read(spot)
        beats = _beats([line for line in log.lines if test(line.text)])
        last = beats[-1] if beats else (self._container.facts.started_at or log.read_at)
        due = after(last, 2 * every + 2)
        if log.read_at > due:
            since = spell((log.read_at - last).total_seconds())
            raise spot.unmet(f"the last one {since} ago" if beats else f"none in {since}; {_last_words(log)}")
        gap = _middle_gap(beats)
        if gap is not None and not every / 2 <= gap <= every * 2:
            raise spot.unmet(f"every {spell(gap)}")
        if gap is None or len(beats) < times:
            raise spot.pending(f"{len(beats)} of {times} so far" if beats else _last_words(log), due)
        self._look.met(spot, f"it comes every {spell(round(gap))}")

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


def _is(line: str, text: str) -> bool:
    """White space at the ends aside, and without our mark."""
    return unmarked(line).strip() == text.strip()


def _middle_gap(moments: list[datetime]) -> float | None:
    """The median of the last few gaps, in seconds; None where there is no gap."""
    gaps = sorted([(b - a).total_seconds() for a, b in itertools.pairwise(moments)][-_RECENT_GAPS:])
    return gaps[len(gaps) // 2] if gaps else None


def _beats(lines: list[LogLine]) -> list[datetime]:
    """When the lines came, those of one burst taken as one."""
    beats: list[datetime] = []
    last: datetime | None = None
    for line in lines:
        if last is None or (line.at - last).total_seconds() > _BURST:
            beats.append(line.at)
        last = line.at
    return beats


def _json(line: str) -> dict[str, Any] | None:
    try:
        parsed = json.loads(unmarked(line))
    except ValueError:
        return None
    return parsed if isinstance(parsed, dict) else None


def _last_words(log: Log) -> str:
    if not log.lines:
        return "an empty log"
    text = log.lines[-1].text.strip()
    return f"the last line is {text if len(text) <= 60 else text[:57] + '...'!r}"
