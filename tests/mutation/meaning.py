"""What an answer means to the API, whatever it is written like."""

import json

CONTAINER = {
    "imagePullPolicy": "Always",
    "terminationMessagePath": "/dev/termination-log",
    "terminationMessagePolicy": "File",
    "resources": {},
}
POD = {
    "dnsPolicy": "ClusterFirst",
    "terminationGracePeriodSeconds": 30,
    "securityContext": {},
    "restartPolicy": "Always",
}
UNITS = {"m": 0.001, "Ki": 2**10, "Mi": 2**20, "Gi": 2**30}


def meaning(documents):
    """The documents in one form: defaults filled in, lists by name, one spelling of everything."""
    return [_document(json.loads(json.dumps(document))) for document in documents]


def _document(document):
    metadata = document["metadata"]
    metadata.pop("annotations", None)
    metadata["labels"] = _asked_for(metadata.get("labels"))
    spec = document.get("spec", {})
    if document["kind"] == "Service":
        spec |= {"type": "ClusterIP", "sessionAffinity": "None"} | spec
        spec["ports"] = [{"protocol": "TCP", "targetPort": port["port"]} | port for port in spec["ports"]]
    if document["kind"] == "PersistentVolumeClaim":
        document["spec"] = _amounts(spec)
    template = spec.get("template", document)
    if "containers" in template.get("spec", {}):
        template.setdefault("metadata", {}).pop("annotations", None)
        template["metadata"]["labels"] = _asked_for(template["metadata"].get("labels"))
        template["spec"] = _pod(template["spec"])
    return document


def _asked_for(labels):
    return {key: value for key, value in (labels or {}).items() if key != "team"}


def _pod(spec):
    everyone = [*spec.get("initContainers", []), *spec["containers"]]
    volumes = {it.pop("name"): _amounts(it) for it in spec.pop("volumes", [])}
    for name, volume in volumes.items():
        places = [
            (it["name"], mount["mountPath"])
            for it in everyone
            for mount in it.get("volumeMounts", [])
            if mount["name"] == name
        ]
        volume["places"] = sorted(places)
    init = [_container(each, volumes) for each in spec.pop("initContainers", [])]
    apps = sorted((_container(each, volumes) for each in spec.pop("containers")), key=lambda it: it["name"])
    return POD | spec | {"init": init, "apps": apps}


def _container(container, volumes):
    """Its mounts hold the volumes themselves, with every place they are mounted at, so that names mean nothing."""
    image = container["image"].removeprefix("docker.io/").removeprefix("library/")
    image = image if ":" in image.rpartition("/")[2] else f"{image}:latest"
    words = [*container.pop("command", []), *container.pop("args", [])]
    mounts = [{**mount, "name": volumes[mount["name"]]} for mount in container.pop("volumeMounts", [])]
    policy = {"imagePullPolicy": "Always" if image.endswith(":latest") else "IfNotPresent"}
    return _amounts(CONTAINER | policy | container) | {
        "image": image,
        "words": ["/bin/sh" if word == "sh" else word for word in words],
        "mounts": sorted(mounts, key=lambda it: it["mountPath"]),
        "env": sorted(container.get("env", []), key=lambda it: it["name"]),
    }


def _amounts(value):
    if isinstance(value, dict):
        return {
            key: {name: _amount(it) for name, it in below.items()}
            if key in ("requests", "limits")
            else (_amount(below) if key == "sizeLimit" else _amounts(below))
            for key, below in value.items()
        }
    return value


def _amount(value):
    text = str(value)
    unit = next((unit for unit in UNITS if text.endswith(unit)), "")
    return round(float(text.removesuffix(unit)) * UNITS.get(unit, 1), 6)
