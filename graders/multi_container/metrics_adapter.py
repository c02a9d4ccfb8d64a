"""Grade `metrics_adapter`."""

from ckadtrainer.grading import Cluster

# Fifty requests over one connection: from then on requests and connections are two different numbers.
MANY = "http://localhost:80/?[1-50]"
# Each look at the page is a request too. So the metric lies between a look before the adapter's last one and a look
# after it, unless it is no number of the page. Twice: an adapter that looks but now and then may be lucky once.
# Before the second time ten connections are opened that ask nothing: the gauge must see them, whatever it said before.
FOLLOWS = """
page() { wget -T 2 -qO- "http://127.0.0.1:$1/status"; }
requests() { awk 'NR == 3 { print $3 }'; }
active() { awk 'NR == 1 { print $3 }'; }
metric() { wget -T 2 -qO- "http://127.0.0.1:$1/metrics" | awk -v name="$2" '{ sub(/[{][^}]*[}]/, "") } $1 == name'; }
is_less() { awk -v one="$1" -v two="$2" 'BEGIN { exit !(one + 0 < two + 0) }'; }
is_near() { awk -v one="$1" -v two="$2" 'BEGIN { gap = one - two; exit !(gap * gap <= 9) }'; }
before=$(page "$1" | requests)
for time in 1 2; do
  sleep 4
  metric=$(metric "$2" "$3")
  gauge=$(metric "$2" "$4")
  now=$(page "$1")
  after=$(echo "$now" | requests)
  [ -n "$after" ] || { echo "no status page"; exit 1; }
  [ -n "$metric" ] || { echo "no $3"; exit 1; }
  is_less "$before" "${metric#* }" || { echo "older than four seconds"; exit 1; }
  is_less "${metric#* }" "$after" || { echo "ahead of the page"; exit 1; }
  is_near "${gauge#* }" "$(echo "$now" | active)" || { echo "$4 does not follow the page"; exit 1; }
  before=$after
  [ "$time" = 2 ] || for idle in 1 2 3 4 5 6 7 8 9 10; do (sleep 6 | nc 127.0.0.1 80) </dev/null >/dev/null 2>&1 & done
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
    """Of two looks at the page, four seconds apart, the counter lies between and the gauge is near the second.

    Twice in a row, the second time with more connections.
    """
    pod, prefix = cluster.pod(cluster.value("pod")), cluster.value("prefix")
    pod.container("web").runs("curl", "-s", MANY, called="`web` to answer on port 80").succeeds()
    given = cluster.value("status"), cluster.value("port"), f"{prefix}_requests_total", f"{prefix}_connections_active"
    words = "both metrics following the page for eight seconds"
    pod.container("adapter").runs("sh", "-c", FOLLOWS, "sh", *given, called=words).succeeds()
