"""Grade `full_pattern`."""

from ckadtrainer.grading import Cluster


def images_as_asked(cluster: Cluster) -> None:
    """The three containers are there, whatever list they stand in, with the images asked for."""
    pod = cluster.pod("full-pattern")
    pod.any_container("config-init").image_is("busybox")
    pod.container("nginx").image_is("nginx")
    pod.any_container("monitor").image_is("busybox")


def init_ended_first(cluster: Cluster) -> None:
    """The init container ended with success before `nginx` started."""
    cluster.pod("full-pattern").init("config-init").ended_before("nginx")


def both_stay_ready(cluster: Cluster) -> None:
    """`nginx` and `monitor` are ready and have stopped restarting."""
    cluster.pod("full-pattern").containers("nginx", "monitor").stay_ready()


def localhost_gives_the_page(cluster: Cluster) -> None:
    """`localhost` fetched inside the Pod gives the page."""
    cluster.pod("full-pattern").container("nginx").fetch("http://localhost").holds("Welcome to CKAD!")


def nginx_serves_the_volume(cluster: Cluster) -> None:
    """Init and monitor mount one emptyDir at `/data`, and a change of the page there shows in nginx's answer."""
    pod = cluster.pod("full-pattern")
    monitor = pod.container("monitor")
    monitor.mount("/data").is_empty_dir()
    pod.shares("config-init:/data", "monitor:/data")
    pod.answers(80, "/").reflects(monitor.file("/data/index.html"))


def monitor_checks_the_page(cluster: Cluster) -> None:
    """Both lines keep coming, and a change of the page shows in the log."""
    monitor = cluster.pod("full-pattern").container("monitor")
    monitor.log.repeats("Checking...", every=10.0)
    monitor.log.repeats("Welcome to CKAD!", every=10.0)
    monitor.log.follows(monitor.file("/data/index.html"), every=10.0)
