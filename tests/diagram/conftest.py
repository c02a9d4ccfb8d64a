"""Pods as people write them."""

from collections.abc import Callable
from typing import Any

import pytest
import yaml

from ckadtrainer.diagram.pod import Diagram
from ckadtrainer.diagram.reading import diagram_of

SHARED = """
kind: Pod
metadata: {name: shared-vol, labels: {app: shared}}
spec:
  initContainers:
  - {name: prepare, image: busybox, volumeMounts: [{name: data, mountPath: /data}]}
  containers:
  - {name: writer, image: busybox, volumeMounts: [{name: data, mountPath: /shared}]}
  - {name: reader, image: nginx, ports: [{containerPort: 80}],
     volumeMounts: [{name: data, mountPath: /www, readOnly: true}]}
  volumes:
  - {name: data, emptyDir: {medium: Memory, sizeLimit: 1Gi}}
"""


@pytest.fixture
def changed() -> Callable[..., dict[str, Any]]:
    """A Pod with an init container, two app containers and a volume; pairs of words are replaced in its text."""

    def manifest(*replacements: tuple[str, str]) -> dict[str, Any]:
        text = SHARED
        for old, new in replacements:
            assert old in text
            text = text.replace(old, new)
        return yaml.safe_load(text)

    return manifest


@pytest.fixture
def shared(changed) -> Diagram:
    """The same as a diagram."""
    return diagram_of([changed()])
