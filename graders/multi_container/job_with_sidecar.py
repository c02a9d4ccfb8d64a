"""Grade `job_with_sidecar`."""

from ckadtrainer.grading import Cluster

# The staged script ends each of its seven lines with a number that nobody can know before.
ROW = r"^(?:row \d|total \S+) ([0-9a-f-]{36})$"
SIDECAR = {"spec": {"initContainers": [{"name": "shipper", "restartPolicy": "Always"}]}}


def images_as_asked(cluster: Cluster) -> None:
    """The Job's Pod has both containers, whatever list they stand in, with the image asked for."""
    job = cluster.job(cluster.value("job"))
    job.every_pod(lambda pod: pod.any_container("report").image_is("busybox"))
    job.every_pod(lambda pod: pod.any_container("shipper").image_is("busybox"))


def shipper_is_a_sidecar(cluster: Cluster) -> None:
    """An init container that is always restarted."""
    cluster.job(cluster.value("job")).every_pod(lambda pod: pod.has(SIDECAR))


def one_folder_for_both(cluster: Cluster) -> None:
    """An emptyDir is mounted at the folder in both; that it is the same one, the rows tell."""
    job, folder = cluster.job(cluster.value("job")), cluster.value("folder")
    job.every_pod(lambda pod: pod.any_container("report").mount(folder).is_empty_dir())
    job.every_pod(lambda pod: pod.any_container("shipper").mount(folder).is_empty_dir())


def report_is_written(cluster: Cluster) -> None:
    """The script's last line, with this attempt's word, stands in the log of `report`."""
    job, total = cluster.job(cluster.value("job")), f"^total {cluster.nonce} "
    job.every_pod(lambda pod: pod.container("report").log.matches(total, called="the report's total"))


def shipper_prints_the_report(cluster: Cluster) -> None:
    """All seven numbers that `report` printed were printed by `shipper` too."""
    cluster.job(cluster.value("job")).every_pod(
        lambda pod: pod.any_container("shipper").log.shares_match_with(
            pod.container("report").log, ROW, times=7, called="a row of the report"
        )
    )


def job_completes(cluster: Cluster) -> None:
    """The Job's Pod succeeded and the Job is complete."""
    cluster.job(cluster.value("job")).completes()
