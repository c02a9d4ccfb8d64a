"""The solutions of the built-in drills, and one with what they do not use."""

from pathlib import Path
from random import Random

import pytest
import yaml

from ckadtrainer.definition.loader import load_drill
from ckadtrainer.definition.manifests import read_manifests

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = sorted(file.parent.parent for file in (ROOT / "drills").glob("*/*/answers/solution.yaml"))

SHOP = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  selector: {matchLabels: {app: shop}}
  template:
    metadata: {labels: {app: shop}}
    spec:
      serviceAccountName: keeper
      initContainers:
      - name: warm
        image: busybox:1.36
        restartPolicy: Always
        command: [sh, -c, 'while true; do echo up; sleep 3; done']
      containers:
      - name: web
        image: registry.example.com:5000/team/web:1.25
        ports: [{containerPort: 8080}]
        env: [{name: A, value: one}, {name: B, value: two}]
        resources: {requests: {cpu: 500m, memory: 128Mi}, limits: {cpu: 1, memory: 1Gi}}
        volumeMounts:
        - {name: conf, mountPath: /etc/web.conf, subPath: web.conf, readOnly: true}
        - {name: cache, mountPath: /cache}
      volumes:
      - {name: conf, configMap: {name: conf}}
      - {name: cache, emptyDir: {sizeLimit: 64Mi}}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: conf}
data: {web.conf: 'listen 8080'}
---
apiVersion: v1
kind: Service
metadata: {name: shop}
spec: {selector: {app: shop}, ports: [{port: 80, targetPort: http}]}
"""


def documents(text):
    """The objects of a file of YAML."""
    return tuple(yaml.safe_load_all(text))


def solution_of(folder):
    """The objects of a drill's solution, with the values that its variables have at first."""
    return tuple(read_manifests(folder / "answers/solution.yaml", is_setup=False, values=load_drill(folder).values)[0])


SOLUTIONS = {
    **{folder.name: solution_of(folder) for folder in FOLDERS},
    "shop": documents(SHOP),
}


@pytest.fixture
def solution():
    """The documents of a drill's solution; `shop` is one more, with a Deployment, a Service and a ConfigMap."""
    return SOLUTIONS.__getitem__


@pytest.fixture(params=sorted(SOLUTIONS))
def any_solution(request):
    """Every solution, one after the other."""
    return SOLUTIONS[request.param]


@pytest.fixture(params=range(5))
def any_chance(request):
    """A source of chance, five of them."""
    return Random(request.param)
