"""Grade `port_conflict`."""

from ckadtrainer.grading import Cluster


def both_stay_ready(cluster: Cluster) -> None:
    """Both have the image they had, are ready and have stopped restarting."""
    pod = cluster.pod(cluster.value("pod"))
    pod.container("web").image_is("nginx")
    pod.container("status").image_is("busybox")
    pod.containers("web", "status").stay_ready()


def web_answers(cluster: Cluster) -> None:
    """While `status` runs, port 80 gives the page."""
    pod = cluster.pod(cluster.value("pod"))
    pod.containers("web", "status").stay_ready()
    pod.answers(80).holds(f"welcome {cluster.nonce}")


def status_answers(cluster: Cluster) -> None:
    """A change of the file on the disk of `status` shows in the answer on its port."""
    pod = cluster.pod(cluster.value("pod"))
    pod.containers("web", "status").stay_ready()
    answer = pod.answers(cluster.number("port"), "/status.txt")
    answer.contains(cluster.value("text"))
    answer.reflects(pod.container("status").file("/www/status.txt"))


def service_reaches_both(cluster: Cluster) -> None:
    """Both can be reached by the Service's name from another Pod."""
    name, port = cluster.value("pod"), cluster.number("port")
    cluster.pod(name).containers("web", "status").stay_ready()
    visitor = cluster.pod("visitor").container("shell")
    visitor.fetch(f"http://{name}/").contains(f"welcome {cluster.nonce}")
    visitor.fetch(f"http://{name}:{port}/status.txt").contains(cluster.value("text"))
