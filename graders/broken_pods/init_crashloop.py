"""Grade `init_crashloop`."""

from ckadtrainer.grading import Cluster


def prepare_ended_first(cluster: Cluster) -> None:
    """The init container has the image it had and ended with success before `web` started."""
    prepare = cluster.pod(cluster.value("pod")).init("prepare")
    prepare.image_is("busybox")
    prepare.ended_before("web")


def made_from_the_template(cluster: Cluster) -> None:
    """An init container that succeeded mounts and names the template, which nobody changed."""
    prepare = cluster.pod(cluster.value("pod")).init("prepare")
    prepare.succeeded()
    prepare.mount("/seed").is_config_map("template")
    prepare.mentions("/seed", "page.html")
    cluster.object("ConfigMap", "template").has({"data": {"page.html": f"Welcome to NAME, {cluster.nonce}\n"}})


def page_is_served(cluster: Cluster) -> None:
    """Asked from outside, port 80 gives the template with the name in it; it was there before `web` was started."""
    page = f"Welcome to {cluster.value('name')}, {cluster.nonce}"
    pod = cluster.pod(cluster.value("pod"))
    pod.answers(80).holds(page)
    pod.container("web").file("/usr/share/nginx/html/index.html").is_older_than_the_apps()


def through_the_volume(cluster: Cluster) -> None:
    """Where nginx looks lies an emptyDir that `prepare` mounts too."""
    folder = cluster.pod(cluster.value("pod")).container("web").mount("/usr/share/nginx/html")
    folder.is_empty_dir()
    folder.is_shared_with("prepare")


def web_stays_ready(cluster: Cluster) -> None:
    """`web` uses nginx, is ready and has stopped restarting."""
    web = cluster.pod(cluster.value("pod")).container("web")
    web.image_is("nginx")
    web.stays_ready()
