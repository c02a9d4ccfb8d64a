"""The chance to pass the exam, from the learner's own tries, with how sure that is.

Each domain has a distribution of what a task in it brings. It is not known, so many are drawn that fit the tries: a
Bayesian bootstrap, with weights from a Dirichlet distribution over what the tries brought. One task that brings nothing
and one that brings everything are added to them: all that is known without tries. For each draw the score of an exam is
close to normal, which gives a chance to pass. Their mean is the chance that is told, their spread the interval.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import NormalDist, fmean, quantiles

from ckadtrainer.definition.drill import Domain
from ckadtrainer.history.record import Record

BLUEPRINT: Mapping[Domain, float] = {
    Domain.DESIGN_AND_BUILD: 0.20,
    Domain.DEPLOYMENT: 0.20,
    Domain.OBSERVABILITY: 0.15,
    Domain.ENVIRONMENT: 0.25,
    Domain.NETWORKING: 0.20,
}
"""Domain -> its share of the exam's points, v1.35."""

PASS_MARK = 0.66
TASKS = 16
"""Tasks in an exam, about."""
ENOUGH_TRIES, ENOUGH_DRILLS = 5, 3
"""Tries in a domain, and drills they are at, from which on its chance is told."""
ENOUGH_SHARE = 0.6
"""The share of the exam that must be known for its chance to be told."""
HALF_LIFE = 30.0
"""Days after which a try counts half as much."""

_DRAWS = 500  # a tenth of a second; more moves the chance by less than a point
_SEED = 20  # any: the same history gives the same numbers at each look
_STEPS = 20  # shares are told apart by twentieths: alike ones are drawn as one


@dataclass(frozen=True, slots=True)
class Chance:
    """A chance, 0 to 1. With eight chances in ten the true one is between `low` and `high`."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class DomainReadiness:
    """One domain. `chance` is that of an exam that has only its tasks, None where there is not enough data."""

    domain: Domain
    share: float
    tries: int
    drills: int
    chance: Chance | None


@dataclass(frozen=True, slots=True)
class Readiness:
    """The whole exam. `known` is the share of it that has enough data; `chance` is None where that is too little."""

    domains: tuple[DomainReadiness, ...]
    known: float
    chance: Chance | None
    pass_mark: float = PASS_MARK

    @property
    def assumption(self) -> str:
        """What the numbers take for granted, in one line."""
        return (
            f"Assumes {TASKS} tasks like your drills, weighted as in the exam, {self.pass_mark * 100:.0f} % to pass;"
            " newer tries count more, a hint halves a try, overtime cuts it, quizzes do not count."
        )


def readiness(
    records: Sequence[Record],
    domains: Mapping[str, Domain],
    now: datetime,
    *,
    blueprint: Mapping[Domain, float] = BLUEPRINT,
    pass_mark: float = PASS_MARK,
    draws: int = _DRAWS,
) -> Readiness:
    """How ready the learner is. `records` are newest first; `domains` is drill key -> domain, and has no quizzes.

    A domain without enough data is drawn from the little there is: it may bring anything, and widens the interval.
    """
    tries = {domain: [it for it in records if domains.get(it.key) is domain] for domain in blueprint}
    chooser = random.Random(_SEED)  # noqa: S311  chance for a simulation, nothing secret
    drawn = {domain: _draws(_weighted(each, now), draws, chooser) for domain, each in tries.items()}
    told = tuple(_domain(domain, share, tries[domain], drawn[domain], pass_mark) for domain, share in blueprint.items())
    known = sum(it.share for it in told if it.chance)
    enough = known >= ENOUGH_SHARE - 1e-9
    return Readiness(told, known, _chance(_whole(drawn, blueprint), pass_mark) if enough else None, pass_mark)


def worth(record: Record) -> float:
    """What a try would have brought in an exam, 0 to 1: there are no hints there, and no time but the limit."""
    helped = 0.5 if record.hints_opened else 1.0
    late = min(1.0, record.limit / record.seconds) if record.seconds > 0 else 1.0
    return record.share * helped * late


_Moments = tuple[float, float]  # the mean of what a task brings, and its variance


def _weighted(records: Sequence[Record], now: datetime) -> Mapping[float, float]:
    """Worth -> weight. The newest try at a drill counts in full, each one before it half as much as the next."""
    weights: dict[float, float] = {0.0: 1.0, 1.0: 1.0}
    seen: Counter[str] = Counter()
    for record in records:
        age = max(0.0, (now - record.ended_at).total_seconds() / 86400)
        weight = 0.5 ** (age / HALF_LIFE + seen[record.key])
        seen[record.key] += 1
        near = round(worth(record) * _STEPS) / _STEPS
        weights[near] = weights.get(near, 0.0) + weight
    return weights


def _draws(weights: Mapping[float, float], count: int, chooser: random.Random) -> Sequence[_Moments]:
    """What a task brings, in so many distributions that fit the weights."""
    pairs = sorted(weights.items())
    found = []
    for _ in range(count):
        # Gamma variates divided by their sum are a draw from the Dirichlet distribution.
        parts = [(worth, chooser.gammavariate(weight, 1.0)) for worth, weight in pairs]
        whole = sum(part for _, part in parts)
        mean = sum(worth * part for worth, part in parts) / whole
        found.append((mean, sum((worth - mean) ** 2 * part for worth, part in parts) / whole))
    return found


def _domain(
    domain: Domain, share: float, tries: Sequence[Record], drawn: Sequence[_Moments], pass_mark: float
) -> DomainReadiness:
    drills = len({record.key for record in tries})
    enough = len(tries) >= ENOUGH_TRIES and drills >= ENOUGH_DRILLS
    alone = [(mean, variance / TASKS) for mean, variance in drawn]
    return DomainReadiness(domain, share, len(tries), drills, _chance(alone, pass_mark) if enough else None)


def _whole(drawn: Mapping[Domain, Sequence[_Moments]], blueprint: Mapping[Domain, float]) -> Sequence[_Moments]:
    """The score of the exam: a domain of share s has s·TASKS tasks, each worth 1/TASKS."""
    return [
        (
            sum(share * mean for share, (mean, _) in zip(blueprint.values(), each, strict=True)),
            sum(share * variance for share, (_, variance) in zip(blueprint.values(), each, strict=True)) / TASKS,
        )
        for each in zip(*(drawn[domain] for domain in blueprint), strict=True)
    ]


def _chance(scores: Sequence[_Moments], pass_mark: float) -> Chance:
    """From the mean and the variance of the score, in each draw."""
    chances = [_passes(mean, variance, pass_mark) for mean, variance in scores]
    tenths = quantiles(chances, n=10, method="inclusive")
    value = fmean(chances)
    # Where nearly all draws agree, a few that do not can take the mean out of the middle eight tenths.
    return Chance(value, min(tenths[0], value), max(tenths[-1], value))


def _passes(mean: float, variance: float, pass_mark: float) -> float:
    if variance <= 0:
        return float(mean >= pass_mark)
    return 1.0 - NormalDist(mean, variance**0.5).cdf(pass_mark)
