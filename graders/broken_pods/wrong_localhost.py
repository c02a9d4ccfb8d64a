"""Grade `wrong_localhost`."""

from ckadtrainer.grading import Cluster

# The helper answers with this line and logs it: the number is fresh for every request.
LINE = r"given ([0-9a-f]{32})"


def line_arrives(cluster: Cluster) -> None:
    """A line in the log of `app` was given by the helper of the same Pod, as the helper's own log says."""
    pod = cluster.pod(cluster.value("pod"))
    helper = pod.container(cluster.value("helper"))
    app = pod.container("app")
    app.log.matches(LINE, called=f"a line from {helper.name}")
    app.log.shares_match_with(helper.log, LINE, called="a line")


def lines_keep_coming(cluster: Cluster) -> None:
    """More than one such line, five seconds apart."""
    pod = cluster.pod(cluster.value("pod"))
    app, helper = pod.container("app"), pod.container(cluster.value("helper"))
    app.log.shares_match_with(helper.log, LINE, times=2, called="a line")
    app.log.repeats_match(LINE, every=5.0, called=f"a line from {helper.name}")


def images_kept(cluster: Cluster) -> None:
    """The two that speak to each other have the images they had."""
    pod = cluster.pod(cluster.value("pod"))
    app, helper = pod.container("app"), pod.container(cluster.value("helper"))
    app.log.shares_match_with(helper.log, LINE, called="a line")
    app.image_is("busybox")
    helper.image_is("nginx")


def both_stay_ready(cluster: Cluster) -> None:
    """The two that speak to each other are ready and have stopped restarting."""
    pod = cluster.pod(cluster.value("pod"))
    app, helper = pod.container("app"), pod.container(cluster.value("helper"))
    app.log.shares_match_with(helper.log, LINE, called="a line")
    pod.containers("app", helper.name).stay_ready()


def closed_to_others(cluster: Cluster) -> None:
    """Lines arrive, and a connection to the Pod's address at the helper's port is refused."""
    pod = cluster.pod(cluster.value("pod"))
    app, helper = pod.container("app"), pod.container(cluster.value("helper"))
    app.log.shares_match_with(helper.log, LINE, called="a line")
    app.image_is("busybox")
    closed = app.runs("nc", "-z", "-w", "2", pod.address, str(cluster.number("port")), called="a visitor from outside")
    closed.fails()
