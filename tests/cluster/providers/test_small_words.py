"""kind's configuration, the DNS log, memory as engines print it, adoption."""

import pytest
import yaml

from ckadtrainer.cluster.kubeconfig import CONTEXT, Credentials, read_credentials, write_kubeconfig
from ckadtrainer.cluster.providers import chosen_provider, context, node_settings
from ckadtrainer.cluster.providers.dns_log import with_log
from ckadtrainer.cluster.providers.engine import parse_memory
from ckadtrainer.cluster.providers.kind import KindProvider
from ckadtrainer.errors import ClusterUnavailable, SetupFailed

COREFILE = """.:53 {
    errors
    health {
       lameduck 5s
    }
    forward . /etc/resolv.conf
}
"""


def test_the_log_plugin_is_switched_on_once():
    once = with_log(COREFILE)
    assert once == COREFILE.replace(".:53 {\n", ".:53 {\n    log\n")
    assert with_log(once) == once


def test_a_log_with_options_counts():
    text = COREFILE.replace("    errors\n", "    log . {\n        class all\n    }\n")
    assert with_log(text) == text


@pytest.mark.parametrize(("cgroups", "rights"), [(1, True), (1, False), (2, True), (2, False)])
def test_kinds_configuration_is_yaml_for_every_host(cgroups, rights, monkeypatch):
    monkeypatch.setattr(node_settings, "cgroup_version", lambda: cgroups)
    monkeypatch.setattr(node_settings, "may_raise_limits", lambda: rights)
    found = yaml.safe_load(node_settings.kind_config("v1.12.3"))
    kubelet, controllers, dns = map(yaml.safe_load, found["kubeadmConfigPatches"])
    assert (kubelet["kind"], controllers["kind"], dns["kind"]) == (
        "KubeletConfiguration",
        *["ClusterConfiguration"] * 2,
    )
    assert kubelet["registryPullQPS"] == 0
    assert kubelet.get("failCgroupV1", True) is (cgroups == 2)
    assert int(controllers["controllerManager"]["extraArgs"]["kube-api-qps"]) > 20
    assert dns["dns"] == {"imageTag": "v1.12.3"}
    assert ("containerdConfigPatches" in found) is not rights


@pytest.mark.parametrize(
    ("text", "amount"),
    [("612.4MB", 612_400_000), ("1.5GiB", 1_610_612_736), ("12kB", 12_000), ("0B", 0), ("--", None), ("", None)],
)
def test_memory_as_engines_print_it(text, amount):
    assert parse_memory(text) == amount


class TestAdoption:
    @pytest.fixture(autouse=True)
    def home(self, tmp_path, monkeypatch):
        monkeypatch.setenv("CKADTRAINER_HOME", str(tmp_path / "home"))

    @pytest.fixture
    def source(self, tmp_path):
        file = tmp_path / "config"
        write_kubeconfig(Credentials("http://127.0.0.1:9", token="t"), "default", file)
        return file

    def test_ours_unless_one_was_adopted(self):
        assert isinstance(chosen_provider(), KindProvider)

    def test_a_context_that_is_not_there_is_not_adopted(self, source):
        with pytest.raises(ClusterUnavailable):
            context.adopt("other", source)
        assert context.adopted() is None

    def test_a_cluster_that_does_not_answer_is_not_adopted(self, source):
        with pytest.raises(ClusterUnavailable):
            context.adopt(CONTEXT, source)
        assert not KindProvider().kubeconfig().exists()

    def test_adopted_copied_and_released(self, source, monkeypatch):
        monkeypatch.setattr(context.Api, "version", lambda _self: "1.35.0")
        provider = context.adopt(CONTEXT, source)
        assert read_credentials(provider.kubeconfig(), None).token == "t"
        assert chosen_provider() == provider
        provider.down()
        assert isinstance(chosen_provider(), KindProvider)
        assert source.exists()

    def test_a_broken_setting_is_told(self):
        context._settings().parent.mkdir(parents=True)
        context._settings().write_text("{")
        with pytest.raises(SetupFailed):
            chosen_provider()
