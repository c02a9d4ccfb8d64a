"""The learner's Pods held against a solution's, for a picture: no verdict comes of it."""

from ckadtrainer.diagram.comparison import Comparison, compare
from ckadtrainer.diagram.pod import Diagram
from ckadtrainer.grading.image import is_image
from ckadtrainer.grading.quantity import parse_quantity


def compare_pods(solution: Diagram, present: Diagram) -> Comparison:
    """What differs, with images and quantities compared by what they mean."""
    return compare(solution, present, is_image=is_image, is_size=_is_size)


def _is_size(found: str, expected: str) -> bool:
    amount = parse_quantity(found)
    return amount is not None and amount == parse_quantity(expected)
