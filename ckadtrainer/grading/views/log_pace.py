"""When a container printed: what keeps coming, how often, how soon, once or again."""

import itertools
import re
from collections.abc import Callable
from datetime import datetime

from ckadtrainer.grading.probes import LogLine
from ckadtrainer.grading.views.log_lines import LogLines, is_line, last_words
from ckadtrainer.grading.views.look import Spot, after, spell

_BURST = 0.3
"""Lines closer than this, in seconds, were printed together."""
_RECENT_GAPS = 6


class LogPace(LogLines):
    """The log with the kubelet's time stamps."""

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
        then = next((line.at for line in log.lines if is_line(line.text, text)), None)
        if then is None:
            self._wait_for_more(spot, last_words(log))
        last = max((line.at for line in log.lines if is_line(line.text, before) and line.at <= then), default=None)
        if last is None:
            self._wait_for_more(spot, f"no {before!r} before it")
        if (then - last).total_seconds() > within:
            raise spot.unmet(f"{spell((then - last).total_seconds())} after it")
        self._look.met(spot)

    def repeats(self, text: str, every: float) -> None:
        """The line `text` keeps coming every `every` seconds; half to double of that is accepted."""
        self._repeats(f"the line {text!r}", lambda line: is_line(line, text), every)

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
        came = [line.at for line in self._read(spot).lines if is_line(line.text, text)]
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
        seen, again = self._again(pattern, spot)
        if again is None:
            self._wait_for_more(spot, "each came once" if seen else "none so far")
        self._look.met(spot)

    def prints_once(self, pattern: str, called: str = "") -> None:
        """What the regular expression finds in a line is never found again in a later one, not of the same burst."""
        spot = self._spot(f"{called or f'text like {pattern}'} printed once")
        seen, again = self._again(pattern, spot)
        if again is not None:
            raise spot.unmet(f"{again!r} more than once")
        if not seen:
            self._wait_for_more(spot, "none so far")
        self._look.met(spot)

    def _again(self, pattern: str, spot: Spot) -> tuple[dict[str, datetime], str | None]:
        """When each text came that the pattern finds, and the first of them that came again later; None: none did."""
        seen: dict[str, datetime] = {}
        for line in self._read(spot).lines:
            found = re.search(pattern, line.text)
            if found and (line.at - seen.setdefault(found[0], line.at)).total_seconds() > _BURST:
                return seen, found[0]
        return seen, None

    def _repeats(self, words: str, test: Callable[[str], bool], every: float, times: int = 2) -> None:
        spot = self._spot(f"{words} every {spell(every)}")
        self._container.require_running(spot)
        log = self._read(spot)
        beats = _beats([line for line in log.lines if test(line.text)])
        last = beats[-1] if beats else (self._container.facts.started_at or log.read_at)
        due = after(last, 2 * every + 2)
        if log.read_at > due:
            since = spell((log.read_at - last).total_seconds())
            raise spot.unmet(f"the last one {since} ago" if beats else f"none in {since}; {last_words(log)}")
        gap = _middle_gap(beats)
        if gap is not None and not every / 2 <= gap <= every * 2:
            raise spot.unmet(f"every {spell(gap)}")
        if gap is None or len(beats) < times:
            raise spot.pending(f"{len(beats)} of {times} so far" if beats else last_words(log), due)
        self._look.met(spot, f"it comes every {spell(round(gap))}")


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
