"""Grade `full_pattern`."""

from ckadtrainer.grading import Cluster

SERVED = "/usr/share/nginx/html"
PAGE = f"{SERVED}/index.html"


def image_as_asked(cluster: Cluster) -> None:
    """The server is there with the image asked for."""
    cluster.pod("full-pattern").container("nginx").image_is("nginx")


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
    """What nginx serves is an emptyDir that `config-init` mounts too, and a change of the page there shows."""
    pod = cluster.pod("full-pattern")
    served = pod.container("nginx").mount(SERVED)
    served.is_empty_dir()
    served.is_shared_with("config-init")
    pod.answers(80, "/").reflects(pod.container("nginx").file(PAGE))


def monitor_checks_the_page(cluster: Cluster) -> None:
    """The line and the page keep coming, and a change of the page shows in the log."""
    pod = cluster.pod("full-pattern")
    monitor = pod.container("monitor")
    monitor.log.repeats("Checking...", every=10.0)
    monitor.log.repeats_match("Welcome to CKAD!", every=10.0, called="the page", times=3)
    monitor.log.takes(r"Checking\.\.\.", "Welcome to CKAD!", at_least=0.0)
    monitor.log.follows(pod.container("nginx").file(PAGE), every=10.0)
