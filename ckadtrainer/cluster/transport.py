"""The official client's HTTP layer, loaded without the rest of it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

from ckadtrainer.cluster.kubeconfig import Credentials

CONNECTIONS = 32
"""Kept alive at once: a watch a kind, and probes side by side."""


def rest_client(credentials: Credentials) -> Any:
    """A `kubernetes.client.rest.RESTClientObject` for these credentials, with retries off."""
    with _without_package_files():
        from kubernetes.client.configuration import Configuration
        from kubernetes.client.rest import RESTClientObject
    configuration = Configuration(host=credentials.server, retries=False, connection_pool_maxsize=CONNECTIONS)
    configuration.proxy = credentials.proxy or None  # given explicitly, so that no proxy is taken from the environment
    configuration.verify_ssl = credentials.verify
    configuration.tls_server_name = credentials.server_name or None
    configuration.keep_alive = True
    rest = RESTClientObject(configuration)
    if credentials.server.startswith("https:"):
        rest.pool_manager.connection_pool_kw["ssl_context"] = credentials.tls()
    return rest


def transport_failures() -> tuple[type[Exception], ...]:
    """What the HTTP layer raises when a server cannot be reached, breaks off or is silent too long."""
    with _without_package_files():
        from kubernetes.client.exceptions import ApiException  # only for TLS errors: statuses are returned
        from urllib3.exceptions import HTTPError
    return (HTTPError, ApiException, OSError)


@contextmanager
def _without_package_files() -> Iterator[None]:
    """Let modules of `kubernetes` be imported while its packages' own `__init__` files stay unread.

    Those import the whole client, OAuth and pydantic: 0.2 s more, for nothing used here. Afterwards the
    packages are forgotten again, so that a later `import kubernetes` finds the real ones.
    """
    bare = [name for name in ("kubernetes", "kubernetes.client", "kubernetes.utils") if name not in sys.modules]
    spec = find_spec("kubernetes")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("kubernetes", name="kubernetes")
    root = Path(next(iter(spec.submodule_search_locations))).parent
    for name in bare:
        package = ModuleType(name)
        package.__path__ = [str(root.joinpath(*name.split(".")))]
        sys.modules[name] = package
    try:
        yield
    finally:
        for name in bare:
            sys.modules.pop(name, None)
