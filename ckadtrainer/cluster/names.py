"""The names and labels the trainer puts on what it makes."""

import secrets

MANAGED = "ckadtrainer.dev/managed"
"""Label with the value `true` on every namespace the trainer made; nothing else is ever written to."""
DRILL = "ckadtrainer.dev/drill"
ATTEMPT = "ckadtrainer.dev/attempt"
FIELD_MANAGER = "ckadtrainer"


def fresh_namespace(drill: str) -> str:
    """A name like `shared-vol-7f3a` for the drill `shared_vol`."""
    return f"{drill.replace('_', '-').lower()[:58]}-{secrets.token_hex(2)}"


def labels(drill: str, attempt: str) -> dict[str, str]:
    """The labels of an attempt's namespace."""
    return {MANAGED: "true", DRILL: drill, ATTEMPT: attempt}
