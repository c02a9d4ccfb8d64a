"""Grade `readiness_dependency`."""

from ckadtrainer.grading import Cluster


def ready_only_when_warm(cluster: Cluster) -> None:
    """The Pod became ready when the line of the warm cache was printed, and within twenty seconds."""
    _gets_ready_when_warm(cluster)


def visitors_never_turned_away(cluster: Cluster) -> None:
    """Since the Pod was made the visitor's log has this attempt's page, and no status 503."""
    pod = cluster.pod(cluster.value("pod"))
    # What the Pod of that name before it still answered is over by then.
    log = cluster.pod("visitor").container("visitor").log.since(pod, 3.0)
    # As wget words it: the number alone may stand in the attempt's random text.
    log.lacks("HTTP/1.1 503", called="answer with status 503")
    log.matches(cluster.nonce, called="the page")


def serves_as_before(cluster: Cluster) -> None:
    """The Service leads to ready Pods alone and to the page, and both containers stay ready with their images."""
    _gets_ready_when_warm(cluster)
    name = cluster.value("pod")
    pod = cluster.pod(name)
    cluster.service(name).lacks({"spec": {"publishNotReadyAddresses": True}})
    pod.container("web").image_is("nginx")
    pod.containers("web", "cache").stay_ready()
    cluster.pod("visitor").container("visitor").fetch(f"http://{name}").contains(cluster.nonce)


def warm_up_kept(cluster: Cluster) -> None:
    """The cache runs the staged script, which still takes its time."""
    _gets_ready_when_warm(cluster)
    cache = cluster.pod(cluster.value("pod")).container("cache")
    cache.image_is("busybox")
    cache.mounts_config_map("cache-script")
    cache.log.takes("^warming up$", "^warm$", at_least=10.0)
    cluster.object("ConfigMap", "cache-script").has({"data": {"start.sh": {"$contains": "sleep $((12 + RANDOM % 6))"}}})


def _gets_ready_when_warm(cluster: Cluster) -> None:
    """The Pod's condition Ready follows the line `warm` of the cache."""
    pod = cluster.pod(cluster.value("pod"))
    pod.got_ready_after(pod.container("cache").log, r"^warm$", soon=20.0, called="cache is warm")
