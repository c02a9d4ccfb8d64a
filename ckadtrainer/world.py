"""A cluster as the use cases need it."""

from typing import Protocol

from ckadtrainer.attempt.stage import Stage
from ckadtrainer.grading.sources import Observer


class World(Stage, Observer, Protocol):
    """A cluster: attempts are set up in it and graded from it."""
