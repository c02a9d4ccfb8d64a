"""Fragments are matched by name and meaning, never by position."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckadtrainer.grading.matching import difference

POD: dict[str, Any] = {
    "spec": {
        "containers": [
            {"name": "web", "image": "docker.io/library/nginx:1.27", "resources": {"limits": {"cpu": "500m"}}},
            {"name": "aid", "image": "busybox", "command": ["sh", "-c", "sleep 1"], "stdin": True},
        ],
        "volumes": [{"name": "v", "emptyDir": {"sizeLimit": "1Gi"}}],
    }
}


@pytest.mark.parametrize(
    "fragment",
    [
        {"spec": {"containers": [{"name": "aid"}, {"name": "web"}]}},
        {"spec": {"containers": [{"name": "web", "image": "nginx"}]}},
        {"spec": {"containers": [{"name": "web", "resources": {"limits": {"cpu": 0.5}}}]}},
        {"spec": {"volumes": [{"emptyDir": {"sizeLimit": "1024Mi"}}]}},
        {"spec": {"volumes": [{"name": "v", "emptyDir": {}}]}},
        {"spec": {"containers": [{"name": "aid", "command": ["sh", "-c", "sleep 1"]}]}},
        {"spec": {"containers": [{"name": "aid", "command": {"$contains": "sleep 1"}}]}},
        {"spec": {"containers": [{"name": "aid", "tty": {"$exists": False}, "stdin": {"$exists": True}}]}},
        {"spec": {"containers": [{"name": "web", "image": {"$in": ["httpd", "docker.io/library/nginx:1.27"]}}]}},
        {"spec": {"containers": [{"name": "web", "image": {"$not": "busybox"}}]}},
        {"spec": {"containers": [{"name": "web", "resources": {"limits": {"cpu": {"$at_most": "1"}}}}]}},
        {"spec": {"containers": [{"name": "web", "resources": {"limits": {"cpu": {"$at_least": "0.5"}}}}]}},
    ],
)
def test_held(fragment: dict[str, Any]) -> None:
    assert difference(POD, fragment) is None


@pytest.mark.parametrize(
    ("fragment", "path", "found"),
    [
        ({"spec": {"containers": [{"name": "we"}]}}, "spec.containers", "web, aid"),
        ({"spec": {"containers": [{"name": "web", "image": "nginx:1.2"}]}}, "spec.containers[web].image", "docker.io/"),
        ({"spec": {"volumes": [{"name": "v", "hostPath": {}}]}}, "spec.volumes[v].hostPath", "nothing"),
        ({"spec": {"containers": [{"name": "aid", "stdin": False}]}}, "spec.containers[aid].stdin", "True"),
        ({"spec": {"containers": [{"name": "aid", "command": ["sh"]}]}}, "spec.containers[aid].command", "sleep 1"),
        (
            {"spec": {"containers": [{"name": "aid", "image": {"$not": "busybox:latest"}}]}},
            "spec.containers[aid].image",
            "",
        ),
        ({"spec": {"hostNetwork": {"$exists": True}}}, "spec.hostNetwork", "nothing"),
        ({"spec": {"containers": [{"name": "web", "image": {"$regex": "^nginx"}}]}}, "spec.containers[web].image", ""),
        (
            {"spec": {"containers": [{"name": "web", "resources": {"limits": {"cpu": {"$at_most": "400m"}}}}]}},
            "spec.containers[web].resources.limits.cpu",
            "500m",
        ),
    ],
)
def test_the_first_difference_is_named(fragment: dict[str, Any], path: str, found: str) -> None:
    first = difference(POD, fragment)
    assert first is not None
    assert first.path == path
    assert found in first.found


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=12,
)


@given(JSON, JSON)
def test_any_two_values_are_compared_without_an_error(found: object, fragment: object) -> None:
    difference(found, fragment)


@given(st.dictionaries(st.from_regex(r"[a-z]{1,6}", fullmatch=True), st.integers() | st.text(max_size=5), max_size=4))
def test_an_object_holds_itself_and_more_of_it_does_no_harm(value: dict[str, Any]) -> None:
    assert difference({**value, "extra": 1}, value) is None
