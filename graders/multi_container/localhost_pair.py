"""Grade `localhost_pair`."""

from ckadtrainer.grading import Cluster

# The page, the cache, and the page once more: between the two looks the count may grow, however fast. Three counts
# show that it goes on. A page that is just being written is empty, so it is asked for until it is not.
COMPARE = r"""
page() {
  until=$(($(date +%s) + 3))
  while true; do
    count=$(wget -T 2 -qO- "http://localhost:$1/$3.txt" | tr -dc 0-9)
    [ -z "$count" ] && [ "$(date +%s)" -le "$until" ] || break
    sleep 0.1
  done
  echo "$count"
}
first=$(page "$@")
kept=$(printf 'GET %s\r\nQUIT\r\n' "$3" | nc -w 2 localhost "$2" | sed -n 2p | tr -dc 0-9)
second=$([ -n "$first" ] && page "$@")
echo "the page says ${second:-nothing}, the cache ${kept:-nothing}"
test -n "$second" && test -n "$kept" || exit 1
test "$first" -ge 3 && test "$first" -le "$kept" && test $((kept - second)) -le 2
"""
# By way of a shell, so that a wrong image without the program shows as a program that fails.
CONNECT = 'exec nc -z -w 3 localhost "$1"'


def images_as_asked(cluster: Cluster) -> None:
    """Both containers are there with the images asked for."""
    pod = cluster.pod(cluster.value("pod"))
    pod.container("cache").image_is("redis")
    pod.container("app").image_is("busybox")


def both_stay_ready(cluster: Cluster) -> None:
    """Both containers are ready and have stopped restarting."""
    cluster.pod(cluster.value("pod")).containers("cache", "app").stay_ready()


def app_reaches_the_cache(cluster: Cluster) -> None:
    """Redis answers on the loopback address, and `app` gets a connection to it there."""
    pod, port = cluster.pod(cluster.value("pod")), cluster.value("port")
    pod.container("cache").runs("redis-cli", "-p", port, "ping").prints("PONG")
    called = f"`nc -z -w 3 localhost {port}`"
    pod.container("app").runs("sh", "-c", CONNECT, "sh", port, called=called).succeeds()


def nobody_else_reaches_it(cluster: Cluster) -> None:
    """Redis runs; the client gets the app's page from the Pod's address, and no connection to Redis there."""
    pod, port = cluster.pod(cluster.value("pod")), cluster.value("port")
    client = cluster.pod("client").container("client")
    pod.container("cache").runs("redis-cli", "-p", port, "ping").prints("PONG")
    # Only where the app can be reached does a refused connection mean something.
    client.fetch(f"http://{pod.address}:{cluster.number('app_port')}/{cluster.value('key')}.txt").contains("")
    client.runs("nc", "-z", "-w", "3", pod.address, port).fails()


def page_shows_the_count(cluster: Cluster) -> None:
    """The count on the app's page is the one in the cache, and has grown."""
    app = cluster.pod(cluster.value("pod")).container("app")
    values = cluster.value("app_port"), cluster.value("port"), cluster.value("key")
    app.runs("sh", "-c", COMPARE, "sh", *values, called="a comparison of the page with the cache").succeeds()
