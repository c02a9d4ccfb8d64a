"""Setting up an attempt: its random names, its namespace and what the drill puts there beforehand."""

import secrets
from collections.abc import Iterable
from typing import Any

from ckadtrainer.attempt.attempt import Namespace
from ckadtrainer.attempt.stage import Stage
from ckadtrainer.definition.manifest import Manifest
from ckadtrainer.errors import ManifestRejected, SetupFailed

PLACEHOLDER = "${nonce}"
"""What set-up documents and answers write where the attempt's random text goes."""


def new_id() -> str:
    """A fresh attempt id: 12 hexadecimal digits, a legal label value."""
    return secrets.token_hex(6)


def new_nonce() -> str:
    """A fresh nonce: 16 characters that no one types by chance and that YAML never reads as a number."""
    return "n" + secrets.token_hex(8)[1:]


def filled(value: Any, nonce: str) -> Any:
    """A copy of a manifest, or part of one, with the placeholder replaced in every string and key."""
    if isinstance(value, str):
        return value.replace(PLACEHOLDER, nonce)
    if isinstance(value, dict):
        return {filled(key, nonce): filled(item, nonce) for key, item in value.items()}
    if isinstance(value, list):
        return [filled(item, nonce) for item in value]
    return value


def apply_setup(stage: Stage, namespace: Namespace, setup: Iterable[Manifest], nonce: str) -> None:
    """Apply a drill's set-up documents in order.

    Raises ClusterUnavailable, or SetupFailed when a document is not accepted: the drill's fault.
    """
    for document in setup:
        try:
            stage.apply(namespace, filled(document, nonce))
        except ManifestRejected as error:
            raise SetupFailed(
                f"The drill's own set-up was not accepted by the cluster: {error.message}",
                "Tell the author of the pack; `ckadtrainer pack verify` shows the same.",
            ) from error


def staged_namespace(stage: Stage, drill: str, attempt: str, setup: Iterable[Manifest], nonce: str) -> Namespace:
    """A fresh namespace with the set-up in it. Nothing stays behind when that fails.

    Raises ClusterUnavailable, SetupFailed.
    """
    namespace = stage.create_namespace(drill, attempt)
    try:
        apply_setup(stage, namespace, setup, nonce)
    except BaseException:
        stage.delete_namespace(namespace)
        raise
    return namespace
