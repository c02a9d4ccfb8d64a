"""Whole numbers in given proportions: exact sums, nobody below a least or above a room."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckadtrainer.session.shares import apportion, seats

SHARES = st.lists(st.integers(1, 100), min_size=1, max_size=12)


@given(st.integers(0, 1000), SHARES)
def test_the_parts_make_the_total_and_each_is_its_quota_rounded(total, shares):
    parts = apportion(total, shares)

    assert sum(parts) == total
    for part, share in zip(parts, shares, strict=True):
        assert abs(part - Fraction(total * share, sum(shares))) < 1


@given(st.data(), SHARES)
def test_no_part_is_below_its_least(data, shares):
    least = data.draw(st.lists(st.integers(0, 8), min_size=len(shares), max_size=len(shares)))
    total = sum(least) + data.draw(st.integers(0, 200))

    parts = apportion(total, shares, least)

    assert sum(parts) == total
    assert all(part >= floor for part, floor in zip(parts, least, strict=True))


@given(st.data(), SHARES)
def test_no_part_is_above_its_room_and_none_stays_empty_for_nothing(data, shares):
    room = data.draw(st.lists(st.integers(0, 30), min_size=len(shares), max_size=len(shares)))
    total = data.draw(st.integers(0, sum(room)))

    given_ = seats(total, shares, room)

    assert sum(given_) == total
    assert all(0 <= part <= most for part, most in zip(given_, room, strict=True))


@given(st.integers(0, 500), SHARES)
def test_where_there_is_room_seats_are_the_quotas(total, shares):
    assert seats(total, shares, [total] * len(shares)) == apportion(total, shares)


@pytest.mark.parametrize(
    ("total", "shares", "parts"),
    [
        (16, [20, 20, 15, 25, 20], [3, 3, 3, 4, 3]),
        (8, [20, 20, 15, 25, 20], [2, 2, 1, 2, 1]),
        (100, [20, 20, 15, 25, 20], [20, 20, 15, 25, 20]),
        (20, [4, 7], [7, 13]),
        (1, [1, 1, 1], [1, 0, 0]),
        (0, [3, 4], [0, 0]),
    ],
)
def test_by_hand(total, shares, parts):
    assert apportion(total, shares) == parts


def test_what_does_not_fit_goes_to_the_others_in_their_proportions():
    assert seats(10, [50, 30, 20], [2, 10, 10]) == [2, 5, 3]


def test_a_least_is_taken_from_the_others():
    assert apportion(100, [98, 1, 1], [1, 3, 3]) == [94, 3, 3]
