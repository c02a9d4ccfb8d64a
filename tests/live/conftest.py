"""The cluster that live tests run on: it must be up, for a test that is skipped proves nothing."""

from pathlib import Path

import pytest

from ckadtrainer.cluster.providers import chosen_provider
from ckadtrainer.provisioning import Condition


@pytest.fixture(scope="session")
def cluster_kubeconfig() -> Path:
    """The practice cluster's own kubeconfig."""
    provider = chosen_provider()
    status = provider.status()
    if status.condition is not Condition.READY:
        pytest.fail(f"Live tests need the practice cluster. {status.detail} {status.remedy}", pytrace=False)
    return provider.kubeconfig()
