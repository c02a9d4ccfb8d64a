"""Grade `deployment_sidecar`."""

from ckadtrainer.grading import Cluster

LOG = "/var/log/nginx/access.log"
PROBE = {"tcpSocket": {"port": 80}}


def every_replica_has_a_logger(cluster: Cluster) -> None:
    """The newest template runs in both replicas, each with the container asked for."""
    deployment = cluster.deployment(cluster.value("app"))
    deployment.is_rolled_out(2)
    deployment.every_pod(lambda pod: pod.container("logger").image_is("busybox"))


def all_stay_ready(cluster: Cluster) -> None:
    """Both containers of every replica are ready and have stopped restarting."""
    deployment = cluster.deployment(cluster.value("app"))
    deployment.is_rolled_out()
    deployment.every_pod(lambda pod: pod.containers("web", "logger").stay_ready())


def page_still_served(cluster: Cluster) -> None:
    """Every replica has its probe, and serves this attempt's page by itself and through the Service."""
    service = f"http://{cluster.value('app')}/"
    deployment = cluster.deployment(cluster.value("app"))
    deployment.is_rolled_out()
    deployment.every_pod(lambda pod: pod.container("web").image_is("nginx"))
    deployment.every_pod(lambda pod: pod.has({"spec": {"containers": [{"name": "web", "readinessProbe": PROBE}]}}))
    deployment.every_pod(lambda pod: pod.answers(80, "/").contains(cluster.nonce))
    deployment.every_pod(lambda pod: pod.container("logger").fetch(service).contains(cluster.nonce))


def one_volume_under_both(cluster: Cluster) -> None:
    """In every replica an emptyDir under nginx' logs is the folder that `logger` has."""
    deployment = cluster.deployment(cluster.value("app"))
    deployment.is_rolled_out()
    deployment.every_pod(lambda pod: pod.container("web").mount("/var/log/nginx").is_empty_dir())
    deployment.every_pod(lambda pod: pod.shares("web:/var/log/nginx", f"logger:{cluster.value('folder')}"))


def logger_streams_the_log(cluster: Cluster) -> None:
    """In every replica a line added to the access log comes out of the log of `logger`."""
    deployment = cluster.deployment(cluster.value("app"))
    deployment.is_rolled_out()
    deployment.every_pod(lambda pod: pod.container("logger").log.has_line_from(pod.container("web").file(LOG)))
