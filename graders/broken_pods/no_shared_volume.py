"""Grade `no_shared_volume`."""

from ckadtrainer.grading import Cluster


def one_folder(cluster: Cluster) -> None:
    """The printer finds the till's file, and a nonce written at one path is read at the other."""
    _prove_one_folder(cluster)


def lines_arrive(cluster: Cluster) -> None:
    """A line appended to the till's file comes out of the printer's log."""
    _prove_one_folder(cluster)
    pod = cluster.pod(cluster.value("pod"))
    pod.container("printer").log.has_line_from(pod.container("till").file(f"/out/{cluster.value('file')}"))


def lines_keep_coming(cluster: Cluster) -> None:
    """What the printer prints comes from the file, and a sale comes as often as it should."""
    _prove_one_folder(cluster)
    pod, item = cluster.pod(cluster.value("pod")), cluster.value("item")
    log = pod.container("printer").log
    log.has_line_from(pod.container("till").file(f"/out/{cluster.value('file')}"))
    log.repeats_match(f"^sold {item} ", every=cluster.number("seconds"), called=f"a line 'sold {item} …'")


def printer_only_reads(cluster: Cluster) -> None:
    """The printer's mount of the shared folder is read-only."""
    _prove_one_folder(cluster)
    cluster.pod(cluster.value("pod")).container("printer").mount("/in").is_read_only()


def folder_dies_with_the_pod(cluster: Cluster) -> None:
    """The shared folder is an emptyDir."""
    _prove_one_folder(cluster)
    cluster.pod(cluster.value("pod")).container("till").mount("/out").is_empty_dir()


def both_stay_ready(cluster: Cluster) -> None:
    """Both containers share the folder, have the image they had and have stopped restarting."""
    _prove_one_folder(cluster)
    pod = cluster.pod(cluster.value("pod"))
    pod.container("till").image_is("busybox")
    pod.container("printer").image_is("busybox")
    pod.containers("till", "printer").stay_ready()


def _prove_one_folder(cluster: Cluster) -> None:
    """What the printer finds comes first: evidence of a broken Pod should not name the cause."""
    pod = cluster.pod(cluster.value("pod"))
    pod.container("printer").file(f"/in/{cluster.value('file')}").contains(f"sold {cluster.value('item')}")
    pod.shares("till:/out", "printer:/in")
