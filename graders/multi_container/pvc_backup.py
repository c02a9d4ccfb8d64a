"""Grade `pvc_backup`."""

from ckadtrainer.grading import Cluster

JOURNAL = "/data/journal.txt"
COPY = "/backup/journal.txt"
TWO_TIMES = r"(\d\d:\d\d:\d\d)(?:.|\n)*\n(?!.*\1).*\d\d:\d\d:\d\d"
# Seconds between the last records with a time of day, the median of at most five gaps.
PACE = r"""
match($0, /[0-9][0-9]:[0-9][0-9]:[0-9][0-9]/) {
  split(substr($0, RSTART, 8), part, ":"); now = part[1] * 3600 + part[2] * 60 + part[3]
  if (n++) print (now - then + 86400) % 86400
  then = now
}
"""
EVERY = f"""
tail -n 12 "$1" | awk '{PACE}' | tail -n 5 | sort -n | awk '{{ gap[NR] = $0 }} END {{ print gap[int(NR / 2) + 1] }}'
"""
# The journal as it was: while a copy is made the journal grows. One and a half pauses after the container was made, as
# the kubelet's file for its last words tells, the copy is not the first one any more: one added to another shows.
AS_IT_WAS = """
head -c "$(wc -c < "$2")" "$1" | cmp - "$2" || { echo "the copy is another text"; exit 1; }
age=$(($(stat -c %Y "$2") - $(stat -c %Y /dev/termination-log)))
[ $((2 * age)) -ge $((3 * $3)) ] || { echo "no second copy so far"; exit 1; }
[ $(($(date +%s) - $(stat -c %Y "$2"))) -le $((2 * $3 + 5)) ] || { echo "the copy is old"; exit 1; }
"""


def claim_as_asked(cluster: Cluster) -> None:
    """The claim for the backups has the size and the access mode asked for."""
    claim = cluster.object("PersistentVolumeClaim", cluster.value("store"))
    request = {"requests": {"storage": cluster.value("size")}}
    claim.has({"spec": {"accessModes": ["ReadWriteOnce"], "resources": request}})


def images_as_asked(cluster: Cluster) -> None:
    """Both containers are there, whatever list they stand in, with the image asked for."""
    pod = cluster.pod(cluster.value("pod"))
    pod.container("db").image_is("busybox")
    pod.container("backup").image_is("busybox")


def both_stay_ready(cluster: Cluster) -> None:
    """Both containers are ready and have stopped restarting."""
    cluster.pod(cluster.value("pod")).containers("db", "backup").stay_ready()


def db_goes_on_with_the_journal(cluster: Cluster) -> None:
    """The journal is the staged one, with its first record, and new records are added to it."""
    db = cluster.pod(cluster.value("pod")).container("db")
    db.file(JOURNAL).contains(f"founded {cluster.nonce}")
    db.runs("tail", "-n", "40", JOURNAL, called="the end of the journal").matches(TWO_TIMES, like="two different times")
    pace = db.runs("sh", "-c", EVERY, "sh", JOURNAL, called="counting the seconds from one record to the next")
    pace.matches("^[4-7]$", like="about 5")
    db.runs("find", JOURNAL, "-mmin", "-1", called="a search for a journal written to just now").matches(
        "journal", like="its name"
    )


def backup_may_only_read(cluster: Cluster) -> None:
    """`backup` sees the folder of `db` at `/source`, and its kernel refuses to write there."""
    pod = cluster.pod(cluster.value("pod"))
    pod.shares("db:/data", "backup:/source")
    mounted = pod.container("backup").runs("grep", " /source ", "/proc/mounts", called="the mount at /source")
    mounted.matches(r" /source \S+ ro[, ]", like="that it may only be read")


def copy_keeps_up(cluster: Cluster) -> None:
    """A record that is new in the journal turns up in the copy before long, and the copy is the journal, not more."""
    pod = cluster.pod(cluster.value("pod"))
    db, backup = pod.container("db"), pod.container("backup")
    db.runs("tail", "-n", "40", JOURNAL, called="the end of the journal").matches(TWO_TIMES, like="two different times")
    backup.file(COPY).has_line_from(db.file(JOURNAL), soon=2 * cluster.number("pause") + 10)
    backup.runs(
        *("sh", "-c", AS_IT_WAS, "sh", "/source/journal.txt", COPY, cluster.value("pause")),
        called="a look at whether a second copy, or a later one, is the journal as it was,",
    ).succeeds()


def copy_on_its_own_claim(cluster: Cluster) -> None:
    """The copy lies on the claim that was made for it."""
    backup = cluster.pod(cluster.value("pod")).container("backup")
    backup.mount("/backup").is_claim(cluster.value("store"))
    backup.runs("ls", COPY, called="a look for the copy").succeeds()
