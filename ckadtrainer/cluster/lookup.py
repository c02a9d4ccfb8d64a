"""From a document's kind to its place in the API, asking the API for kinds that are not known."""

import threading

from ckadtrainer.cluster.answers import NotFound
from ckadtrainer.cluster.client import Client
from ckadtrainer.cluster.kinds import Kind, known_kind, title_of
from ckadtrainer.definition.manifest import Manifest
from ckadtrainer.errors import ManifestRejected
from ckadtrainer.untrusted import untrusted


class KindLookup:
    """Known kinds at once, others by one discovery call for each group version."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._found: dict[tuple[str, str], Kind] = {}
        self._lock = threading.Lock()

    def of(self, manifest: Manifest) -> Kind:
        """The kind of a document. Raises ManifestRejected when the API has no such kind."""
        name, group_version = manifest.get("kind"), manifest.get("apiVersion")
        if not isinstance(name, str) or not isinstance(group_version, str) or not name or not group_version:
            raise ManifestRejected(f"{title_of(manifest)} has no `kind` or no `apiVersion`.", "Give the document both.")
        found = known_kind(name, group_version) or self._found.get((group_version, name))
        if found is None:
            self._discover(group_version)
            found = self._found.get((group_version, name))
        if found is None:
            raise ManifestRejected(
                f"The API has no kind `{untrusted(name)}` in `{untrusted(group_version)}`.",
                "See `kubectl api-resources` for the right `apiVersion` and `kind`.",
            )
        return found

    def named(self, name: str) -> Kind:
        """A known kind by its name alone. Raises ManifestRejected for any other."""
        found = known_kind(name)
        if found is None:
            raise ManifestRejected(f"The trainer does not know the kind `{untrusted(name)}`.", "Use a built-in kind.")
        return found

    def _discover(self, group_version: str) -> None:
        collection = Kind("", group_version, "", is_namespaced=False)
        try:
            served = self._client.get(collection.path(None).rstrip("/"))
        except NotFound:
            return
        with self._lock:
            for resource in served.get("resources", ()):
                if "/" in resource["name"]:
                    continue  # a subresource
                kind = Kind(resource["kind"], group_version, resource["name"], resource["namespaced"])
                self._found[group_version, kind.name] = kind
