"""Grade `init_order`."""

from typing import Any

from ckadtrainer.grading import Cluster


def images_as_asked(cluster: Cluster) -> None:
    """The three containers are there with the images asked for."""
    pod = cluster.pod(cluster.value("pod"))
    pod.init("fetch").image_is("busybox")
    pod.init("build").image_is("busybox")
    pod.container("web").image_is("nginx")


def one_after_the_other(cluster: Cluster) -> None:
    """`fetch` ended before `build` started, `build` before `web`, and `web` stays up."""
    pod = cluster.pod(cluster.value("pod"))
    pod.init("fetch").ended_before("build")
    pod.init("build").ended_before("web")
    pod.container("web").stays_ready()


def one_volume_under_all(cluster: Cluster) -> None:
    """The emptyDir at the path asked for is the one that `build` has there and that `web` mounts somewhere."""
    pod = cluster.pod(cluster.value("pod"))
    folder = cluster.value("folder")
    pod.shares(f"fetch:{folder}", f"build:{folder}")
    pod.init("fetch").mount(folder).is_empty_dir()
    pod.init("fetch").mount(folder).is_shared_with("build", "web")


def fetch_left_the_list(cluster: Cluster) -> None:
    """The list of this attempt is served as it was, and `fetch` has it from the ConfigMap."""
    pod = cluster.pod(cluster.value("pod"))
    pod.init("fetch").mounts_config_map(cluster.value("source"))
    pod.answers(80, f"/{cluster.value('file')}").holds(_lines(cluster, "pear", "apple", "mango"))


def build_made_the_page(cluster: Cluster) -> None:
    """The page is the list in order, and `build` printed its lines."""
    pod = cluster.pod(cluster.value("pod"))
    pod.answers(80, "/").holds(_lines(cluster, "apple", "mango", "pear"))
    pod.init("build").log.has_line(f"apple {cluster.nonce}")
    pod.init("build").log.has_line(f"pear {cluster.nonce}")


def missing_list_stops_it(cluster: Cluster) -> None:
    """The same Pod without the list: `fetch` fails, and what comes after it never starts."""
    pod = cluster.pod(f"{cluster.value('pod')}-missing")
    pod.init("fetch").mounts_config_map(cluster.value("empty"))
    pod.init("fetch").holds_back("build", "web")
    spec = cluster.pod(cluster.value("pod")).manifest["spec"]
    pod.has({"spec": {"initContainers": _likeness(spec.get("initContainers") or [])}})
    pod.has({"spec": {"containers": _likeness(spec["containers"])}})


def _lines(cluster: Cluster, *fruits: str) -> str:
    return "\n".join(f"{fruit} {cluster.nonce}" for fruit in fruits)


def _likeness(containers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What another Pod's containers have in common with these: names, images, what they run, where they mount."""
    return [_kept(each) for each in containers]


def _kept(container: dict[str, Any]) -> dict[str, Any]:
    same: dict[str, Any] = {key: container[key] for key in ("name", "image") if key in container}
    runs = {key: container.get(key) or {"$exists": False} for key in ("command", "args")}
    return {
        **same,
        **runs,
        "volumeMounts": [{"mountPath": each["mountPath"]} for each in container.get("volumeMounts") or []],
    }
