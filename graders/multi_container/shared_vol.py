"""Grade `shared_vol`."""

from ckadtrainer.grading import Cluster

# As `date` prints it, whatever its format: a time of day, or seconds since 1970.
A_TIME = r"\d\d:\d\d:\d\d|\b[12]\d{9}\b"


def images_as_asked(cluster: Cluster) -> None:
    """Both containers are there, whatever list they stand in, with the image asked for."""
    pod = cluster.pod("shared-vol")
    pod.any_container("writer").image_is("busybox")
    pod.any_container("reader").image_is("busybox")


def both_stay_ready(cluster: Cluster) -> None:
    """Both containers are ready and have stopped restarting."""
    cluster.pod("shared-vol").containers("writer", "reader").stay_ready()


def one_volume_under_both(cluster: Cluster) -> None:
    """A nonce written at the writer's `/shared` is read where the reader mounts the same volume."""
    cluster.pod("shared-vol").any_container("writer").mount("/shared").is_shared_with("reader")


def volume_dies_with_the_pod(cluster: Cluster) -> None:
    """What the writer mounts at `/shared` is an emptyDir."""
    cluster.pod("shared-vol").any_container("writer").mount("/shared").is_empty_dir()


def reader_prints_what_arrives(cluster: Cluster) -> None:
    """A line appended to the writer's file comes out of the reader's log."""
    pod = cluster.pod("shared-vol")
    pod.container("reader").log.has_line_from(pod.container("writer").file("/shared/log.txt"))


def dates_keep_coming(cluster: Cluster) -> None:
    """The reader prints from the file, and a time comes every five seconds."""
    pod = cluster.pod("shared-vol")
    reader = pod.container("reader")
    reader.log.has_line_from(pod.container("writer").file("/shared/log.txt"))
    reader.log.brings_new(A_TIME, every=5.0, called="time of day")
