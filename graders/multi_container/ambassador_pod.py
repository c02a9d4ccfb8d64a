"""Grade `ambassador_pod`."""

from ckadtrainer.grading import Cluster

# The backend answers with this line and logs it: the number is fresh for every request, the last word a header.
ANSWER = r"answer ([0-9a-f]{32}) through proxy"


def images_as_asked(cluster: Cluster) -> None:
    """Both containers are there with the images asked for."""
    pod = cluster.pod("ambassador-pod")
    pod.container("main").image_is("busybox")
    pod.container("proxy").image_is("nginx")


def both_stay_ready(cluster: Cluster) -> None:
    """Both containers are ready and have stopped restarting."""
    cluster.pod("ambassador-pod").containers("main", "proxy").stay_ready()


def proxy_uses_the_configuration(cluster: Cluster) -> None:
    """`proxy` mounts the staged ConfigMap, and its port 8080 forwards to this attempt's backend."""
    pod = cluster.pod("ambassador-pod")
    pod.container("proxy").mounts_config_map("proxy-conf")
    pod.answers(8080, "/").contains(cluster.nonce)


def localhost_gives_the_answer(cluster: Cluster) -> None:
    """`localhost:8080` fetched inside `main` is answered by this attempt's backend."""
    cluster.pod("ambassador-pod").container("main").fetch("http://localhost:8080").contains(cluster.nonce)


def main_knows_only_localhost(cluster: Cluster) -> None:
    """`main` names no backend, and an answer in its log came through the proxy, as the backend's own log says."""
    main = cluster.pod("ambassador-pod").container("main")
    main.never_mentions("backend")
    main.log.shares_match_with(cluster.pod("backend").container("nginx").log, ANSWER, called="an answer")


def answers_keep_coming(cluster: Cluster) -> None:
    """More than one answer of the backend stands in the log of `main`, ten seconds apart."""
    main = cluster.pod("ambassador-pod").container("main")
    main.log.shares_match_with(cluster.pod("backend").container("nginx").log, ANSWER, times=2, called="an answer")
    main.log.repeats_match(ANSWER, every=10.0, called="an answer")
