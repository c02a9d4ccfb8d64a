"""Grade `sidecar_pod`."""

from ckadtrainer.grading import Cluster


def images_as_asked(cluster: Cluster) -> None:
    """Both containers are there, whatever list they stand in, with the images asked for."""
    pod = cluster.pod("sidecar-pod")
    pod.container("main").image_is("nginx")
    pod.any_container("sidecar").image_is("busybox")


def both_stay_ready(cluster: Cluster) -> None:
    """Both containers are ready and have stopped restarting."""
    cluster.pod("sidecar-pod").containers("main", "sidecar").stay_ready()


def sidecar_prints_the_line(cluster: Cluster) -> None:
    """The line stands in the log of `sidecar`, alone on its line."""
    cluster.pod("sidecar-pod").container("sidecar").log.has_line("Sidecar running")


def line_keeps_coming(cluster: Cluster) -> None:
    """The line comes again and again, within one run of the container."""
    cluster.pod("sidecar-pod").container("sidecar").log.repeats("Sidecar running", every=5.0)
