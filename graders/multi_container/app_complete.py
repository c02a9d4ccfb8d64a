"""Grade `app_complete`."""

from ckadtrainer.grading import Cluster


def images_as_asked(cluster: Cluster) -> None:
    """Both containers are there, whatever list they stand in, with the images asked for."""
    pod = cluster.pod("app-complete")
    pod.container("nginx").image_is("nginx")
    pod.any_container("monitor").image_is("busybox")


def init_ended_first(cluster: Cluster) -> None:
    """The init container ended with success before `nginx` started."""
    cluster.pod("app-complete").init("init").ended_before("nginx")


def both_stay_ready(cluster: Cluster) -> None:
    """`nginx` and `monitor` are ready and have stopped restarting."""
    cluster.pod("app-complete").containers("nginx", "monitor").stay_ready()


def nginx_serves_the_line(cluster: Cluster) -> None:
    """Asked from outside, port 80 gives the line."""
    cluster.pod("app-complete").answers(80, "/config.txt").holds("Config loaded")


def one_volume_under_all(cluster: Cluster) -> None:
    """Init and monitor mount one emptyDir at `/data`, and a change of the file there shows in nginx's answer."""
    pod = cluster.pod("app-complete")
    monitor = pod.container("monitor")
    monitor.mount("/data").is_empty_dir()
    pod.shares("init:/data", "monitor:/data")
    pod.answers(80, "/config.txt").reflects(monitor.file("/data/config.txt"))


def monitor_prints_the_file(cluster: Cluster) -> None:
    """The line keeps coming, and a change of the file shows in the log."""
    monitor = cluster.pod("app-complete").container("monitor")
    monitor.log.repeats_match("Config loaded", every=5.0, called="a line with 'Config loaded'", times=3)
    monitor.log.follows(monitor.file("/data/config.txt"), every=5.0)
