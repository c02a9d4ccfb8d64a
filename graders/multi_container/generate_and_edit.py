"""Grade `generate_and_edit`."""

from ckadtrainer.grading import Cluster

PAGE = "/usr/share/nginx/html/index.html"


def images_as_asked(cluster: Cluster) -> None:
    """Both containers are there, by name, with the images asked for."""
    pod = cluster.pod(cluster.value("pod"))
    pod.container("web").image_is("nginx")
    pod.container("watcher").image_is("busybox")


def label_and_port(cluster: Cluster) -> None:
    """The Pod has its label, and `web` declares its port."""
    pod = cluster.pod(cluster.value("pod"))
    pod.has({"metadata": {"labels": {"tier": cluster.value("tier")}}})
    pod.has({"spec": {"containers": [{"name": "web", "ports": [{"containerPort": 80}]}]}})


def variable_in_web(cluster: Cluster) -> None:
    """A program in `web` is given the variable."""
    web = cluster.pod(cluster.value("pod")).container("web")
    web.runs("printenv", "MODE", called="MODE").prints(cluster.value("mode"))


def both_stay_ready(cluster: Cluster) -> None:
    """Both containers are ready and have stopped restarting."""
    cluster.pod(cluster.value("pod")).containers("web", "watcher").stay_ready()


def watcher_prints_the_page(cluster: Cluster) -> None:
    """The page nginx serves keeps coming out of the watcher's log, and a change of it shows there."""
    pod = cluster.pod(cluster.value("pod"))
    pause = cluster.number("pause")
    watcher = pod.container("watcher")
    watcher.log.repeats_match("<title>", every=pause, called="a line of the page")
    watcher.log.follows(pod.container("web").file(PAGE), every=pause)
