"""Grade `shared_memory`."""

from ckadtrainer.grading import Cluster

SHM = "/dev/shm"  # noqa: S108  where shared memory lies
# The set of capabilities a container may have, 16 hexadecimal digits. IPC_LOCK is bit 14, in the fourth digit from
# the right; SYS_ADMIN is bit 21, in the sixth, and only a privileged container has it.
MAY_LOCK = r"^CapBnd:\s+[0-9a-f]{10}[014589cd][0-9a-f][4-7c-f][0-9a-f]{3}$"
MAY_NOT_LOCK = r"^CapBnd:\s+[0-9a-f]{12}[0-389ab][0-9a-f]{3}$"


def images_as_asked(cluster: Cluster) -> None:
    """Both containers are there with the images asked for."""
    pod = cluster.pod(cluster.value("pod"))
    pod.container("producer").image_is("busybox")
    pod.container("consumer").image_is("busybox")


def both_stay_ready(cluster: Cluster) -> None:
    """Both containers are ready and have stopped restarting."""
    cluster.pod(cluster.value("pod")).containers("producer", "consumer").stay_ready()


def memory_is_shared(cluster: Cluster) -> None:
    """One memory-backed emptyDir is `/dev/shm` of both: a nonce goes through it."""
    pod = cluster.pod(cluster.value("pod"))
    pod.container("producer").mount(SHM).volume_has({"emptyDir": {"medium": "Memory"}})
    pod.shares(f"producer:{SHM}", f"consumer:{SHM}")


def memory_is_limited(cluster: Cluster) -> None:
    """The volume has the limit, and the file system in the container is of that size."""
    producer = cluster.pod(cluster.value("pod")).container("producer")
    size = cluster.number("size")
    producer.mount(SHM).volume_has({"emptyDir": {"sizeLimit": f"{size}Mi"}})
    producer.runs("df", "-k", SHM).matches(rf"^tmpfs\s+{size * 1024}\s")


def only_producer_may_lock(cluster: Cluster) -> None:
    """`producer` may have IPC_LOCK without being privileged, `consumer` may not have it."""
    pod = cluster.pod(cluster.value("pod"))
    words = "its capabilities in /proc/self/status"
    pod.container("producer").runs("grep", "CapBnd", "/proc/self/status", called=words).matches(MAY_LOCK)
    pod.container("consumer").runs("grep", "CapBnd", "/proc/self/status", called=words).matches(MAY_NOT_LOCK)


def lines_come_through(cluster: Cluster) -> None:
    """The producer's lines keep coming in the log of `consumer`, and one added to the file comes out there."""
    pod, word = cluster.pod(cluster.value("pod")), cluster.value("word")
    consumer, producer = pod.container("consumer"), pod.container("producer")
    consumer.log.brings_new(rf"^{word} \d+$", every=5.0, called=f"line '{word} N'")
    consumer.log.prints_once(rf"^{word} \d+$", called=f"each line '{word} N'")
    consumer.log.has_line_from(producer.file(f"{SHM}/{cluster.value('file')}"))
