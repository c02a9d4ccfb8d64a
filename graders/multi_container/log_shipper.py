"""Grade `log_shipper`."""

from ckadtrainer.grading import Cluster

WEB = {"requests": {"cpu": "50m", "memory": "32Mi"}, "limits": {"memory": "128Mi"}}
AGENT = {"requests": {"cpu": "10m", "memory": "16Mi"}, "limits": {"cpu": "50m"}}


def images_as_asked(cluster: Cluster) -> None:
    """Both containers are there with the images asked for."""
    pod = cluster.pod(cluster.value("pod"))
    pod.container("web").image_is("nginx")
    pod.container("agent").image_is("busybox")


def both_stay_ready(cluster: Cluster) -> None:
    """Both containers are ready and have stopped restarting."""
    cluster.pod(cluster.value("pod")).containers("web", "agent").stay_ready()


def resources_as_asked(cluster: Cluster) -> None:
    """Requests and limits of both, compared as amounts."""
    pod = cluster.pod(cluster.value("pod"))
    pod.container("web").has({"resources": WEB})
    pod.container("web").has({"resources": {"limits": {"cpu": cluster.value("web_cpu")}}})
    pod.container("agent").has({"resources": AGENT})
    pod.container("agent").has({"resources": {"limits": {"memory": cluster.value("memory")}}})


def one_volume_for_the_log(cluster: Cluster) -> None:
    """What is written to nginx's log folder is found in the agent's, on an emptyDir."""
    pod = cluster.pod(cluster.value("pod"))
    pod.container("web").mount("/var/log/nginx").is_empty_dir()
    pod.shares("web:/var/log/nginx", f"agent:{cluster.value('folder')}")


def agent_only_reads(cluster: Cluster) -> None:
    """The agent's mount is read-only."""
    cluster.pod(cluster.value("pod")).container("agent").mount(cluster.value("folder")).is_read_only()


def agent_prints_requests(cluster: Cluster) -> None:
    """A page asked for with a random word is seen in the agent's log, and so is one asked for after that."""
    pod = cluster.pod(cluster.value("pod"))
    log = pod.container("agent").log
    first, second = pod.answers(80, f"/?first={cluster.nonce}"), pod.answers(80, f"/?second={cluster.nonce}")
    log.tells_of(first, f"GET /\\?first={cluster.nonce}", called="the request for a page that was just fetched")
    log.tells_of(second, f"GET /\\?second={cluster.nonce}", called="the request for another page, fetched later")
