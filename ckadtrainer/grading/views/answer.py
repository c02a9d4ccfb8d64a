"""Answers over HTTP."""

import re
from typing import TYPE_CHECKING, cast

from ckadtrainer.grading.failure import CannotTell
from ckadtrainer.grading.probes import FetchInside, FetchOutside, HttpAnswer, Marked
from ckadtrainer.grading.views.look import Spot, unmarked

if TYPE_CHECKING:
    from ckadtrainer.grading.views.file import FileView
    from ckadtrainer.grading.views.pod import PodView

MARK_SECONDS = 6.0
"""How long a file carries a nonce: the answer is asked for at once."""
_ONCE = "asked once"


class AnswerView:
    """The answer to one HTTP GET; `spot` expects the request itself, such as `GET http://localhost`."""

    def __init__(self, pod: "PodView", probe: FetchInside | FetchOutside, spot: Spot) -> None:
        self._pod = pod
        self._probe = probe
        self._spot = spot

    def holds(self, text: str) -> None:
        """Status 200 and exactly this text, white space at the ends aside."""
        spot = self._expect(f"gives {text!r}")
        body = self._body(spot)
        if unmarked(body).strip() != text.strip():
            raise spot.pending(f"it gives {_short(body)!r}")
        self._pod.look.met(spot, f"it gives {_short(body)!r}")

    def contains(self, text: str) -> None:
        """Status 200 and `text` somewhere in the answer."""
        spot = self._expect(f"gives {text!r} or more" if text else "answers")
        body = self._body(spot)
        if text not in body:
            raise spot.pending(f"it gives {_short(body)!r}")
        self._pod.look.met(spot, f"it gives {_short(body)!r}")

    def has_metric(self, name: str, **labels: str) -> None:
        """Status 200 and, read as Prometheus text, a sample of that name with these labels."""
        from prometheus_client.parser import text_string_to_metric_families

        spot = self._expect(f"gives the metric {name}")
        body = self._body(spot)
        try:
            families = list(text_string_to_metric_families(unmarked(body)))
        except ValueError as error:
            raise spot.pending(f"text that Prometheus cannot read: {error}") from error
        # The parser calls a counter `x` `x_total`: what counts is the name that stands in the text.
        is_written = re.search(rf"^{re.escape(name)}[{{\s]", body, re.MULTILINE) is not None
        known_as = (name, f"{name}_total")
        samples = [each for family in families for each in family.samples if each.name in known_as and is_written]
        if not any(labels.items() <= sample.labels.items() for sample in samples):
            have = sorted({sample.name for family in families for sample in family.samples})
            raise spot.pending(f"the metrics {', '.join(have[:6])}" if have else "no metric at all")
        self._pod.look.met(spot)

    def reflects(self, file: "FileView") -> None:
        """A change of the file shows in the answer: a nonce is put on its lines for a while and looked for."""
        spot = self._expect(f"gives the present text of {file.name}")
        self._body(spot)
        purpose = str(self._probe)
        mark = file.mark(spot, MARK_SECONDS, purpose)
        if mark is None:
            # A read-only side proves nothing by writing: then the text itself must be the file's.
            file.contains(unmarked(self._body(spot)).strip())
            return
        nonce = cast(Marked, self._pod.look.ask(mark, spot, keep=True, tag=purpose)).nonce or ""
        answer = cast(HttpAnswer, self._pod.look.ask(self._probe, spot, keep=True, tag=nonce))
        board = self._pod.look.board
        if nonce not in answer.body and board.age(mark, purpose) - board.age(self._probe, nonce) > MARK_SECONDS - 1:
            raise CannotTell(spot.evidence("the cluster was too slow to look while the file was changed"))
        if nonce not in answer.body:
            raise spot.unmet("a change of the file does not show in the answer")
        self._pod.look.met(spot, "a change of the file showed in the answer")

    def asked_once(self, spot: Spot) -> float:
        """Ask once more when there is an answer, and never again; how many seconds ago that was."""
        self._body(spot)
        self._pod.look.ask(self._probe, spot, keep=True, tag=_ONCE)
        return self._pod.look.board.age(self._probe, _ONCE)

    def _body(self, spot: Spot) -> str:
        answer = cast(HttpAnswer, self._pod.look.ask(self._probe, spot))
        if not answer.has_tools:
            raise CannotTell(spot.evidence("the container has neither curl nor wget"))
        if answer.status == 0:
            raise spot.pending(answer.reason or "nothing answers")
        if answer.status != 200:
            raise spot.pending(f"HTTP status {answer.status}")
        return answer.body

    def _expect(self, expected: str) -> Spot:
        return Spot(f"{self._spot.expected} {expected}", self._spot.where, self._spot.resource_version)


def _short(text: str) -> str:
    clean = " ".join(unmarked(text).split())
    return clean if len(clean) <= 80 else f"{clean[:77]}..."
