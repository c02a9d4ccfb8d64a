"""Grade `native_sidecar`."""

from ckadtrainer.grading import Cluster

# The staged agent takes six seconds to get the lease: an app that is held back starts that much later.
HELD_BACK = 5.0


def images_as_asked(cluster: Cluster) -> None:
    """Both containers are there, whatever list they stand in, with the image asked for."""
    pod = cluster.pod(cluster.value("pod"))
    pod.any_container("agent").image_is("busybox")
    pod.container("app").image_is("busybox")


def agent_is_a_sidecar(cluster: Cluster) -> None:
    """An init container that is always restarted, in a Pod that restarts nothing else."""
    pod = cluster.pod(cluster.value("pod"))
    pod.has({"spec": {"initContainers": [{"name": "agent", "restartPolicy": "Always"}]}})
    pod.has({"spec": {"restartPolicy": "Never"}})


def one_folder_for_both(cluster: Cluster) -> None:
    """One emptyDir under both: a file written by one is read by the other."""
    pod, folder = cluster.pod(cluster.value("pod")), cluster.value("folder")
    pod.container("app").mount(folder).is_empty_dir()
    pod.shares(f"agent:{folder}", f"app:{folder}")


def app_starts_with_the_lease(cluster: Cluster) -> None:
    """The app's script found this attempt's lease, and its container was started later than the agent by that time."""
    pod = cluster.pod(cluster.value("pod"))
    pod.container("app").log.has_line(f"app: started with lease {cluster.nonce}")
    pod.container("agent").started_before("app", by=HELD_BACK)


def agent_comes_back(cluster: Cluster) -> None:
    """The agent, in a later run, has found the lease of its first and goes on renewing it; the app is in its first."""
    pod = cluster.pod(cluster.value("pod"))
    agent = pod.container("agent")
    agent.has_restarted()
    agent.log.has_line("agent: lease found again")
    agent.log.repeats(f"agent: renewed lease {cluster.nonce}", every=2.0)
    pod.container("app").log.matches("^app: started", called="the app's first words")
    pod.has({"status": {"containerStatuses": [{"name": "app", "restartCount": 0}]}})


def both_stay_ready(cluster: Cluster) -> None:
    """Both are ready and have stopped restarting."""
    cluster.pod(cluster.value("pod")).containers("agent", "app").stay_ready()
