"""Grade `wait_for_db`."""

import re

from ckadtrainer.grading import Cluster

SOON = 20.0
"""Seconds after which a loop has noticed that the database listens, on a slow machine too."""
PAUSE = 10.0
"""Seconds from the last try in vain to the one that is not, on a slow machine too."""


def images_as_asked(cluster: Cluster) -> None:
    """Both containers are there, whatever list they stand in, with the images asked for."""
    pod = cluster.pod(cluster.value("pod"))
    pod.any_container("wait-for-db").image_is("busybox")
    pod.container("app").image_is("nginx")


def waits_for_the_database(cluster: Cluster) -> None:
    """`wait-for-db` ended soon after the database was ready, and the database saw a connection of this Pod."""
    pod = cluster.pod(cluster.value("pod"))
    pod.init("wait-for-db").succeeded()
    database = cluster.pod("database-0")
    pod.waited_for("wait-for-db", database, soon=SOON)
    database.container("redis").log.matches(rf"Accepted {re.escape(pod.address)}:", called="a connection of the Pod")


def says_what_it_does(cluster: Cluster) -> None:
    """The log has the lines of tries in vain, two seconds apart, and soon after them the line of the end."""
    log = cluster.pod(cluster.value("pod")).any_container("wait-for-db").log
    log.has_line_soon_after("Database is ready", "Waiting for database", within=PAUSE)
    # Between two lines lie the pause and the try, which takes up to a second until it is refused, and more at times.
    log.paused("Waiting for database", at_least=1.5, at_most=4.5)


def app_starts_after(cluster: Cluster) -> None:
    """`app` started after `wait-for-db` had ended, is ready and has stopped restarting."""
    pod = cluster.pod(cluster.value("pod"))
    pod.init("wait-for-db").ended_before("app")
    pod.container("app").stays_ready()
