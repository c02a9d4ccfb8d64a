"""Grade `config_and_secret`."""

from ckadtrainer.grading import Cluster


def images_as_asked(cluster: Cluster) -> None:
    """Both containers are there with the images asked for."""
    pod = cluster.pod(cluster.value("pod"))
    pod.container("web").image_is("nginx")
    pod.container("checker").image_is("busybox")


def both_stay_ready(cluster: Cluster) -> None:
    """Both containers are ready and have stopped restarting."""
    cluster.pod(cluster.value("pod")).containers("web", "checker").stay_ready()


def web_uses_the_configuration(cluster: Cluster) -> None:
    """nginx reads `site.conf` of the ConfigMap: on its port a stranger is turned away."""
    web = cluster.pod(cluster.value("pod")).container("web")
    web.mounts_config_map(cluster.value("config"))
    url = f"http://localhost:{cluster.number('port')}/"
    web.runs("curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", url, called=f"the status of {url}").prints("401")


def members_get_in(cluster: Cluster) -> None:
    """nginx finds the Secret's users where the configuration names them: the password opens the page."""
    web = cluster.pod(cluster.value("pod")).container("web")
    web.mount(f"{cluster.value('door')}/users").is_secret(cluster.value("secret"))
    member, url = f"guest:{cluster.value('password')}", f"http://localhost:{cluster.number('port')}/"
    web.runs("curl", "-s", "-u", member, url, called=f"{url}, asked for as guest,").matches(cluster.nonce)


def checker_reports_on_the_config(cluster: Cluster) -> None:
    """The release that stands in this attempt's ConfigMap keeps coming in the log of `checker`."""
    checker = cluster.pod(cluster.value("pod")).container("checker")
    checker.mount("/check/config").is_config_map(cluster.value("config"))
    checker.log.repeats(f"# release {cluster.nonce}", every=5.0)


def checker_reports_on_the_secret(cluster: Cluster) -> None:
    """The states of all three files keep coming, and nothing that stands in them."""
    checker = cluster.pod(cluster.value("pod")).container("checker")
    full, hollow = cluster.value("full"), cluster.value("hollow")
    checker.mount("/check/secret").is_secret(cluster.value("secret"))
    checker.log.repeats("users ok", every=5.0)
    checker.log.repeats(f"{full} ok", every=5.0)
    checker.log.repeats(f"{hollow} empty", every=5.0)
    checker.log.lacks("users empty")
    checker.log.lacks(f"{full} empty")
    checker.log.lacks(f"{hollow} ok")
    checker.log.lacks(cluster.value("password"), called="password")
    checker.log.lacks("guest:", called="name of a member")
    checker.log.lacks(f"key-{cluster.nonce}", called=f"text of {full}")
