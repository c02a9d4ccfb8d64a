"""A real world and namespaces of its own."""

import os
import queue
from pathlib import Path

import pytest

from ckadtrainer.cluster.world import KubernetesWorld


@pytest.fixture(scope="session")
def kubeconfig(request):
    """The practice cluster's kubeconfig, or another one that CKADTRAINER_KUBECONFIG names."""
    given = os.environ.get("CKADTRAINER_KUBECONFIG")
    return Path(given) if given else request.getfixturevalue("cluster_kubeconfig")


@pytest.fixture(scope="session")
def world(kubeconfig):
    world = KubernetesWorld(kubeconfig)
    yield world
    world.close()


@pytest.fixture(scope="module")
def namespace(world):
    namespace = world.create_namespace("live_cluster", "live-tests")
    yield namespace
    world.delete_namespace(namespace)


@pytest.fixture(scope="module")
def watch(world, namespace):
    watch = world.watch(namespace, ["Pod"], "nonce")
    yield watch
    watch.close()


@pytest.fixture(scope="session")
def waits_for():
    """Make of a watch what waits for a condition on its snapshots and returns what it found."""

    def waits_for(watch):
        changes = queue.Queue()
        watch.on_change(lambda: changes.put(None))

        def until(condition, seconds=60):
            while not (found := condition(watch.snapshot())):
                changes.get(timeout=seconds)
            return found

        return until

    return waits_for


@pytest.fixture(scope="module")
def until(watch, waits_for):
    """Wait for a condition on a snapshot of the module's namespace and return what it found."""
    return waits_for(watch)
