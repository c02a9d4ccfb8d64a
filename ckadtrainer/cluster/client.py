"""One thin adapter over the official client: raw JSON in and out, a time limit on every call, errors of our own."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlencode

from ckadtrainer.cluster.answers import ApiError, error_from, no_answer
from ckadtrainer.cluster.kubeconfig import Credentials
from ckadtrainer.cluster.transport import rest_client, transport_failures
from ckadtrainer.definition.manifest import Manifest
from ckadtrainer.errors import ClusterUnavailable

Query = Mapping[str, str | int]

CONNECT_SECONDS = 3.0
READ_SECONDS = 10.0
SMALLEST_OFFSET = timedelta(seconds=2)
"""The `Date` header has whole seconds: a smaller difference between two clocks is not told from none."""
APPLY_PATCH = "application/apply-patch+yaml"

_PAUSES = (0.1, 0.3)
_TRY_AGAIN = frozenset({429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Reply:
    """A successful answer. `date` is the server's clock, to the second, if it told."""

    body: bytes
    date: datetime | None

    def offset(self, local: datetime) -> timedelta:
        """How far the server's clock is ahead of `local`; zero when too little to tell."""
        if self.date is None or abs(self.date - local) <= SMALLEST_OFFSET:
            return timedelta(0)
        return self.date - local

    def json(self) -> Manifest:
        """The body as an object. Raises ClusterUnavailable when it is none."""
        try:
            parsed = json.loads(self.body)
        except ValueError:
            parsed = None
        if not isinstance(parsed, dict):
            raise ClusterUnavailable(
                "What answers at the cluster's address is not a Kubernetes API server.", "Run `ckadtrainer doctor`."
            )
        return parsed


class Client:
    """Speaks to one API server with one connection pool; safe to use from several threads."""

    def __init__(self, credentials: Credentials, *, pause: Callable[[float], None] = time.sleep) -> None:
        self.server = credentials.server
        self._rest = rest_client(credentials)
        self._failures = transport_failures()
        self._headers = {"Accept": "application/json", "User-Agent": "ckadtrainer"}
        if credentials.token:
            self._headers["Authorization"] = f"Bearer {credentials.token}"
        self._pause = pause

    def get(self, path: str, query: Query | None = None, *, retry: bool = True) -> Manifest:
        """GET an object. Raises ApiError (NotFound, …) and ClusterUnavailable; tries again when that may help."""
        return self.read(path, query, retry=retry).json()

    def read(
        self, path: str, query: Query | None = None, *, retry: bool = True, seconds: float = READ_SECONDS
    ) -> Reply:
        """GET whatever is there: lists with their date, logs, what a pod serves."""
        for pause in _PAUSES if retry else ():
            try:
                return self._call("GET", path, query, seconds=seconds)
            except ApiError as error:
                if error.status not in _TRY_AGAIN:
                    raise
            except ClusterUnavailable:
                pass
            self._pause(pause)
        return self._call("GET", path, query, seconds=seconds)

    def create(self, path: str, manifest: Manifest, query: Query | None = None) -> Manifest:
        """POST an object to its collection."""
        return self._call("POST", path, query, body=manifest).json()

    def patch(self, path: str, manifest: Manifest, query: Query | None = None) -> Manifest:
        """PATCH an object by server-side apply."""
        return self._call("PATCH", path, query, body=manifest, content_type=APPLY_PATCH).json()

    def delete(self, path: str, options: Manifest) -> None:
        """DELETE an object with these DeleteOptions."""
        self._call("DELETE", path, None, body={"apiVersion": "v1", "kind": "DeleteOptions", **options})

    def stream(self, path: str, query: Query, *, silence: float) -> "Stream":
        """GET a body that goes on. `silence` is how many seconds may pass without a byte."""
        response = self._send("GET", path, query, seconds=silence)
        if response.status >= 400:
            raise error_from(response.status, self._body(response))
        return Stream(response, self._mapped)

    def peek(self, path: str, limit: int) -> tuple[int, bytes]:
        """GET whatever the path gives: its status, good or bad, and the first `limit` bytes of its body."""
        response = self._send("GET", path, None, seconds=READ_SECONDS)
        try:
            with self._mapped():
                return response.status, response.read(limit)
        finally:
            response.close()

    def close(self) -> None:
        """Let go of idle connections."""
        self._rest.close()

    def _call(
        self,
        method: str,
        path: str,
        query: Query | None,
        *,
        body: Manifest | None = None,
        content_type: str = "application/json",
        seconds: float = READ_SECONDS,
    ) -> Reply:
        response = self._send(method, path, query, body=body, content_type=content_type, seconds=seconds)
        content = self._body(response)
        if not 200 <= response.status < 300:
            raise error_from(response.status, content)
        date = response.headers.get("Date")
        return Reply(content, parsedate_to_datetime(date) if date else None)

    def _send(
        self,
        method: str,
        path: str,
        query: Query | None,
        *,
        body: Manifest | None = None,
        content_type: str = "application/json",
        seconds: float,
    ) -> Any:
        headers = dict(self._headers)
        if body is not None:
            headers["Content-Type"] = content_type
        url = f"{self.server}{path}" + (f"?{urlencode(query)}" if query else "")
        with self._mapped():
            return self._rest.request(
                method, url, headers=headers, body=body, _request_timeout=(CONNECT_SECONDS, seconds)
            ).response

    @contextmanager
    def _mapped(self) -> Iterator[None]:
        """Turn failures below HTTP into ClusterUnavailable."""
        try:
            yield
        except self._failures as error:
            raise no_answer(self.server, error) from error

    def _body(self, response: Any) -> bytes:
        with self._mapped():
            content: bytes = response.data
            return content


class Stream:
    """The lines of an answer that goes on. `close` may be called from another thread and ends a waiting read."""

    def __init__(self, response: Any, mapped: Callable[[], AbstractContextManager[None]]) -> None:
        self._response = response
        self._mapped = mapped
        self._closed = threading.Event()

    def lines(self) -> Iterator[bytes]:
        """Whole lines without their ends; a half one at the end of the stream is dropped.

        Raises ClusterUnavailable when the connection breaks or stays silent too long.
        """
        rest = b""
        try:
            with self._mapped():
                for chunk in self._response.stream(amt=None):
                    *whole, rest = (rest + chunk).split(b"\n")
                    yield from (line for line in whole if line)
        except ClusterUnavailable:
            if not self._closed.is_set():
                raise
        finally:
            self._response.close()

    def drop(self) -> None:
        """End a stream that nobody reads."""
        self._response.close()

    def close(self) -> None:
        """End the stream."""
        self._closed.set()
        try:
            self._response.shutdown()
        except (ValueError, RuntimeError, OSError):
            return  # it had ended by itself
