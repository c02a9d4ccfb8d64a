"""kind's configuration for this host: one node, and what hosts with older cgroups or fewer rights need."""

from ckadtrainer.cluster.providers.engine import cgroup_version, may_raise_limits
from ckadtrainer.cluster.providers.service_network import SUBNET

# The kubelet's limit on pulls protects public registries; here it only makes several Pods at once fail to start.
_KUBELET = """
- |
  kind: KubeletConfiguration
  registryPullQPS: 0
  serializeImagePulls: false
"""
_KUBELET_ON_OLD_CGROUPS = """  failCgroupV1: false
"""
# Many namespaces that come and go use up the controllers' 20 requests a second: then a Service learns late of its Pods.
# The version is named, as a later one has the arguments as a list: kind leaves the patch out there.
_CONTROLLERS = """- |
  apiVersion: kubeadm.k8s.io/v1beta3
  kind: ClusterConfiguration
  controllerManager: {extraArgs: {kube-api-qps: "200", kube-api-burst: "400"}}
"""
_CONTAINERD_WITHOUT_RIGHTS = """
containerdConfigPatches:
- |
  [plugins."io.containerd.grpc.v1.cri"]
  restrict_oom_score_adj = true
"""


def kind_config(dns: str = "") -> str:
    """The YAML for `kind create cluster --config`; `dns` is CoreDNS' image tag where it is not kubeadm's own."""
    text = f"kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\nnetworking: {{serviceSubnet: {SUBNET}}}\n"
    patches = _KUBELET
    if cgroup_version() == 1:
        patches += _KUBELET_ON_OLD_CGROUPS
    patches += _CONTROLLERS
    if dns:
        patches += f"- |\n  kind: ClusterConfiguration\n  dns: {{imageTag: {dns}}}\n"
    text += f"kubeadmConfigPatches:{patches}"
    if not may_raise_limits():
        text += _CONTAINERD_WITHOUT_RIGHTS
    return text
