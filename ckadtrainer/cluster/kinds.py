"""Kinds and where the API keeps them."""

from dataclasses import dataclass
from urllib.parse import quote

from ckadtrainer.definition.manifest import Manifest
from ckadtrainer.errors import ManifestRejected
from ckadtrainer.untrusted import untrusted


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind as the API serves it: `group_version` like `apps/v1`, `plural` as it stands in a path."""

    name: str
    group_version: str
    plural: str
    is_namespaced: bool = True

    def path(self, namespace: str | None, name: str | None = None) -> str:
        """The path of the collection or, with a name, of one object."""
        parts = ["/apis" if "/" in self.group_version else "/api", self.group_version]
        if self.is_namespaced and namespace is not None:
            parts += ["namespaces", quote(namespace, safe="")]
        parts.append(self.plural)
        if name is not None:
            parts.append(quote(name, safe=""))
        return "/".join(parts)


_NAMESPACED = {
    "v1": {
        "Pod": "pods",
        "Service": "services",
        "ConfigMap": "configmaps",
        "Secret": "secrets",
        "PersistentVolumeClaim": "persistentvolumeclaims",
        "ServiceAccount": "serviceaccounts",
        "Event": "events",
        "Endpoints": "endpoints",
        "ReplicationController": "replicationcontrollers",
        "ResourceQuota": "resourcequotas",
        "LimitRange": "limitranges",
    },
    "apps/v1": {
        "Deployment": "deployments",
        "ReplicaSet": "replicasets",
        "StatefulSet": "statefulsets",
        "DaemonSet": "daemonsets",
    },
    "batch/v1": {"Job": "jobs", "CronJob": "cronjobs"},
    "networking.k8s.io/v1": {"Ingress": "ingresses", "NetworkPolicy": "networkpolicies"},
    "rbac.authorization.k8s.io/v1": {"Role": "roles", "RoleBinding": "rolebindings"},
    "autoscaling/v2": {"HorizontalPodAutoscaler": "horizontalpodautoscalers"},
    "policy/v1": {"PodDisruptionBudget": "poddisruptionbudgets"},
    "discovery.k8s.io/v1": {"EndpointSlice": "endpointslices"},
}
_CLUSTER_WIDE = {
    "v1": {"Namespace": "namespaces", "Node": "nodes", "PersistentVolume": "persistentvolumes"},
    "storage.k8s.io/v1": {"StorageClass": "storageclasses"},
    "rbac.authorization.k8s.io/v1": {
        "ClusterRole": "clusterroles",
        "ClusterRoleBinding": "clusterrolebindings",
    },
    "apiextensions.k8s.io/v1": {"CustomResourceDefinition": "customresourcedefinitions"},
}

KINDS = {
    name: Kind(name, group_version, plural, is_namespaced)
    for table, is_namespaced in ((_NAMESPACED, True), (_CLUSTER_WIDE, False))
    for group_version, kinds in table.items()
    for name, plural in kinds.items()
}
"""The kinds known without asking the API, by name."""


def known_kind(name: str, group_version: str | None = None) -> Kind | None:
    """The kind of that name, if it is known and served under `group_version` (any, when None)."""
    kind = KINDS.get(name)
    return kind if kind is not None and group_version in (None, kind.group_version) else None


def title_of(manifest: Manifest) -> str:
    """The object as people name it: ``Pod `web` ``, safe to print."""
    metadata = manifest.get("metadata")
    name = metadata.get("name") if isinstance(metadata, dict) else None
    return untrusted(f"{manifest.get('kind') or 'Document'} `{name or '(no name)'}`")


def placed(manifest: Manifest, kind: Kind, namespace: str) -> Manifest:
    """A copy of `manifest` that says which namespace it is for.

    Raises ManifestRejected when it names another one, or is of a kind that lies in none.
    """
    title = title_of(manifest)
    metadata = manifest.get("metadata")
    if not isinstance(metadata, dict) or not isinstance(metadata.get("name"), str) or not metadata["name"]:
        raise ManifestRejected(f"{title} has no `metadata.name`.", "Give the object a name.")
    if not kind.is_namespaced:
        raise ManifestRejected(
            f"{title} belongs to the whole cluster, not to a namespace.",
            f"Use only objects that live inside namespace `{namespace}`.",
        )
    named = metadata.get("namespace")
    if named not in (None, namespace):
        raise ManifestRejected(
            f"{title} names namespace `{untrusted(str(named))}`; the attempt's namespace is `{namespace}`.",
            "Leave `metadata.namespace` out.",
        )
    return {**manifest, "metadata": {**metadata, "namespace": namespace}}
