"""Grade `db_migration`."""

import re

from ckadtrainer.grading import Cluster

SOON = 20.0
"""Seconds after which a loop has noticed that the database listens, on a slow machine too."""


def images_as_asked(cluster: Cluster) -> None:
    """The three containers are there, whatever list they stand in, with the images asked for."""
    pod = cluster.pod(cluster.value("pod"))
    pod.any_container("wait-for-db").image_is("busybox")
    pod.any_container("migrate").image_is("redis")
    pod.container("app").image_is("nginx")


def waits_for_the_database(cluster: Cluster) -> None:
    """`wait-for-db` ended soon after the database was ready, which saw a connection that did not migrate."""
    pod = cluster.pod(cluster.value("pod"))
    pod.init("wait-for-db").succeeded()
    database = cluster.pod("database-0")
    pod.waited_for("wait-for-db", database, soon=SOON)
    address = re.escape(pod.address)
    # The end of a connection is logged with its last command, but not after QUIT; so commands are logged as they come.
    # redis-cli asks COMMAND by itself.
    asked = rf" addr={address}:.* cmd=(?!rpush)|\[0 {address}:\d+\] \"(?!(?i:rpush|command)\")"
    database.container("redis").log.matches(asked, called="a connection that asks and does not migrate")


def wait_then_migrate(cluster: Cluster) -> None:
    """`wait-for-db` ended with success before `migrate` started."""
    cluster.pod(cluster.value("pod")).init("wait-for-db").ended_before("migrate")


def migrated_once(cluster: Cluster) -> None:
    """The list holds what it held and the new migration once, and it was not `app` that added it."""
    pod = cluster.pod(cluster.value("pod"))
    change = cluster.value("change")
    pod.init("migrate").succeeded()
    pod.container("app").never_mentions(change)
    listed = (
        cluster.pod("database-0")
        .container("redis")
        .runs(
            "redis-cli", "-p", cluster.value("port"), "LRANGE", "migrations", "0", "-1", called="the list `migrations`"
        )
    )
    listed.prints(f"create-schema\n{change}")


def app_starts_after(cluster: Cluster) -> None:
    """`app` started after `migrate` had ended with success, is ready and has stopped restarting."""
    pod = cluster.pod(cluster.value("pod"))
    pod.init("migrate").ended_before("app")
    pod.container("app").stays_ready()
