"""Grade `split_them`."""

from ckadtrainer.grading import Cluster


def web_alone(cluster: Cluster) -> None:
    """Every replica serves the first page, and nothing of the other service is in it."""
    web, other = cluster.value("web"), cluster.value("other")
    deployment = cluster.deployment(web)
    deployment.is_rolled_out(cluster.number("replicas"))
    deployment.lacks({"spec": {"template": {"spec": {"containers": [{"name": other}]}}}})
    deployment.lacks({"spec": {"template": {"spec": {"containers": [{"image": "busybox"}]}}}})
    deployment.lacks({"spec": {"template": {"spec": {"volumes": [{"configMap": {"name": f"{other}-page"}}]}}}})
    deployment.every_pod(lambda pod: pod.container(web).image_is("nginx"))
    deployment.every_pod(lambda pod: pod.container(web).stays_ready())
    deployment.every_pod(lambda pod: pod.answers(80).holds(f"{web} {cluster.nonce}"))


def other_alone(cluster: Cluster) -> None:
    """The one replica serves the other page, and nothing of the first service is in it."""
    web, other = cluster.value("web"), cluster.value("other")
    deployment = cluster.deployment(other)
    deployment.is_rolled_out(1)
    deployment.lacks({"spec": {"template": {"spec": {"containers": [{"name": web}]}}}})
    deployment.lacks({"spec": {"template": {"spec": {"containers": [{"image": "nginx"}]}}}})
    deployment.lacks({"spec": {"template": {"spec": {"volumes": [{"configMap": {"name": f"{web}-page"}}]}}}})
    deployment.every_pod(lambda pod: pod.container(other).image_is("busybox"))
    deployment.every_pod(lambda pod: pod.container(other).stays_ready())
    deployment.every_pod(lambda pod: pod.answers(cluster.number("port")).holds(f"{other} {cluster.nonce}"))


def web_service(cluster: Cluster) -> None:
    """The Service selects the first Deployment's Pods alone, and its port gives their page."""
    _leads_to_its_own(cluster, cluster.value("web"), 80)


def other_service(cluster: Cluster) -> None:
    """The Service selects the other Deployment's Pods alone, and its port gives their page."""
    _leads_to_its_own(cluster, cluster.value("other"), cluster.number("port"))


def old_pod_gone(cluster: Cluster) -> None:
    """What stood in the Pod stands in Deployments that run, and the Pod is gone."""
    cluster.deployment(cluster.value("web")).is_rolled_out()
    cluster.deployment(cluster.value("other")).is_rolled_out()
    cluster.is_gone("Pod", cluster.value("pod"))


def _leads_to_its_own(cluster: Cluster, name: str, port: int) -> None:
    """Service and Deployment of one name belong to each other, and the visitor gets the page."""
    cluster.service(name).selects_only(cluster.deployment(name))
    cluster.pod("visitor").container("visitor").fetch(f"http://{name}:{port}").holds(f"{name} {cluster.nonce}")
