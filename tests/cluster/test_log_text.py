"""Container logs, as the kubelet stamps them."""

from datetime import UTC, datetime, timedelta

import pytest

from ckadtrainer.cluster.log_text import parse_log, parse_time


@pytest.mark.parametrize(
    ("stamp", "micros"),
    [
        ("2026-11-22T03:01:34.982912345Z", 982912),
        ("2026-11-22T03:01:34.98Z", 980000),
        ("2026-11-22T03:01:34Z", 0),
        ("2026-11-22T05:01:34.000001+02:00", 1),
    ],
)
def test_stamps_have_up_to_nine_decimals(stamp, micros):
    assert parse_time(stamp) == datetime(2026, 11, 22, 3, 1, 34, micros, UTC)


@pytest.mark.parametrize("stamp", ["", "yesterday", "2026-11-22", "2026-11-22T03:01:34", "2026-99-22T03:01:34Z", "."])
def test_other_words_are_no_stamps(stamp):
    assert parse_time(stamp) is None


def test_lines_keep_their_order_and_blanks():
    body = b"2026-11-22T03:01:34.1Z one\n2026-11-22T03:01:35.1Z \n2026-11-22T03:01:36.1Z   two  words\n"
    lines = parse_log(body)
    assert [line.text for line in lines] == ["one", "", "  two  words"]
    assert lines[2].at - lines[0].at == timedelta(seconds=2)


def test_a_line_cut_off_in_its_stamp_is_dropped():
    assert [line.text for line in parse_log(b"-22T03:01:34.1Z rest\n2026-11-22T03:01:35Z whole\n2026-11-2")] == [
        "whole"
    ]


def test_hostile_text_cannot_steer_a_terminal():
    body = b"2026-11-22T03:01:34Z a\x1b]0;owned\x07b\x1b[2Jc\rd\x00\x9b31m\xff\xe2\x80\xae[@click=app.quit]e\n"
    (line,) = parse_log(body)
    assert line.text.isprintable()
    assert line.text.startswith("abcd")
    assert line.text.endswith("[@click=app.quit]e")
