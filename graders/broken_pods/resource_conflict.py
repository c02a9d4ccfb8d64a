"""Grade `resource_conflict`."""

from ckadtrainer.grading import Cluster

LINE = r"^table \d{10}$"
# The last two lines of the loader are at most twice the interval apart, and the last one is fresh.
FRESH = (
    '/^table [0-9]+$/ {a = b; b = $2} END {if (a && b - a <= 6 && now - b <= 12) exit 0; print "none fresh"; exit 1}'
)
# The most memory that a container has used, in bytes, where version 1 of control groups keeps it, or version 2.
# Linux before 5.19 keeps none in version 2: then nobody can tell, which is what the exit code 69 says.
PEAK = """
cd /sys/fs/cgroup
p=$(cat memory/memory.max_usage_in_bytes 2>/dev/null || cat memory.peak 2>/dev/null) ||
  { echo "no record of the most memory used"; exit 69; }
p=$((p / 1048576))
"""


def both_stay_ready(cluster: Cluster) -> None:
    """Both are ready and have stopped restarting."""
    cluster.pod(cluster.value("pod")).containers("loader", "reporter").stay_ready()


def loader_builds_the_table(cluster: Cluster) -> None:
    """The loader has used so much memory, and the file ends with fresh lines three seconds apart."""
    loader = cluster.pod(cluster.value("pod")).container("loader")
    loader.image_is("busybox")
    loader.runs("sh", "-c", _fresh(cluster), called="a look at the file for fresh lines, one every 3 s,").succeeds()
    table = cluster.number("table")
    loader.runs("sh", "-c", _used(table), called=f"a look for {table} MiB of used memory").succeeds()


def reporter_prints_the_lines(cluster: Cluster) -> None:
    """The reporter has used so much memory, and what is added to the file comes out of its log."""
    pod = cluster.pod(cluster.value("pod"))
    reporter = pod.container("reporter")
    reporter.image_is("busybox")
    reporter.log.repeats_match(LINE, every=3.0, called="a line of the file")
    reporter.log.has_line_from(pod.container("loader").file(_file(cluster)))
    need = cluster.number("need")
    reporter.runs("sh", "-c", _used(need), called=f"a look for {need} MiB of used memory").succeeds()


def cpu_in_all(cluster: Cluster) -> None:
    """Both request CPU, and as much as was agreed."""
    pod = cluster.pod(cluster.value("pod"))
    pod.containers("loader", "reporter").add_up("requests", "cpu", "60m")


def memory_in_all(cluster: Cluster) -> None:
    """Tables are built, both have a limit, and the limits are as much as was agreed."""
    pod = cluster.pod(cluster.value("pod"))
    pod.container("loader").file(_file(cluster)).contains("table ")
    pod.containers("loader", "reporter").add_up("limits", "memory", "160Mi")


def _file(cluster: Cluster) -> str:
    """Where the loader writes."""
    return f"/desk/{cluster.value('file')}"


def _fresh(cluster: Cluster) -> str:
    """A script that succeeds when the file ends as it should."""
    return f"awk -v now=$(date +%s) '{FRESH}' {_file(cluster)}"


def _used(mebibytes: int) -> str:
    """A script that succeeds when the container has used so much memory at some time, and else says how much."""
    return PEAK + f'test $p -ge {mebibytes} || {{ echo "never more than $p MiB"; exit 1; }}'
