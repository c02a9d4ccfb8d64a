"""What is marked in a picture, and with which symbol."""

from collections.abc import Mapping
from enum import StrEnum


class Mark(StrEnum):
    """A symbol that says something without colour."""

    MISSING = "✗"
    """Expected, and not there."""
    EXTRA = "+"
    """There, and not expected."""
    OTHER = "≠"
    """There, but not as expected."""


MEANINGS = {Mark.MISSING: "missing in yours", Mark.EXTRA: "only in yours", Mark.OTHER: "other in yours"}
"""Mark -> what it means to the learner."""

Part = tuple[str, ...]
"""A part of a diagram: the Pod's name alone, or followed by `container` NAME, `image` CONTAINER,
`mount` CONTAINER PATH, `volume` NAME or `processes`."""

Marks = Mapping[Part, Mark]
