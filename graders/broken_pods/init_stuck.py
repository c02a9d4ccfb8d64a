"""Grade `init_stuck`."""

from ckadtrainer.grading import Cluster


def wait_ended_first(cluster: Cluster) -> None:
    """The init container ended with success before `web` started."""
    cluster.pod(cluster.value("pod")).init("wait").ended_before("web")


def service_answered_wait(cluster: Cluster) -> None:
    """`wait` printed an answer that the Pod behind the Service gave, after refusals, to a call of that address.

    And nobody has left a Service of the name that was asked for in vain.
    """
    service = cluster.value("service")
    wait = cluster.pod(cluster.value("pod")).init("wait")
    wait.image_is("busybox")
    wait.succeeded()
    wait.log.shares_match_with(
        cluster.pod(f"{service}-backend").container("backend").log,
        rf"answer ([0-9a-f]{{16}}) for {service}(?:[.][\w.-]*)?:{cluster.value('port')}/(?:\s|$)",
        called=f"an answer of {service}",
    )
    cluster.is_gone("Service", f"{service}-api")


def web_stays_ready(cluster: Cluster) -> None:
    """`web` uses nginx, is ready and has stopped restarting."""
    web = cluster.pod(cluster.value("pod")).container("web")
    web.image_is("nginx")
    web.stays_ready()


def page_is_served(cluster: Cluster) -> None:
    """Asked from outside, port 80 gives the page."""
    cluster.pod(cluster.value("pod")).answers(80).holds(f"open for business {cluster.nonce}")
