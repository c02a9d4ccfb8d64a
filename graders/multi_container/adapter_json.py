"""Grade `adapter_json`."""

from ckadtrainer.grading import Cluster

# The staged app gives every order a number that nobody can know before, and logs it too.
ORDER = r"order ([0-9a-f-]{36}) is late"


def images_as_asked(cluster: Cluster) -> None:
    """All three are there, whatever list they stand in, with the image asked for."""
    pod = cluster.pod(cluster.value("pod"))
    pod.container("app").image_is("busybox")
    pod.container("adapter").image_is("busybox")
    pod.container("shipper").image_is("busybox")


def all_stay_ready(cluster: Cluster) -> None:
    """All three are ready and have stopped restarting."""
    cluster.pod(cluster.value("pod")).containers("app", "adapter", "shipper").stay_ready()


def adapter_gets_the_old_log(cluster: Cluster) -> None:
    """One emptyDir under the app's folder and the adapter's, which may only read."""
    pod = cluster.pod(cluster.value("pod"))
    pod.container("adapter").mount("/in").is_read_only()
    pod.container("adapter").mount("/in").is_empty_dir()
    pod.shares(f"app:{cluster.value('raw')}", "adapter:/in")


def shipper_gets_the_new_log(cluster: Cluster) -> None:
    """One emptyDir under the adapter's folder and the shipper's, which may only read and never finds the old log."""
    pod = cluster.pod(cluster.value("pod"))
    pod.container("shipper").mount("/logs").is_read_only()
    pod.container("shipper").mount("/logs").is_empty_dir()
    pod.shares("adapter:/out", "shipper:/logs")
    pod.container("shipper").search("legacy.log").prints("")


def log_is_json(cluster: Cluster) -> None:
    """Two of the app's events, with this attempt's word in them, stand there as objects, and all else is JSON too."""
    pod = cluster.pod(cluster.value("pod"))
    log = pod.container("shipper").log
    level, word = cluster.value("level"), cluster.nonce
    pod.container("app").log.has_line(f"INFO;417;shop {word} is open")
    log.is_all_json()
    log.has_json({level: "INFO", "ms": 417, "text": f"shop {word} is open"}, called="the event INFO;417;shop as JSON")
    log.has_json({level: "ERROR", "ms": 88, "text": f"till {word} does not answer"}, called="ERROR;88;till as JSON")


def events_keep_coming(cluster: Cluster) -> None:
    """Numbers of orders that the app logged come out of the shipper, one after the other, each once."""
    pod = cluster.pod(cluster.value("pod"))
    log = pod.container("shipper").log
    log.shares_match_with(pod.container("app").log, ORDER, times=3, called="an order")
    # The app has one every two seconds; they may come out in batches.
    log.repeats_match(ORDER, every=3.0, called="an order")
    log.prints_once(ORDER, called="each order")
