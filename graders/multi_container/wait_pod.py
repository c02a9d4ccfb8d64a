"""Grade `wait_pod`."""

from ckadtrainer.grading import Cluster


def images_as_asked(cluster: Cluster) -> None:
    """Both containers are there, whatever list they stand in, with the images asked for."""
    pod = cluster.pod("wait-pod")
    pod.any_container("wait").image_is("busybox")
    pod.container("main").image_is("nginx")


def service_as_asked(cluster: Cluster) -> None:
    """The Service has an address inside the cluster and the port asked for."""
    service = cluster.service("wait-svc")
    service.is_cluster_ip()
    service.has_port(80)


def pod_made_first(cluster: Cluster) -> None:
    """The Pod existed before the Service."""
    cluster.pod("wait-pod").created_before(cluster.service("wait-svc"))


def wait_asks_for_the_name(cluster: Cluster) -> None:
    """The cluster's DNS was asked for the Service in vain, then with success, and only then `wait` ended."""
    cluster.pod("wait-pod").waited_for_name("wait", cluster.service("wait-svc"))


def main_stays_ready(cluster: Cluster) -> None:
    """`main` started after `wait` had ended, is ready and has stopped restarting."""
    pod = cluster.pod("wait-pod")
    pod.init("wait").ended_before("main")
    pod.container("main").stays_ready()
