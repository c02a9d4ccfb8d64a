"""Cells that no spreadsheet computes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckadtrainer.spreadsheet import cell


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("text", "text"), ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(1)", "'@SUM(1)"), ("\t=1", "'=1"),
        ("two\nlines", "two lines"), ("a\x1b[31mb\x00", "ab"), (-1.5, -1.5), (0, 0), (True, "true"), (False, "false"),
        (None, None), ("", ""),
    ],
)  # fmt: skip
def test_a_cell(value, shown):
    assert cell(value) == shown


@given(st.text())
def test_no_text_is_a_formula(text):
    shown = str(cell(text))
    assert not shown.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert shown.isprintable() or all(char.isprintable() or ord(char) > 127 for char in shown)
