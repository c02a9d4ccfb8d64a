"""What loading the official client's HTTP layer costs."""

import subprocess
import sys

PROGRAM = """
import sys
from ckadtrainer.cluster.client import Client
from ckadtrainer.cluster.kubeconfig import Credentials
Client(Credentials("http://127.0.0.1:1"))
loaded = {name.split(".")[0] for name in sys.modules}
print(sorted(loaded & {"pydantic", "requests", "requests_oauthlib", "oauthlib", "websocket", "dateutil"}))
print([name for name in sys.modules if name.startswith("kubernetes.client.models")])
from kubernetes import client, config
from kubernetes.client.rest import RESTClientObject
print(client.CoreV1Api.__name__, RESTClientObject.__name__)
"""


def test_the_rest_of_the_client_stays_unloaded_and_still_loads_later():
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.splitlines() == ["[]", "[]", "CoreV1Api RESTClientObject"]
