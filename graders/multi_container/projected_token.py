"""Grade `projected_token`."""

from ckadtrainer.grading import Cluster

FOLDER = "/var/run/secrets/tokens"

# A token is three parts with dots between; the first two are JSON objects, so that they begin alike. It is below 4 KiB.
# The kubelet keeps the files of such volumes in folders with a date for a name, which would say nothing to a learner.
FIND = """
begin='eyJ[A-Za-z0-9_-]+[.]eyJ'
find / -path /proc -prune -o -path /sys -prune -o -type f -size -9 -exec grep -lE "$begin" {} + 2>/dev/null |
  sed 's,/[.][.][^/]*/,/,'
"""
# The folders with a date are what the kubelet renews: a mount by subPath, or a copy, leads to none.
RENEWED = r"/[.][.]\d{4}_"


def images_as_asked(cluster: Cluster) -> None:
    """Both containers are there with the images asked for."""
    pod = cluster.pod(cluster.value("pod"))
    pod.container("app").image_is("busybox")
    pod.container("proxy").image_is("nginx")


def both_stay_ready(cluster: Cluster) -> None:
    """Both containers are ready and have stopped restarting."""
    cluster.pod(cluster.value("pod")).containers("app", "proxy").stay_ready()


def runs_as_the_account(cluster: Cluster) -> None:
    """The Pod has the identity of the staged service account."""
    cluster.pod(cluster.value("pod")).has({"spec": {"serviceAccountName": cluster.value("account")}})


def token_where_asked(cluster: Cluster) -> None:
    """`proxy` finds a token that was made for this Pod under the path asked for, where the kubelet renews it."""
    proxy = cluster.pod(cluster.value("pod")).container("proxy")
    path = f"{FOLDER}/{cluster.value('file')}"
    proxy.file(path).holds_token()
    proxy.runs("readlink", "-f", path, called="the way to the file").matches(RENEWED, like="a way to what is renewed")


def token_for_the_audience(cluster: Cluster) -> None:
    """Its audience is the one asked for."""
    pod = cluster.pod(cluster.value("pod"))
    pod.container("proxy").file(f"{FOLDER}/{cluster.value('file')}").holds_token(audience=cluster.value("audience"))


def token_lasts_as_asked(cluster: Cluster) -> None:
    """From its issue to its expiry it is as long as asked for."""
    pod = cluster.pod(cluster.value("pod"))
    pod.container("proxy").file(f"{FOLDER}/{cluster.value('file')}").holds_token(seconds=cluster.number("seconds"))


def app_finds_no_token(cluster: Cluster) -> None:
    """A search through all files of `app` finds no text that begins like a token; that is not the account's doing."""
    account = cluster.object("ServiceAccount", cluster.value("account"))
    account.lacks({"automountServiceAccountToken": False})
    app = cluster.pod(cluster.value("pod")).container("app")
    app.runs("sh", "-c", FIND, called="a search for tokens").prints("")
