"""Service account tokens, as they lie in a file: what a JWT says, not whether its signature is good."""

import base64
import binascii
import json
from typing import Any


def claims_of(token: str) -> dict[str, Any] | None:
    """The claims of a JSON Web Token; None when it is none.

    Source: https://www.rfc-editor.org/rfc/rfc7519#section-3
    """
    parts = token.strip().split(".")
    if len(parts) != 3:
        return None
    try:
        claims = json.loads(base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
    except (binascii.Error, ValueError):
        return None
    return claims if isinstance(claims, dict) else None


def is_bound_to(claims: dict[str, Any], pod_uid: str) -> bool:
    """Whether the token was made for that Pod and is worth nothing once it is gone.

    Source: https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#bound-service-account-tokens
    """
    bound = claims.get("kubernetes.io")
    pod = bound.get("pod") if isinstance(bound, dict) else None
    return isinstance(pod, dict) and pod.get("uid") == pod_uid
