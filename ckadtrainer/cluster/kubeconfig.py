"""One context of one kubeconfig file, read and written explicitly; KUBECONFIG and current contexts are never read."""

import base64
import binascii
import json
import os
import ssl
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ckadtrainer.errors import ClusterUnavailable

CONTEXT = "ckad"
"""The name of cluster and user in the files the trainer writes, and of the context where there is one only."""

_REMEDY = "Run `ckadtrainer cluster up`, or `ckadtrainer cluster adopt --context NAME` for a cluster of yours."


@dataclass(frozen=True, slots=True)
class Credentials:
    """How to reach an API server and as whom. Certificates and keys are PEM text; empty means not given."""

    server: str
    authority: str = ""
    certificate: str = ""
    key: str = ""
    token: str = ""
    verify: bool = True
    server_name: str = ""
    proxy: str = ""

    def tls(self) -> ssl.SSLContext:
        """A TLS context with the authority and the client's certificate."""
        context = ssl.create_default_context(cadata=self.authority or None)
        if not self.verify:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        if self.certificate:
            # The ssl module reads a client's key only from a file: a private one, for as long as it takes.
            with tempfile.NamedTemporaryFile("w", suffix=".pem") as pair:
                pair.write(f"{self.certificate}\n{self.key}\n")
                pair.flush()
                context.load_cert_chain(pair.name)
        return context


def read_credentials(file: Path, context: str | None) -> Credentials:
    """The credentials of a context of a kubeconfig file; None stands for the only one in it.

    Raises ClusterUnavailable when the file or the context is not there or cannot be used.
    """
    try:
        document = yaml.load(file.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
        chosen = _named(document, "contexts", context)["context"]
        cluster = _named(document, "clusters", chosen["cluster"])["cluster"]
        user = _named(document, "users", chosen["user"])["user"] or {}
        _refuse_plugins(user)
        return Credentials(
            server=cluster["server"].rstrip("/"),
            authority=_pem(cluster, "certificate-authority", file),
            certificate=_pem(user, "client-certificate", file),
            key=_pem(user, "client-key", file),
            token=_token(user, file),
            verify=not cluster.get("insecure-skip-tls-verify", False),
            server_name=cluster.get("tls-server-name", ""),
            proxy=cluster.get("proxy-url", ""),
        )
    except FileNotFoundError as error:
        raise ClusterUnavailable(f"There is no practice cluster yet: {error.filename} is missing.", _REMEDY) from error
    except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError, binascii.Error, UnicodeError) as error:
        which = f"context `{context}` of {file}" if context else str(file)
        raise ClusterUnavailable(f"The kubeconfig cannot be used: {which} ({error}).", _REMEDY) from error


def write_kubeconfig(credentials: Credentials, namespace: str, file: Path) -> None:
    """Write a kubeconfig with one context that names `namespace`: whole or not at all, for the owner alone."""
    write_contexts(credentials, {CONTEXT: namespace}, file)


def write_contexts(credentials: Credentials, namespaces: Mapping[str, str], file: Path) -> None:
    """Write a kubeconfig with a context for each namespace, the first one current; as `write_kubeconfig` does."""
    text = json.dumps(_document(credentials, namespaces), indent=1)  # JSON is YAML
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)  # 0600 from the start
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text + "\n")
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _document(credentials: Credentials, namespaces: Mapping[str, str]) -> dict[str, Any]:
    cluster: dict[str, Any] = {
        "server": credentials.server,
        "certificate-authority-data": _encoded(credentials.authority),
        "tls-server-name": credentials.server_name,
        "proxy-url": credentials.proxy,
        "insecure-skip-tls-verify": not credentials.verify,
    }
    user = {
        "client-certificate-data": _encoded(credentials.certificate),
        "client-key-data": _encoded(credentials.key),
        "token": credentials.token,
    }
    return {
        "apiVersion": "v1",
        "kind": "Config",
        "current-context": next(iter(namespaces)),
        "contexts": [
            {"name": name, "context": {"cluster": CONTEXT, "user": CONTEXT, "namespace": namespace}}
            for name, namespace in namespaces.items()
        ],
        "clusters": [{"name": CONTEXT, "cluster": {key: value for key, value in cluster.items() if value}}],
        "users": [{"name": CONTEXT, "user": {key: value for key, value in user.items() if value}}],
    }


def _named(document: dict[str, Any], list_name: str, name: str | None) -> dict[str, Any]:
    entries: list[dict[str, Any]] = document[list_name]
    found = entries if name is None else [entry for entry in entries if entry["name"] == name]
    if len(found) != 1:
        raise KeyError(f"{list_name}: {len(found)} entries" + (f" named {name}" if name else ""))
    return found[0]


def _refuse_plugins(user: dict[str, Any]) -> None:
    if "exec" in user or "auth-provider" in user or "username" in user:
        raise ClusterUnavailable(
            "The context logs in with a plug-in or a password, which the trainer does not run.",
            "Give it a context with a token or a client certificate.",
        )


def _pem(entry: dict[str, Any], key: str, file: Path) -> str:
    if data := entry.get(f"{key}-data"):
        return base64.b64decode(data, validate=True).decode()
    path = entry.get(key)
    return (file.parent / str(path)).read_text() if path else ""


def _token(user: dict[str, Any], file: Path) -> str:
    if path := user.get("tokenFile"):
        return (file.parent / str(path)).read_text().strip()
    return str(user.get("token") or "")


def _encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()
