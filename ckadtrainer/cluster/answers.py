"""What the API server says when it says no."""

import json
from typing import Any

from ckadtrainer.errors import ClusterRefused, ClusterUnavailable
from ckadtrainer.untrusted import untrusted

_DOCTOR = "Run `ckadtrainer doctor`; if it finds nothing, wait a moment and try again."


class ApiError(ClusterRefused):
    """The API server's error answer.

    `status` is HTTP's, `reason` the API's short word for it, `words` its own message (safe to print),
    `subject` the kind it is about, as a plural, empty when it does not say.
    """

    def __init__(self, status: int, reason: str, words: str, subject: str = "") -> None:
        super().__init__(f"The API server answered {status}: {words or reason or 'no reason given'}.", _DOCTOR)
        self.status = status
        self.reason = reason
        self.words = words
        self.subject = subject


class NotFound(ApiError):
    """404: the object, or its namespace, is not there."""


class Conflict(ApiError):
    """409: it exists already, or is not the one that was meant."""


class Gone(ApiError):
    """410: the resource version is too old to go on from."""


class Invalid(ApiError):
    """400 or 422: the request makes no sense to the API."""


_BY_STATUS: dict[int, type[ApiError]] = {400: Invalid, 404: NotFound, 409: Conflict, 410: Gone, 422: Invalid}


def error_from(status: int, body: bytes) -> ApiError:
    """The error of an answer with that status and body, which may or may not be a `Status` object."""
    try:
        said: Any = json.loads(body)
    except ValueError:
        said = None
    if not isinstance(said, dict) or said.get("kind") != "Status":
        return _BY_STATUS.get(status, ApiError)(status, "", untrusted(body[:500].decode(errors="replace")).strip())
    return error_from_status(said, status)


def error_from_status(said: dict[str, Any], status: int = 0) -> ApiError:
    """The error of a `Status` object, as answers and watch events carry it."""
    code = said.get("code") or status
    details = said.get("details") or {}
    words = untrusted(str(said.get("message", ""))).strip().rstrip(".")
    return _BY_STATUS.get(code, ApiError)(code, said.get("reason", ""), words, details.get("kind", ""))


def no_answer(server: str, why: object) -> ClusterUnavailable:
    """The error of a server that could not be reached or did not answer in time."""
    return ClusterUnavailable(f"The cluster at {server} does not answer ({untrusted(str(why))}).", _DOCTOR)
