"""Every write to the cluster. Each public method asks the guard first."""

import time
from collections.abc import Callable

from ckadtrainer.attempt.attempt import Namespace
from ckadtrainer.cluster import names
from ckadtrainer.cluster.answers import ApiError, Conflict, Invalid, NotFound
from ckadtrainer.cluster.client import Client
from ckadtrainer.cluster.guard import Guard, NamespaceGone
from ckadtrainer.cluster.kinds import KINDS, Kind, placed, title_of
from ckadtrainer.cluster.lookup import KindLookup
from ckadtrainer.definition.manifest import Manifest
from ckadtrainer.errors import ClusterUnavailable, GuardRefused, ManifestRejected

_NAMESPACES = KINDS["Namespace"]
_PODS = KINDS["Pod"]
_STRICT = {"fieldManager": names.FIELD_MANAGER, "fieldValidation": "Strict"}
_SERVER_FIELDS = ("uid", "resourceVersion", "creationTimestamp", "managedFields", "generation")
_NAMES_TRIED = 5
_LOOK_AGAIN = 0.01
_ACCOUNT_SECONDS = 10.0
_LAST_SECONDS = 1
"""A shell loop as PID 1 ignores SIGTERM, and would run on for the 30 s of the default grace period."""
_MEND = "Mend the manifest and apply it again."


class Writer:
    """Makes and removes namespaces and what is in them."""

    def __init__(
        self, client: Client, guard: Guard, lookup: KindLookup, *, pause: Callable[[float], None] = time.sleep
    ) -> None:
        self._client = client
        self._guard = guard
        self._lookup = lookup
        self._pause = pause

    def create_namespace(self, drill: str, attempt: str) -> Namespace:
        """Make a fresh labelled namespace and wait for its default service account, usually 20 to 50 ms."""
        stored = self._create_fresh(drill, names.labels(drill, attempt))
        namespace = Namespace(stored["metadata"]["name"], stored["metadata"]["uid"])
        self._guard.made(namespace, stored)
        self._await_account(namespace)
        return namespace

    def delete_namespace(self, namespace: Namespace) -> None:
        """Ask for its removal, if it is the one with this UID. Its Pods get a second to end, whatever they ask for."""
        path = _NAMESPACES.path(None, namespace.name)
        try:
            self._guard.forget(namespace)
            self._guard.check(namespace)
            self._client.delete(path, {"preconditions": {"uid": namespace.uid}, "propagationPolicy": "Background"})
            self._client.delete(_PODS.path(namespace.name), {"gracePeriodSeconds": _LAST_SECONDS})
        except (NamespaceGone, NotFound):
            return
        except Conflict as error:
            if "precondition" not in error.words.lower():
                return  # it is being removed already
            raise GuardRefused(
                f"Namespace `{namespace.name}` could not be removed: {error.words}.",
                "Run `ckadtrainer doctor` to see what is left.",
            ) from error
        finally:
            self._guard.forget(namespace)

    def apply(self, namespace: Namespace, manifest: Manifest) -> Manifest:
        """Create an object, or bring the one of that name to what `manifest` says; return it as stored."""
        self._guard.check(namespace)
        kind = self._lookup.of(manifest)
        wanted = _without_server_fields(placed(manifest, kind, namespace.name))
        try:
            return self._create_or_patch(kind, namespace, wanted)
        except (Invalid, Conflict) as error:
            raise _rejection(manifest, error) from error
        except NotFound as error:
            self._guard.forget(namespace)
            self._guard.check(namespace)
            raise _rejection(manifest, error) from error
        except ApiError as error:
            if _is_about_the_manifest(error):
                raise _rejection(manifest, error) from error
            raise

    def delete(self, namespace: Namespace, kind: str, name: str) -> None:
        """Remove one object at once, without waiting for its Pods to end; gone already is fine."""
        self._guard.check(namespace)
        known = self._lookup.named(kind)
        if not known.is_namespaced:
            raise GuardRefused(f"{kind} `{name}` is not inside a namespace.", "Nothing was changed.")
        try:
            options = {"propagationPolicy": "Background", "gracePeriodSeconds": 0}
            self._client.delete(known.path(namespace.name, name), options)
        except NotFound:
            return

    def _create_fresh(self, drill: str, labels: dict[str, str]) -> Manifest:
        """Create a namespace of a random name, another one if that is taken."""
        for _ in range(_NAMES_TRIED):
            metadata = {"name": names.fresh_namespace(drill), "labels": labels}
            wanted = {"apiVersion": "v1", "kind": "Namespace", "metadata": metadata}
            try:
                return self._client.create(_NAMESPACES.path(None), wanted)
            except Conflict:
                continue
        raise ClusterUnavailable(
            f"No free name was found for a namespace of `{drill}`.", "Run `ckadtrainer doctor` to see what is left."
        )

    def _create_or_patch(self, kind: Kind, namespace: Namespace, wanted: Manifest) -> Manifest:
        try:
            return self._client.create(kind.path(namespace.name), wanted, _STRICT)
        except Conflict as error:
            if error.reason != "AlreadyExists":
                raise
        path = kind.path(namespace.name, wanted["metadata"]["name"])
        return self._client.patch(path, wanted, {**_STRICT, "force": "true"})

    def _await_account(self, namespace: Namespace) -> None:
        path = KINDS["ServiceAccount"].path(namespace.name, "default")
        for _ in range(int(_ACCOUNT_SECONDS / _LOOK_AGAIN)):
            try:
                self._client.get(path)
            except NotFound:
                self._pause(_LOOK_AGAIN)
            else:
                return
        raise ClusterUnavailable(
            f"Namespace `{namespace.name}` got no service account within {_ACCOUNT_SECONDS:.0f} seconds.",
            "Run `ckadtrainer doctor`: the cluster's controllers seem not to run.",
        )


def _without_server_fields(manifest: Manifest) -> Manifest:
    metadata = {key: value for key, value in manifest["metadata"].items() if key not in _SERVER_FIELDS}
    return {**{key: value for key, value in manifest.items() if key != "status"}, "metadata": metadata}


def _rejection(manifest: Manifest, error: ApiError) -> ManifestRejected:
    """The API's own words, less the internal difference it adds for immutable fields."""
    words = error.words.partition("\n")[0].rstrip(".")
    return ManifestRejected(f"{title_of(manifest)} was refused: {words}.", _MEND)


def _is_about_the_manifest(error: ApiError) -> bool:
    """Admission refuses with 403 too: quotas, limits, pod security. Only a missing right is not the manifest's."""
    return error.status == 403 and " cannot " not in error.words and "is being terminated" not in error.words
