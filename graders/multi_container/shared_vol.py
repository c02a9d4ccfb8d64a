"""Grade `shared_vol`."""

from ckadtrainer.grading import Cluster

# As `date` prints it, whatever its format: a time of day, or seconds since 1970.
A_TIME = r"\d\d:\d\d:\d\d|\b[12]\d{9}\b"
# A file that is begun anew each time has two lines at most: the newest one, and the one that a check adds.
OR_MORE = {"two": r"^([2-9]|\d\d+)$", "three": r"^([3-9]|\d\d+)$"}
COUNT = ("grep", "-c", "", "/shared/log.txt")


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
    """A line appended to the writer's file comes out of the reader's log; what the writer adds stays in the file."""
    _comes_out_of_the_file(cluster, "two")


def dates_keep_coming(cluster: Cluster) -> None:
    """The reader prints from the file, and a time comes every five seconds."""
    _comes_out_of_the_file(cluster, "three")
    cluster.pod("shared-vol").container("reader").log.brings_new(A_TIME, every=5.0, called="time of day")


def _comes_out_of_the_file(cluster: Cluster, lines: str) -> None:
    """The reader prints a line added to the file, which stays there among so many lines."""
    pod = cluster.pod("shared-vol")
    writer = pod.container("writer")
    pod.container("reader").log.has_line_from(writer.file("/shared/log.txt"))
    writer.runs(*COUNT, called="counting the lines of the file").matches(OR_MORE[lines], like=f"{lines} or more")
