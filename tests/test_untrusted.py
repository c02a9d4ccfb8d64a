"""What comes through the door cannot steer a terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckadtrainer.untrusted import untrusted


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("plain\ttext\nand a line", "plain\ttext\nand a line"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07after", "after"),
        ("\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1b]52;c;cm0gLXJm\x07", ""),
        ("a\rb\r\nc", "ab\nc"),
        ("\x9b2Jcleared", "cleared"),
        ("\x1bcreset", "reset"),
        ("bell\x07 back\x08space \x00nul", "bell backspace nul"),
        ("\u202egpj.exe", "gpj.exe"),
        ("[bold]markup stays text[/]", "[bold]markup stays text[/]"),
    ],
)
def test_sequences_and_controls_are_gone_and_text_stays(text: str, clean: str) -> None:
    assert untrusted(text) == clean


@given(st.text() | st.lists(st.sampled_from("\x1b[]0;m\\\x07\x9bAB\n\t"), max_size=30).map("".join))
def test_no_control_character_is_left_and_a_second_time_changes_nothing(text: str) -> None:
    clean = untrusted(text)
    assert all(char in "\t\n" or (char >= " " and not "\x7f" <= char <= "\x9f") for char in clean)
    assert untrusted(clean) == clean
