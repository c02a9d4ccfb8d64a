"""Doctor: each finding from the state it is about."""

import shutil
import subprocess
from datetime import UTC, datetime, timedelta

import pytest

from ckadtrainer.cluster import doctor
from ckadtrainer.cluster.certificates import end_of
from ckadtrainer.cluster.kubeconfig import Credentials, write_kubeconfig
from ckadtrainer.cluster.providers.engine import Engine
from ckadtrainer.provisioning import ClusterStatus, Condition, Severity


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate that ends in 30 days, and its key."""
    if not shutil.which("openssl"):
        pytest.skip("openssl makes the certificate")
    folder = tmp_path_factory.mktemp("certificate")
    words = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 -subj /CN=learner"
    subprocess.run(
        ["openssl", *words.split(), "-keyout", folder / "key", "-out", folder / "pem"], check=True, capture_output=True
    )
    return (folder / "pem").read_text(), (folder / "key").read_text()


def test_the_end_of_a_certificate_is_read_from_its_bytes(certificate):
    left = end_of(certificate[0]) - datetime.now(UTC)
    assert timedelta(days=29) < left <= timedelta(days=30)


@pytest.mark.parametrize("text", ["", "nonsense", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
def test_what_is_no_certificate_has_no_end(text):
    assert end_of(text) is None


@pytest.mark.parametrize(("days", "severity"), [(0, Severity.OK), (20, Severity.WARNING), (31, Severity.PROBLEM)])
def test_a_certificate_near_its_end(days, severity, certificate, tmp_path):
    pem, key = certificate
    write_kubeconfig(
        Credentials("https://127.0.0.1:9", authority=pem, certificate=pem, key=key), "default", tmp_path / "kc"
    )
    found = doctor.certificate_finding(tmp_path / "kc", datetime.now(UTC) + timedelta(days=days))
    assert (found.code, found.severity) == ("CKT008", severity)
    assert bool(found.remedy) is (severity is not Severity.OK)


def test_no_engine_is_a_problem_with_a_remedy():
    assert doctor.engine_finding(Engine("podman", "5.0")).severity is Severity.OK
    found = doctor.engine_finding(None)
    assert found.severity is Severity.PROBLEM
    assert found.remedy


def test_an_engine_that_lacks_its_runtime_is_a_problem_with_a_remedy(monkeypatch):
    monkeypatch.setattr(Engine, "lack", "Podman has no runc.")
    found = doctor.engine_finding(Engine("podman", "5.0"))
    assert (found.severity, found.state) == (Severity.PROBLEM, "Podman has no runc")
    assert found.remedy


def test_the_clusters_own_words_are_handed_on():
    status = ClusterStatus(Condition.STOPPED, "ckad-trainer", detail="Its node is exited.", remedy="Run it.")
    found = doctor.cluster_finding(status)
    assert (found.severity, found.state, found.remedy) == (Severity.PROBLEM, "Its node is exited.", "Run it.")


def test_low_limits_name_the_command(tmp_path):
    (tmp_path / "max_user_instances").write_text("64\n")
    (tmp_path / "max_user_watches").write_text("100000\n")
    (found,) = doctor.inotify_findings(tmp_path)
    assert found.severity is Severity.WARNING
    assert "fs.inotify.max_user_instances=512" in found.remedy
    assert "max_user_watches" not in found.remedy


def test_no_limits_to_see_is_no_finding(tmp_path):
    assert doctor.inotify_findings(tmp_path / "absent") == ()


def test_a_kubeconfig_others_can_read(tmp_path):
    file = tmp_path / "kubeconfig"
    file.touch(0o600)
    assert doctor.permission_finding(file).severity is Severity.OK
    file.chmod(0o644)
    assert doctor.permission_finding(file).remedy == f"Run `chmod 600 {file}`."


def test_too_little_disk(tmp_path):
    assert doctor.disk_finding(tmp_path / "not" / "there", 1).severity is Severity.OK
    assert doctor.disk_finding(tmp_path, 1e18).severity is Severity.WARNING
