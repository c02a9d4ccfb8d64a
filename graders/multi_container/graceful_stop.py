"""Grade `graceful_stop`."""

from ckadtrainer.grading import Cluster


def images_as_asked(cluster: Cluster) -> None:
    """Both containers are there, whatever list they stand in, with the images asked for."""
    pod = cluster.pod(cluster.value("pod"))
    pod.container("web").image_is("nginx")
    pod.any_container("shipper").image_is("busybox")


def deadline_and_grace(cluster: Cluster) -> None:
    """The Pod is stopped when asked, and has as long for it as asked."""
    times = {
        "activeDeadlineSeconds": cluster.number("life"),
        "terminationGracePeriodSeconds": cluster.number("grace"),
    }
    cluster.pod(cluster.value("pod")).has({"spec": times})


def web_drains_first(cluster: Cluster) -> None:
    """`web` has a hook, and ended with success only when the time for it was over."""
    pod = cluster.pod(cluster.value("pod"))
    pod.has({"spec": {"containers": [{"name": "web", "lifecycle": {"preStop": {"$exists": True}}}]}})
    pod.stop.drains("web", cluster.number("drain"))


def shipper_ends_last(cluster: Cluster) -> None:
    """`shipper` was still there when `web` had ended, and then ended with success."""
    cluster.pod(cluster.value("pod")).stop.ends_last("shipper", after="web")


def shipper_has_the_last_word(cluster: Cluster) -> None:
    """The line came out of `shipper` when `web` had ended."""
    cluster.pod(cluster.value("pod")).stop.says("shipper", cluster.value("words"), after="web")
