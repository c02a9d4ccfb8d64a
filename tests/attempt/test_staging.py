"""Random names, filled manifests, and a staging that leaves nothing behind when it fails."""

import re

import pytest
import yaml

from ckadtrainer.attempt import staging
from ckadtrainer.cluster.fake import FakeWorld
from ckadtrainer.errors import SetupFailed

CONFIG = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "page"}, "data": {"a-${nonce}": "${nonce}!"}}


def test_the_nonce_is_filled_in_everywhere() -> None:
    before = {"a${nonce}": ["${nonce}", 1, None, {"b": "x${nonce}y${nonce}"}]}
    assert staging.filled(before, "N") == {"aN": ["N", 1, None, {"b": "xNyN"}]}
    assert "a${nonce}" in before, "the drill's own documents stay as they are"


def test_a_nonce_stays_text_in_yaml_and_shell() -> None:
    nonces = {staging.new_nonce() for _ in range(200)}
    assert len(nonces) == 200
    for nonce in nonces:
        assert re.fullmatch(r"n[0-9a-f]{15}", nonce)
        assert yaml.safe_load(nonce) == nonce


def test_an_id_is_a_label_value() -> None:
    assert re.fullmatch(r"[0-9a-f]{12}", staging.new_id())


def test_setup_is_applied_in_order() -> None:
    world, seen = FakeWorld(), []
    world.react(lambda _world, _namespace, stored: seen.append(stored["metadata"]["name"]))
    second = {**CONFIG, "metadata": {"name": "other"}}
    namespace = staging.staged_namespace(world, "d", "a", (CONFIG, second), "N")
    assert seen == ["page", "other"]
    assert world.objects(namespace)["ConfigMap"]["page"]["data"] == {"a-N": "N!"}


def test_a_setup_that_is_refused_is_the_drills_fault() -> None:
    world = FakeWorld()
    world.reject("page", "unknown field.")
    with pytest.raises(SetupFailed, match="unknown field") as caught:
        staging.staged_namespace(world, "d", "a", (CONFIG,), "N")
    assert caught.value.exit_code == 3
    assert not world.leftovers()
