"""Running text keeps the shape its author gave it."""

from ckadtrainer.tui.text import prose


def test_items_of_a_numbered_list_stand_on_lines_of_their_own():
    text = "Mend the Pod so that\n\n1. it starts\n2. it stays up, whatever\n   comes\n10. nothing else changes\n"

    assert prose(text, None, 20).plain.split("\n") == [
        "Mend the Pod so that",
        "",
        "1. it starts",
        "2. it stays up,",
        "   whatever comes",
        "10. nothing else",
        "    changes",
    ]


def test_a_number_within_a_sentence_begins_nothing():
    assert prose("It has\n3 containers and 2.5 volumes", None, 60).plain == "It has 3 containers and 2.5 volumes"
