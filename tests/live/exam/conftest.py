"""Exams on the practice cluster, with a history and a folder of their own."""

import os
from pathlib import Path

import pytest

from ckadtrainer import paths
from ckadtrainer.clock import SystemClock
from ckadtrainer.cluster.world import KubernetesWorld
from ckadtrainer.history.store import SqliteStore
from ckadtrainer.packs.loading import load_pack
from ckadtrainer.practice import Practice


@pytest.fixture(scope="session")
def kubeconfig(request):
    """The practice cluster's kubeconfig, or another one that CKADTRAINER_KUBECONFIG names."""
    given = os.environ.get("CKADTRAINER_KUBECONFIG")
    return Path(given) if given else request.getfixturevalue("cluster_kubeconfig")


@pytest.fixture
def practice(kubeconfig, tmp_path):
    """Practice with the built-in pack; nothing of the user's own history is read or swept."""
    clock = SystemClock()
    store = SqliteStore(tmp_path / "history.sqlite3", clock.now())
    world = KubernetesWorld(kubeconfig)
    pack = load_pack(paths.built_in_pack(), built_in=True)
    yield Practice(lambda _: [pack], lambda: world, lambda: store, clock, tmp_path)
    store.close()
    world.close()
