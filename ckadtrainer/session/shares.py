"""Whole numbers in given proportions."""

from collections.abc import Sequence


def apportion(total: int, shares: Sequence[float], least: Sequence[int] | None = None) -> list[int]:
    """`total` split in the proportions of `shares`, by largest remainder; the parts make `total` exactly.

    A part that would be smaller than its `least` is that, and the others share the rest. The least parts together
    are not more than `total`, and some share is above 0.
    """
    floor = least or [0] * len(shares)
    fixed: dict[int, int] = {}
    while True:
        free = [at for at in range(len(shares)) if at not in fixed]
        split = dict(zip(free, _by_remainder(total - sum(fixed.values()), [shares[at] for at in free]), strict=True))
        low = [at for at in free if split[at] < floor[at]]
        if not low:
            return [(fixed | split)[at] for at in range(len(shares))]
        fixed |= {at: floor[at] for at in low}


def seats(total: int, shares: Sequence[float], room: Sequence[int]) -> list[int]:
    """`total` split in the proportions of `shares`, no part larger than its `room`; what does not fit goes elsewhere.

    The rooms together are at least `total`, and every share is above 0.
    """
    given = [0] * len(shares)
    while left := total - sum(given):
        wanted = [share if have < most else 0.0 for share, have, most in zip(shares, given, room, strict=True)]
        more = _by_remainder(left, wanted)
        given = [min(have + plus, most) for have, plus, most in zip(given, more, room, strict=True)]
    return given


def _by_remainder(total: int, shares: Sequence[float]) -> list[int]:
    whole = sum(shares)
    if not whole:
        return [0] * len(shares)
    exact = [total * share / whole for share in shares]
    given = [int(each) for each in exact]
    by_rest = sorted(range(len(shares)), key=lambda at: given[at] - exact[at])
    for at in by_rest[: total - sum(given)]:
        given[at] += 1
    return given
