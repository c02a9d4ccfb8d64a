"""Grade `volume_permission`."""

from ckadtrainer.grading import Cluster

ENTRY = r"^entry \d{10}$"
# The last two entries, lines of others aside, are up to twice the interval apart, and the last one is fresh.
FRESH = """
/^entry [0-9]+$/ { a = b; b = $2 }
END { if (a && a < b && b - a <= 6 && now - b <= 12) exit 0; print "none fresh"; exit 1 }
"""


def writer_makes_entries(cluster: Cluster) -> None:
    """The file, seen by the writer, ends with entries three seconds apart, the last one made just now."""
    script = f"awk -v now=$(date +%s) '{FRESH}' {_book(cluster)}"
    writer = cluster.pod(cluster.value("pod")).container("writer")
    writer.runs("sh", "-c", script, called="a look at the file for fresh entries, one every 3 s,").succeeds()


def reader_prints_the_entries(cluster: Cluster) -> None:
    """There are entries, the last ones keep coming out of the reader's log, and so does a line added by the writer."""
    pod = cluster.pod(cluster.value("pod"))
    reader = pod.container("reader")
    pod.container("writer").file(_book(cluster)).contains("entry ")
    reader.log.matches(ENTRY, called="an entry")
    reader.log.repeats_match(ENTRY, every=3.0, called="an entry")
    reader.log.prints_again(ENTRY, called="an entry, one of the last three lines for a while,")
    reader.log.has_line_from(pod.container("writer").file(_book(cluster)))


def users_kept(cluster: Cluster) -> None:
    """There are entries, and who writes and reads them is who it was, without the group 0."""
    pod = cluster.pod(cluster.value("pod"))
    writer, reader = pod.container("writer"), pod.container("reader")
    writer.file(_book(cluster)).contains("entry ")
    writer.runs("id", "-u").prints(cluster.value("writer_user"))
    reader.runs("id", "-u").prints(cluster.value("reader_user"))
    writer.runs("id", "-G").never_matches(r"\b0\b")
    reader.runs("id", "-G").never_matches(r"\b0\b")


def closed_to_others(cluster: Cluster) -> None:
    """There are entries, and the last three letters of both modes are dashes."""
    writer = cluster.pod(cluster.value("pod")).container("writer")
    writer.file(_book(cluster)).contains("entry ")
    folder = f"/data/{cluster.value('folder')}"
    writer.runs("stat", "-c", "%A", _book(cluster), called="the mode of the file").matches(r"^-.{6}---$")
    writer.runs("stat", "-c", "%A", folder, called="the mode of the folder").matches(r"^d.{6}--[-T]$")


def both_stay_ready(cluster: Cluster) -> None:
    """There are entries, and both are ready and have stopped restarting."""
    pod = cluster.pod(cluster.value("pod"))
    pod.container("writer").file(_book(cluster)).contains("entry ")
    pod.containers("writer", "reader").stay_ready()


def _book(cluster: Cluster) -> str:
    """The file of the entries."""
    return f"/data/{cluster.value('folder')}/book.log"
