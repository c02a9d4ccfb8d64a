"""Grade `config_download`."""

import re

from ckadtrainer.grading import Cluster

CONF = "/etc/nginx/conf.d"


def images_as_asked(cluster: Cluster) -> None:
    """Both containers are there, whatever list they stand in, with the images asked for."""
    pod = cluster.pod(cluster.value("pod"))
    pod.any_container("download").image_is("busybox")
    pod.container("app").image_is("nginx")


def download_ended_first(cluster: Cluster) -> None:
    """`download` ended with success before `app` started, and `app` stays up."""
    pod = cluster.pod(cluster.value("pod"))
    pod.init("download").ended_before("app")
    pod.container("app").stays_ready()


def one_volume_under_both(cluster: Cluster) -> None:
    """The emptyDir that `download` fills is the one nginx reads."""
    pod = cluster.pod(cluster.value("pod"))
    pod.any_container("download").mount(cluster.value("folder")).is_empty_dir()
    pod.shares(f"download:{cluster.value('folder')}", f"app:{CONF}")


def file_came_over_http(cluster: Cluster) -> None:
    """The file is there, the server logged that this Pod fetched it, and `app` does not know the server."""
    pod = cluster.pod(cluster.value("pod"))
    server, file = cluster.value("server"), cluster.value("file")
    pod.container("app").never_mentions(server)
    pod.container("app").file(f"{CONF}/{file}").contains(f"settings {cluster.nonce}")
    fetched = rf"^{re.escape(pod.address)} .*GET /configs/{re.escape(file)}\b.* 200 "
    cluster.pod(server).container("nginx").log.matches(fetched, called=f"a GET of /configs/{file} by the Pod")


def app_uses_it(cluster: Cluster) -> None:
    """The port of the downloaded configuration answers with this attempt's text."""
    cluster.pod(cluster.value("pod")).answers(cluster.number("port"), "/").contains(f"settings {cluster.nonce}")
