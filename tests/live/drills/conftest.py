"""The practice cluster as a world to try answers in."""

import os
from pathlib import Path

import pytest

from ckadtrainer.clock import SystemClock
from ckadtrainer.cluster.world import KubernetesWorld


@pytest.fixture(scope="session")
def kubeconfig(request):
    """The practice cluster's kubeconfig, or another one that CKADTRAINER_KUBECONFIG names."""
    given = os.environ.get("CKADTRAINER_KUBECONFIG")
    return Path(given) if given else request.getfixturevalue("cluster_kubeconfig")


@pytest.fixture(scope="session")
def world(kubeconfig):
    return KubernetesWorld(kubeconfig)


@pytest.fixture(scope="session")
def clock():
    return SystemClock()
