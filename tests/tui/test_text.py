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


def test_commands_below_a_sentence_keep_their_lines_and_hang_where_they_are_long():
    text = "Worth\nkeeping:\n  kubectl get pods\n  kubectl logs web -c agent\nAnd the rest."

    assert prose(text, None, 20).plain.split("\n") == [
        "Worth keeping:",
        "  kubectl get pods",
        "  kubectl logs web",
        "    -c agent",
        "And the rest.",
    ]


def test_what_is_indented_under_an_item_goes_on_with_it_unless_it_is_deeper_than_its_text():
    text = "- copies the\n  page\n    cp a b\n10. serves\n    it\n\n  - and\n    more"

    assert prose(text, None, 40).plain.split("\n") == [
        "· copies the page",
        "    cp a b",
        "10. serves it",
        "",
        "  · and more",
    ]
