"""One context of one file, and nothing else of the user's."""

import base64
import stat

import pytest
import yaml

from ckadtrainer.cluster.kubeconfig import Credentials, read_credentials, write_kubeconfig
from ckadtrainer.errors import ClusterUnavailable


def b64(text):
    return base64.b64encode(text.encode()).decode()


def document(**user):
    return {
        "current-context": "theirs",
        "contexts": [
            {"name": "ours", "context": {"cluster": "c1", "user": "u1"}},
            {"name": "theirs", "context": {"cluster": "c2", "user": "u1"}},
        ],
        "clusters": [
            {"name": "c1", "cluster": {"server": "https://ours:6443/", "certificate-authority-data": b64("CA")}},
            {"name": "c2", "cluster": {"server": "https://theirs:6443"}},
        ],
        "users": [{"name": "u1", "user": user}],
    }


@pytest.fixture
def file(tmp_path):
    def write(content):
        path = tmp_path / "kubeconfig"
        path.write_text(content if isinstance(content, str) else yaml.safe_dump(content))
        return path

    return write


def test_a_context_is_read_by_its_name(file):
    read = read_credentials(file(document(token="t")), "ours")
    assert read == Credentials("https://ours:6443", authority="CA", token="t")


def test_the_current_context_is_never_taken(file):
    with pytest.raises(ClusterUnavailable, match="2 entries"):
        read_credentials(file(document(token="t")), None)


def test_the_environments_kubeconfig_is_never_taken(file, tmp_path, monkeypatch):
    monkeypatch.setenv("KUBECONFIG", str(file(document(token="t"))))
    with pytest.raises(ClusterUnavailable, match="no practice cluster yet"):
        read_credentials(tmp_path / "none", "ours")


def test_certificates_may_be_files_beside_it(file, tmp_path):
    (tmp_path / "c.pem").write_text("CERT")
    user = {"client-certificate": "c.pem", "client-key-data": b64("KEY")}
    read = read_credentials(file(document(**user)), "theirs")
    assert (read.certificate, read.key) == ("CERT", "KEY")


@pytest.mark.parametrize("content", ["", "[]", "a: [", "contexts: []", "contexts: {}", "\x00"])
def test_a_broken_file_is_told(file, content):
    with pytest.raises(ClusterUnavailable, match="cannot be used"):
        read_credentials(file(content), "ours")


@pytest.mark.parametrize("user", [{"exec": {"command": "aws"}}, {"auth-provider": {}}, {"username": "u"}])
def test_logins_that_need_a_program_are_told(file, user):
    with pytest.raises(ClusterUnavailable, match="plug-in"):
        read_credentials(file(document(**user)), "ours")


def test_a_written_file_reads_back_with_one_context(tmp_path):
    credentials = Credentials("https://ours:6443", "CA", "CERT", "KEY", server_name="localhost")
    path = tmp_path / "deep" / "kubeconfig"
    write_kubeconfig(credentials, "shared-vol-7f3a", path)
    write_kubeconfig(credentials, "shared-vol-1111", path)
    assert read_credentials(path, "ckad") == credentials
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    written = yaml.safe_load(path.read_text())
    assert written["current-context"] == "ckad"
    assert [each["context"]["namespace"] for each in written["contexts"]] == ["shared-vol-1111"]
    assert list(path.parent.iterdir()) == [path]
