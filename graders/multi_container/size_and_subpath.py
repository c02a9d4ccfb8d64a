"""Grade `size_and_subpath`."""

from ckadtrainer.grading import Cluster


def images_as_asked(cluster: Cluster) -> None:
    """The three containers are there, whatever list they stand in, with the image asked for."""
    pod = cluster.pod(cluster.value("pod"))
    pod.any_container("fetch").image_is("busybox")
    pod.container("process").image_is("busybox")
    pod.container("upload").image_is("busybox")


def both_stay_ready(cluster: Cluster) -> None:
    """`fetch` ended with success before `process` started; the other two are ready and have stopped restarting."""
    pod = cluster.pod(cluster.value("pod"))
    pod.init("fetch").ended_before("process")
    pod.containers("process", "upload").stay_ready()


def volume_is_limited(cluster: Cluster) -> None:
    """`fetch` and `process` mount all of one emptyDir at `/raw`, and it has the limit."""
    pod = cluster.pod(cluster.value("pod"))
    raw = pod.container("process").mount("/raw")
    raw.is_empty_dir()
    raw.volume_has({"emptyDir": {"sizeLimit": f"{cluster.number('size')}Mi"}})
    pod.shares("fetch:/raw", "process:/raw")


def folder_is_shared(cluster: Cluster) -> None:
    """The volume's folder, `/out` of `process` and `/upload` of `upload` are one: a nonce goes through them."""
    pod = cluster.pod(cluster.value("pod"))
    pod.shares(f"process:/raw/{cluster.value('folder')}", "process:/out", "upload:/upload")


def upload_sees_only_the_folder(cluster: Cluster) -> None:
    """`upload` may only read there, and of all files of that name it finds the finished one alone."""
    file = cluster.value("file")
    upload = cluster.pod(cluster.value("pod")).container("upload")
    upload.mount("/upload").is_read_only()
    upload.search(file).matches(f"^/upload/{file}$")
    upload.search(file).never_matches(f"^(?!/upload/{file}$).")


def lines_come_through(cluster: Cluster) -> None:
    """The finished line keeps coming, and a change of the raw file shows in the log of `upload`."""
    pod = cluster.pod(cluster.value("pod"))
    log = pod.container("upload").log
    line = f"{cluster.value('mark')}: {cluster.value('line')}"
    log.repeats_match(f"^{line}", every=5.0, called=f"a line '{line}'")
    pod.container("process").file(f"/out/{cluster.value('file')}").holds(line)
    raw = pod.container("process").file(f"/raw/{cluster.value('file')}")
    # Two containers look every five seconds, one after the other; who looks once a minute may be lucky once.
    log.follows(raw, every=10.0)
    log.follows(raw, every=9.0)
