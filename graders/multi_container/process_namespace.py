"""Grade `process_namespace`."""

from ckadtrainer.grading import Cluster

# By way of a shell, so that a wrong image without the program shows as a program that fails.
FIND = "exec pgrep nginx"
SIGNAL = 'kill -0 "$(pgrep -o nginx)"'
SHARED = {"spec": {"shareProcessNamespace": True}}


def images_as_asked(cluster: Cluster) -> None:
    """Both containers are there with the images asked for."""
    pod = cluster.pod(cluster.value("pod"))
    pod.container("app").image_is("nginx")
    pod.container("debug").image_is("busybox")


def both_stay_ready(cluster: Cluster) -> None:
    """Both containers are ready and have stopped restarting."""
    cluster.pod(cluster.value("pod")).containers("app", "debug").stay_ready()


def app_has_the_file(cluster: Cluster) -> None:
    """`app` finds this attempt's file where the ConfigMap is to be mounted."""
    app = cluster.pod(cluster.value("pod")).container("app")
    path = f"{cluster.value('folder')}/{cluster.value('file')}"
    app.mount(path).is_config_map(cluster.value("config"))
    app.file(path).contains(cluster.nonce)


def debug_sees_the_processes(cluster: Cluster) -> None:
    """The Pod's containers, and not the whole node, share their processes: `debug` sees nginx."""
    pod = cluster.pod(cluster.value("pod"))
    pod.has(SHARED)
    pod.container("debug").runs("sh", "-c", FIND, called="a search for the process nginx").succeeds()


def debug_may_signal_them(cluster: Cluster) -> None:
    """`debug` may signal the oldest process of nginx; the signal 0 only asks for the permission."""
    pod = cluster.pod(cluster.value("pod"))
    pod.has(SHARED)
    pod.container("debug").runs("sh", "-c", SIGNAL, called="`kill -0` for nginx").succeeds()


def debug_reads_through_the_process(cluster: Cluster) -> None:
    """This attempt's text keeps coming in the log of `debug`, which has no such file of its own."""
    pod, file = cluster.pod(cluster.value("pod")), cluster.value("file")
    debug = pod.container("debug")
    pod.has(SHARED)
    debug.log.repeats_match(f"built from {cluster.nonce}", every=5.0, called=f"the text of {file}")
    debug.runs(
        *("find", "/", "-path", "/proc", "-prune", "-o", "-path", "/sys", "-prune", "-o", "-name", file, "-print"),
        called=f"a search for a {file} of its own",
    ).never_matches(".")
