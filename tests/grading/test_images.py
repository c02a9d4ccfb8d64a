"""Images and quantities are compared by meaning."""

import pytest

from ckadtrainer.grading.image import is_image
from ckadtrainer.grading.quantity import parse_quantity


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ("nginx", "nginx"),
        ("nginx:latest", "nginx"),
        ("nginx:1.27", "nginx"),
        ("docker.io/library/nginx:1.27", "nginx"),
        ("docker.io/nginx", "nginx"),
        ("index.docker.io/library/nginx", "nginx"),
        ("nginx@sha256:" + "0" * 64, "nginx"),
        ("nginx", "nginx:latest"),
        ("library/nginx:1.2", "nginx:1.2"),
        ("localhost:5000/team/app:1", "localhost:5000/team/app"),
    ],
)
def test_other_spellings_are_the_same_image(found: str, expected: str) -> None:
    assert is_image(found, expected)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ("nginx:1.25", "nginx:1.2"),
        ("nginx-unprivileged", "nginx"),
        ("nginxinc/nginx", "nginx"),
        ("quay.io/library/nginx", "nginx"),
        ("my-nginx", "nginx"),
        ("nginx:1.25", "nginx:latest"),
        ("nginx@sha256:" + "0" * 64, "nginx:1.27"),
        ("localhost/nginx", "nginx"),
    ],
)
def test_near_misses_are_another_image(found: str, expected: str) -> None:
    assert not is_image(found, expected)


@pytest.mark.parametrize(
    ("one", "other"),
    [("0.5", "500m"), ("1Gi", "1024Mi"), (1, "1000m"), ("1e3", "1k"), ("0.1", "100m"), ("1M", "1000k")],
)
def test_equal_quantities(one: object, other: object) -> None:
    assert parse_quantity(one) == parse_quantity(other)


@pytest.mark.parametrize("text", ["", "many", "1Zi", True, None, [], "1 Gi"])
def test_what_is_not_a_quantity(text: object) -> None:
    assert parse_quantity(text) is None
