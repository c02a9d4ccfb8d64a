"""The chance to pass: honest about what it does not know, and right as often as it says."""

import math
import random
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ckadtrainer import paths
from ckadtrainer.definition.blueprint import load_blueprint
from ckadtrainer.definition.drill import Domain
from ckadtrainer.history.as_text import chance as chance_text
from ckadtrainer.history.as_text import readiness_text
from ckadtrainer.history.readiness import BLUEPRINT, PASS_MARK, TASKS, Readiness, readiness, worth
from ckadtrainer.history.record import Record

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
Make = Callable[..., Record]


def tried(number: int, points: int = 10, days_ago: float = 0.0, **how: object) -> Record:
    fields = {"seconds": 100.0, "limit": 180.0, "hints_opened": 0, "solution_seen": False, **how}
    at = NOW - timedelta(days=days_ago)
    return Record("a", "p", f"d{number}", "t", at, points=points, max_points=10, **fields)  # type: ignore[arg-type]


def domains(*each: Domain, drills: int = 5) -> Mapping[str, Domain]:
    """Five drills a domain: the first five numbers are those of the first."""
    return {f"p/t/d{place * drills + n}": domain for place, domain in enumerate(each) for n in range(drills)}


THREE = (Domain.DESIGN_AND_BUILD, Domain.ENVIRONMENT, Domain.OBSERVABILITY)


def test_the_shares_are_a_whole_exam() -> None:
    assert sum(BLUEPRINT.values()) == pytest.approx(1)
    assert set(BLUEPRINT) == set(Domain)


def test_shares_tasks_and_pass_mark_are_those_of_the_exam() -> None:
    exam = load_blueprint(paths.built_in_pack() / "exams" / "ckad.yaml")
    assert {it.domain: it.share for it in exam.sections} == {it: round(BLUEPRINT[it] * 100) for it in BLUEPRINT}
    assert (exam.tasks, exam.pass_mark) == (TASKS, round(PASS_MARK * 100))


class TestEnough:
    @pytest.mark.parametrize(
        ("numbers", "enough"),
        [((0, 1, 2, 3, 4), True), ((0, 1, 2, 2, 2), True), ((0, 1, 1, 1, 1, 1), False), ((0, 1, 2, 3), False)],
    )
    def test_a_domain_needs_five_tries_at_three_drills(self, numbers: tuple[int, ...], enough: bool) -> None:
        told = readiness([tried(number) for number in numbers], domains(Domain.DEPLOYMENT), NOW)
        (known,) = (it for it in told.domains if it.domain is Domain.DEPLOYMENT)
        assert (known.chance is not None, known.tries) == (enough, len(numbers))
        assert told.chance is None
        assert "Not enough data" in readiness_text(told)

    def test_the_exam_needs_three_fifths_of_it(self) -> None:
        told = readiness([tried(number) for number in range(15)], domains(*THREE), NOW)
        assert told.known == pytest.approx(0.6)
        assert told.chance is not None
        assert "may bring anything" in readiness_text(told)
        assert readiness([tried(number) for number in range(14)], domains(*THREE), NOW).chance is None

    def test_no_history_at_all(self) -> None:
        assert readiness([], {}, NOW).chance is None

    def test_quizzes_and_drills_that_are_gone_do_not_count(self) -> None:
        told = readiness([tried(number) for number in range(50, 99)], domains(*THREE), NOW)
        assert [it.tries for it in told.domains] == [0] * 5


class TestWorth:
    @pytest.mark.parametrize(
        ("how", "expected"),
        [
            ({}, 1.0),
            ({"points": 4}, 0.4),
            ({"hints_opened": 2}, 0.5),
            ({"solution_seen": True}, 0.0),
            ({"seconds": 360.0}, 0.5),
            ({"seconds": 0.0}, 1.0),
        ],
    )
    def test_of_a_try(self, how: dict[str, float], expected: float) -> None:
        assert worth(tried(0, **how)) == pytest.approx(expected)  # type: ignore[arg-type]


def chance(told: Readiness, domain: Domain = Domain.DESIGN_AND_BUILD) -> float:
    (it,) = (it for it in told.domains if it.domain is domain)
    assert it.chance is not None
    return it.chance.value


def test_newer_tries_count_more() -> None:
    drills = domains(Domain.DESIGN_AND_BUILD)
    better = [tried(n) for n in range(5)] + [tried(n, 0, days_ago=60) for n in range(5)]
    worse = [tried(n, 0) for n in range(5)] + [tried(n, days_ago=60) for n in range(5)]
    assert chance(readiness(better, drills, NOW)) > 0.6
    assert chance(readiness(worse, drills, NOW)) < 0.2


def test_one_drill_again_and_again_tells_little() -> None:
    drills = domains(Domain.DESIGN_AND_BUILD)
    others = [tried(n, 3) for n in range(1, 5)]
    once, often = ([*others, *([tried(0)] * times)] for times in (1, 40))
    assert chance(readiness(often, drills, NOW)) - chance(readiness(once, drills, NOW)) < 0.15


def test_more_of_the_same_makes_it_surer() -> None:
    def width(each: int) -> float:
        places = [(domain, place) for place, domain in enumerate(BLUEPRINT)]
        keys = {f"p/t/d{place * 100 + n}": domain for domain, place in places for n in range(each)}
        tries = [tried(place * 100 + n, 8) for _, place in places for n in range(each)]
        found = readiness(tries, keys, NOW).chance
        assert found is not None
        return found.high - found.low

    assert width(40) < width(15) < width(5)


_some = st.lists(st.tuples(st.integers(0, 24), st.integers(0, 10), st.floats(0, 300)), max_size=60)


@settings(max_examples=40, deadline=None)
@given(_some, st.randoms(use_true_random=False))
def test_any_history_gives_chances_that_do_not_depend_on_who_asks(
    tries: list[tuple[int, int, float]], chooser: random.Random
) -> None:
    records = sorted((tried(*it) for it in tries), key=lambda it: it.ended_at, reverse=True)
    told = readiness(records, domains(*Domain), NOW, draws=40)
    assert told == readiness(records, domains(*Domain), NOW, draws=40)
    for it in (told.chance, *(domain.chance for domain in told.domains)):
        if it is not None:
            assert 0 <= it.low <= it.value <= it.high <= 1


def passes(chooser: random.Random, ability: Mapping[Domain, float], shares: Mapping[Domain, float]) -> bool:
    """Sit an exam in which each task of a domain is done with its ability."""
    tasks = {domain: max(1, round(share * TASKS)) for domain, share in shares.items()}
    done = {domain: sum(chooser.random() < ability[domain] for _ in range(tasks[domain])) for domain in shares}
    return sum(share * done[domain] / tasks[domain] for domain, share in shares.items()) >= PASS_MARK


@pytest.mark.parametrize("shares", [{Domain.DEPLOYMENT: 1.0}, BLUEPRINT], ids=["one domain", "the exam"])
def test_of_those_who_are_told_a_chance_as_many_pass(shares: Mapping[Domain, float]) -> None:
    """Learners of any ability practise, are told their chance, and sit an exam."""
    chooser = random.Random(7)
    keys = {f"p/t/d{place * 8 + n}": domain for place, domain in enumerate(shares) for n in range(8)}
    told: list[tuple[float, bool]] = []
    for _ in range(800):
        ability = {domain: chooser.random() for domain in shares}
        tries = [tried(int(key[5:]), 10 * (chooser.random() < ability[domain])) for key, domain in keys.items()]
        found = readiness(tries, keys, NOW, blueprint=shares, draws=60).chance
        assert found is not None
        told.append((found.value, passes(chooser, ability, shares)))
    for low, high in ((0.0, 0.2), (0.2, 0.5), (0.5, 1.01)):
        band = [(value, passed) for value, passed in told if low <= value < high]
        expected, passed = (sum(each) / len(band) for each in zip(*band, strict=True))
        noise = 2.5 * (expected * (1 - expected) / len(band)) ** 0.5
        assert abs(expected - passed) < 0.04 + noise, (low, len(band), expected, passed)


def test_an_interval_holds_the_true_chance_eight_times_in_ten_or_more() -> None:
    chooser = random.Random(3)
    keys = {f"p/t/d{n}": Domain.DEPLOYMENT for n in range(12)}
    held = 0
    for _ in range(400):
        ability = chooser.random()
        tries = [tried(n, 10 * (chooser.random() < ability)) for n in range(12)]
        found = readiness(tries, keys, NOW, blueprint={Domain.DEPLOYMENT: 1.0}, draws=100).chance
        assert found is not None
        truth = sum(math.comb(TASKS, n) * ability**n * (1 - ability) ** (TASKS - n) for n in range(11, TASKS + 1))
        held += found.low - 0.02 <= truth <= found.high + 0.02
    assert 0.76 <= held / 400 <= 0.95  # more than 0.8: at either end all but nobody is near the edge


def test_nobody_is_told_that_it_is_sure() -> None:
    assert [chance_text(value) for value in (0.0, 0.004, 0.5, 0.999, 1.0)] == ["1 %", "1 %", "50 %", "99 %", "99 %"]
