"""Grade `metrics_adapter`."""

from ckadtrainer.grading import Cluster

# Fifty requests over one connection: from then on requests and connections are two different numbers.
MANY = "http://localhost:80/?[1-50]"
# Looks at the metrics and at the page for ten seconds. Each look at the page is a request too, so the counter is above
# any look before the adapter's own and below any after it: one that is not above a look of four seconds ago is older.
# Half as much is granted as one of these looks was late itself, for a machine that is busy. Ten connections that ask
# nothing are opened on the way, which the gauge must see. An answer without both metrics does not count, for a file is
# empty while it is written.
FOLLOWS = r"""
now() { read -r up rest < /proc/uptime; echo "${up%.*}${up#*.}"; }
looks() {
  start=$(now)
  while [ "$(now)" -lt $((start + 1000)) ]; do
    echo "@asked $(now)"
    wget -T 2 -qO- "http://127.0.0.1:$2/metrics"
    printf '\n@page\n'
    wget -T 2 -qO- "http://127.0.0.1:$1/status"
    printf '\n@seen %s\n' "$(now)"
    if [ -z "$idle" ] && [ "$(now)" -ge $((start + 420)) ]; then
      for idle in 1 2 3 4 5 6 7 8 9 10; do (sleep 7 | nc 127.0.0.1 80) </dev/null >/dev/null 2>&1 & done
    fi
    sleep 0.3
  done
  # Else the next run would see them.
  wait
}
looks "$1" "$2" 2>/dev/null | awk -v counter="$3" -v gauge="$4" '
  function fail(why) { print why; exit 1 }
  $1 == "@asked" { asked[++n] = $2; place = "metrics"; next }
  $1 == "@page" { place = "page"; line = 0; next }
  $1 == "@seen" { seen[n] = $2; next }
  place == "metrics" { sub(/[{][^}]*[}]/, "") }
  place == "metrics" && $1 == counter { told[n] = $2 }
  place == "metrics" && $1 == gauge { open[n] = $2 }
  place == "page" && ++line == 1 { active[n] = $3 }
  place == "page" && line == 3 { count[n] = $3 }
  END {
    for (j = 1; j <= n; j++) {
      if (j > 1 && asked[j] - asked[j - 1] - 30 > late) late = asked[j] - asked[j - 1] - 30
      missing = count[j] == "" ? "status page" : told[j] == "" ? counter : open[j] == "" ? gauge : ""
      if (missing == "") whole[++kept] = j
      else lacking = missing
    }
    if (kept * 2 < n) fail("no " lacking)
    if (late > 200) late = 200
    for (k = 1; k <= kept; k++) {
      j = whole[k]
      if (told[j] + 0 >= count[j] + 0) fail("ahead of the page")
      least = most = active[j]
      before = ""
      for (i = j - 1; i >= 1 && before == ""; i--) {
        if (count[i] == "") continue
        if (active[i] + 0 < least + 0) least = active[i]
        if (active[i] + 0 > most + 0) most = active[i]
        if (seen[i] <= asked[j] - 400 - late / 2) before = count[i]
      }
      if (before == "") continue
      judged++
      if (told[j] + 0 <= before + 0) fail("older than four seconds")
      if (open[j] < least - 3 || open[j] > most + 3) fail(gauge " does not follow the page")
    }
    if (!judged) fail("too slow to be looked at for four seconds")
  }
'
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
    """For ten seconds the counter is never behind the page of four seconds ago, and the gauge stays near the page's."""
    pod, prefix = cluster.pod(cluster.value("pod")), cluster.value("prefix")
    pod.container("web").runs("curl", "-s", MANY, called="`web` to answer on port 80").succeeds()
    given = cluster.value("status"), cluster.value("port"), f"{prefix}_requests_total", f"{prefix}_connections_active"
    words = "both metrics following the page for ten seconds"
    pod.container("adapter").runs("sh", "-c", FOLLOWS, "sh", *given, called=words).succeeds()
