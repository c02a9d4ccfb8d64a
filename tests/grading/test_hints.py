"""Which hint is offered: one for a slip that shows, else the next in order."""

import pytest

from ckadtrainer.definition.drill import Hint
from ckadtrainer.grading.hints import count, next_hint
from ckadtrainer.grading.verdict import CheckGrade, Evidence, Grade, Verdict

HINTS = (
    Hint.model_validate({"text": "first"}),
    Hint.model_validate({"text": "no mount", "when": {"check": "shares", "found": "mounts nothing"}}),
    Hint.model_validate({"text": "second"}),
)


def grade(verdict, found="reader mounts nothing", where="pod p", check="shares"):
    return Grade("d", (CheckGrade(check, verdict, 0, 1, Evidence("one volume", found, where)),))


@pytest.mark.parametrize("verdict", [Verdict.UNMET, Verdict.PENDING])
def test_the_hint_for_a_slip_that_shows_comes_first(verdict):
    assert next_hint(HINTS, (), grade(verdict)) == 1


@pytest.mark.parametrize(
    "shown",
    [
        None,
        grade(Verdict.MET),
        grade(Verdict.UNKNOWN),
        grade(Verdict.UNMET, found="other volumes"),
        grade(Verdict.UNMET, check="other"),
    ],
)
def test_without_the_slip_the_next_in_order_comes(shown):
    assert next_hint(HINTS, (), shown) == 0
    assert next_hint(HINTS, (0,), shown) == 2
    assert next_hint(HINTS, (0, 2), shown) is None


def test_a_slip_is_found_in_the_place_too():
    assert next_hint(HINTS, (), grade(Verdict.UNMET, found="x", where="mounts nothing")) == 1


def test_a_hint_is_offered_once():
    assert next_hint(HINTS, (1,), grade(Verdict.UNMET)) == 0
    assert next_hint(HINTS, (1, 0, 2), grade(Verdict.UNMET)) is None


def test_a_slip_counts_only_once_it_is_open():
    assert (count(HINTS, ()), count(HINTS, (1,))) == (2, 3)
