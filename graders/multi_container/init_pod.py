"""Grade `init_pod`."""

from ckadtrainer.grading import Cluster


def images_as_asked(cluster: Cluster) -> None:
    """Both containers are there, whatever list they stand in, with the images asked for."""
    pod = cluster.pod("init-pod")
    pod.any_container("init").image_is("busybox")
    pod.container("main").image_is("nginx")


def init_ended_first(cluster: Cluster) -> None:
    """The init container ended with success before `main` started."""
    cluster.pod("init-pod").init("init").ended_before("main")


def init_prints_the_line(cluster: Cluster) -> None:
    """The line stands in the log of `init`, alone on its line."""
    cluster.pod("init-pod").any_container("init").log.has_line("Init complete")


def main_stays_ready(cluster: Cluster) -> None:
    """`main` is ready and has stopped restarting."""
    cluster.pod("init-pod").container("main").stays_ready()
