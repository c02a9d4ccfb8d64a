"""The few words a provider says to an API server, without the Kubernetes client: they must be quick and few."""

import http.client
import json
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from ckadtrainer.cluster.kubeconfig import Credentials
from ckadtrainer.errors import ClusterRefused, ClusterUnavailable

_REMEDY = "Run `ckadtrainer cluster status`."


@dataclass(frozen=True, slots=True)
class Api:
    """Requests with one connection each; `limit` is seconds for each of them."""

    credentials: Credentials
    limit: float = 3.0

    def request(self, method: str, path: str, body: Any = None, kind: str = "application/json") -> dict[str, Any]:
        """The JSON answered; ClusterUnavailable when nobody answers, ClusterRefused when the answer is no."""
        headers = {"Accept": "application/json", "Content-Type": kind}
        if self.credentials.token:
            headers["Authorization"] = f"Bearer {self.credentials.token}"
        connection = self._connection()
        try:
            connection.request(method, path, None if body is None else json.dumps(body), headers)
            answer = connection.getresponse()
            data = answer.read()
        except (OSError, http.client.HTTPException) as error:
            raise ClusterUnavailable(f"The cluster does not answer: {error}.", _REMEDY) from error
        finally:
            connection.close()
        if answer.status >= 400:
            raise ClusterRefused(f"The cluster answered {answer.status} to {method} {path}.", _REMEDY)
        found: dict[str, Any] = json.loads(data) if data else {}
        return found

    def version(self) -> str:
        """Of the API server, without the `v`."""
        return str(self.request("GET", "/version")["gitVersion"]).removeprefix("v")

    def certificate_end(self) -> datetime | None:
        """When the API server's own certificate ends; None when it cannot be told."""
        connection = self._connection()
        try:
            connection.connect()
            secured = connection.sock
            found: Mapping[str, Any] = (secured.getpeercert() or {}) if isinstance(secured, ssl.SSLSocket) else {}
        except OSError:
            return None
        finally:
            connection.close()
        end = found.get("notAfter")
        return datetime.fromtimestamp(ssl.cert_time_to_seconds(str(end)), UTC) if end else None

    def _connection(self) -> http.client.HTTPConnection:
        where = urlsplit(self.credentials.server)
        host = where.hostname or "localhost"
        if where.scheme == "http":
            return http.client.HTTPConnection(host, where.port, timeout=self.limit)
        try:
            tls = self.credentials.tls()
        except (ssl.SSLError, ValueError) as error:
            raise ClusterUnavailable(f"The cluster's certificates cannot be used: {error}.", _REMEDY) from error
        return http.client.HTTPSConnection(host, where.port, timeout=self.limit, context=tls)
