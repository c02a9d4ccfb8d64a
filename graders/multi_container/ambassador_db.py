"""Grade `ambassador_db`."""

from ckadtrainer.grading import Cluster

# By way of a shell, so that a wrong image without the program shows as a program that fails; with a limit, since a
# proxy that finds nobody keeps its caller waiting.
ASK = 'exec timeout 5 redis-cli -h localhost -p "$1" get "$2"'


def images_as_asked(cluster: Cluster) -> None:
    """Both containers are there with the images asked for."""
    pod = cluster.pod(cluster.value("pod"))
    pod.container("app").image_is("redis")
    pod.container("ambassador").image_is("haproxy")


def both_stay_ready(cluster: Cluster) -> None:
    """Both containers are ready and have stopped restarting."""
    cluster.pod(cluster.value("pod")).containers("app", "ambassador").stay_ready()


def ambassador_has_the_configuration(cluster: Cluster) -> None:
    """The ConfigMap has the key, and haproxy finds it where it looks."""
    config = cluster.value("config")
    cluster.object("ConfigMap", config).has({"data": {"haproxy.cfg": {"$exists": True}}})
    ambassador = cluster.pod(cluster.value("pod")).container("ambassador")
    ambassador.mount("/usr/local/etc/haproxy/haproxy.cfg").is_config_map(config)
    ambassador.file("/usr/local/etc/haproxy/haproxy.cfg").contains(cluster.value("port"))
    ambassador.file("/usr/local/etc/haproxy/haproxy.cfg").contains(cluster.value("db_port"))


def localhost_gives_the_value(cluster: Cluster) -> None:
    """Asked on the port of localhost, the database answers with what only this attempt's has."""
    app = cluster.pod(cluster.value("pod")).container("app")
    port, key = cluster.value("port"), cluster.value("key")
    answer = app.runs("sh", "-c", ASK, "sh", port, key, called=f"`redis-cli -h localhost -p {port} get {key}`")
    answer.matches(rf"^{_value(cluster)}$", like="the database's value")


def app_knows_only_localhost(cluster: Cluster) -> None:
    """`app` is told localhost and the port in its environment, and never names the database."""
    app = cluster.pod(cluster.value("pod")).container("app")
    app.never_mentions(cluster.value("db"))
    app.runs("printenv", "DB_HOST").prints("localhost")
    app.runs("printenv", "DB_PORT").prints(cluster.value("port"))


def app_prints_the_value(cluster: Cluster) -> None:
    """The value of this attempt's database keeps coming in the log of `app`, each time as it is by then."""
    log = cluster.pod(cluster.value("pod")).container("app").log
    log.brings_new(_value(cluster), every=5.0, called="value of the database")


def _value(cluster: Cluster) -> str:
    """An expression for the database's value: this attempt's text, and the time it was set."""
    return rf"{cluster.value('text')} {cluster.nonce} \d\d:\d\d:\d\d"
