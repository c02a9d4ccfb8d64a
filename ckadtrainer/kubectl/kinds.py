"""The names kubectl takes for a kind of object: `po`, `pod`, `Pods` and `pods` are one."""

_SHORT = {
    "configmaps": "cm",
    "cronjobs": "cj",
    "customresourcedefinitions": "crd crds",
    "daemonsets": "ds",
    "deployments": "deploy",
    "endpoints": "ep",
    "endpointslices": "",
    "events": "ev",
    "horizontalpodautoscalers": "hpa",
    "ingresses": "ing",
    "jobs": "",
    "limitranges": "limits",
    "namespaces": "ns",
    "networkpolicies": "netpol",
    "nodes": "no",
    "persistentvolumeclaims": "pvc",
    "persistentvolumes": "pv",
    "poddisruptionbudgets": "pdb",
    "pods": "po",
    "replicasets": "rs",
    "resourcequotas": "quota",
    "rolebindings": "",
    "roles": "",
    "clusterroles": "",
    "clusterrolebindings": "",
    "secrets": "",
    "serviceaccounts": "sa",
    "services": "svc",
    "statefulsets": "sts",
    "storageclasses": "sc",
}


def _singular(plural: str) -> str:
    if plural == "endpoints":
        return plural
    if plural.endswith("ies"):
        return plural[:-3] + "y"
    return plural[:-2] if plural.endswith("sses") else plural[:-1]


_PLURALS = {name: plural for plural, short in _SHORT.items() for name in (plural, _singular(plural), *short.split())}


def kind(name: str) -> str:
    """The plural name of a kind; an API group behind a known one, as in `deployments.apps`, is left out."""
    lower = name.lower()
    return _PLURALS.get(lower) or _PLURALS.get(lower.partition(".")[0], lower)
