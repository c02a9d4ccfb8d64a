"""Grade `metrics_adapter`."""

from ckadtrainer.grading import Cluster

# Fifty requests over one connection: from then on requests and connections are two different numbers.
MANY = "http://localhost:80/?[1-50]"
# Each look at the page is a request too. So the metric lies between a look before the adapter's last one and a look
# after it, unless it is no number of the page. Twice: an adapter that looks but now and then may be lucky once.
FOLLOWS = """
requests() { wget -T 2 -qO- "http://127.0.0.1:$1/status" | awk 'NR == 3 { print $3 }'; }
metric() { wget -T 2 -qO- "http://127.0.0.1:$1/metrics" | awk -v name="$2" '{ sub(/[{][^}]*[}]/, "") } $1 == name'; }
is_less() { awk -v one="$1" -v two="$2" 'BEGIN { exit !(one + 0 < two + 0) }'; }
before=$(requests "$1")
for time in 1 2; do
  sleep 4
  metric=$(metric "$2" "$3")
  after=$(requests "$1")
  [ -n "$after" ] || { echo "no status page"; exit 1; }
  [ -n "$metric" ] || { echo "no $3"; exit 1; }
  is_less "$before" "${metric#* }" || { echo "older than four seconds"; exit 1; }
  is_less "${metric#* }" "$after" || { echo "ahead of the page"; exit 1; }
  before=$after
done
"""


def images_as_asked(cluster: Cluster) -> None:
    """Both containers are there with the images asked for."""
    pod = cluster.pod(cluster.value("pod"))
    pod.container("web").image_is("nginx")
    pod.container("adapter").image_is("busybox")


def both_stay_ready(cluster: Cluster) -> None:
    """Both containers are ready and have stopped restarting."""
    cluster.pod(cluster.value("pod")).containers("web", "adapter").stay_ready()


def web_has_its_status_page(cluster: Cluster) -> None:
    """`web` mounts the staged ConfigMap, and its page is there for the other container."""
    pod = cluster.pod(cluster.value("pod"))
    pod.container("web").mounts_config_map(cluster.value("conf"))
    page = pod.container("adapter").fetch(f"http://127.0.0.1:{cluster.number('status')}/status")
    page.contains("server accepts handled requests")


def metrics_are_served(cluster: Cluster) -> None:
    """Asked from outside, the port gives both metrics in Prometheus' format."""
    page = cluster.pod(cluster.value("pod")).answers(cluster.number("port"), "/metrics")
    page.has_metric(f"{cluster.value('prefix')}_requests_total")
    page.has_metric(f"{cluster.value('prefix')}_connections_active")


def types_are_told(cluster: Cluster) -> None:
    """Both types stand there."""
    page = cluster.pod(cluster.value("pod")).answers(cluster.number("port"), "/metrics")
    page.contains(f"# TYPE {cluster.value('prefix')}_requests_total counter")
    page.contains(f"# TYPE {cluster.value('prefix')}_connections_active gauge")


def metric_follows_the_page(cluster: Cluster) -> None:
    """Between two looks at the page, four seconds apart, the metric is a number between theirs, twice in a row."""
    pod, metric = cluster.pod(cluster.value("pod")), f"{cluster.value('prefix')}_requests_total"
    pod.container("web").runs("curl", "-s", MANY, called="`web` to answer on port 80").succeeds()
    ports = cluster.value("status"), cluster.value("port")
    words = f"following {metric} for eight seconds"
    pod.container("adapter").runs("sh", "-c", FOLLOWS, "sh", *ports, metric, called=words).succeeds()
