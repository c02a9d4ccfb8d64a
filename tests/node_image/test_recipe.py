"""The recipe as a whole: pinned, in order, with a name that follows its inputs."""

import re
import subprocess
import sys
from pathlib import Path

from node_image import recipe
from node_image.debian import DebianRoot

STATUS = """Package: web
Depends: libweb (>= 1), mta | smtp-server
Status: install ok installed

Package: libweb
Pre-Depends: libc6

Package: libc6

Package: exim
Provides: smtp-server
"""


def test_steps_come_after_what_they_need():
    seen = set()
    for step in recipe.steps():
        assert seen.issuperset(step.needs), step.name
        seen.add(step.name)


def test_the_name_carries_the_version_and_a_digest():
    assert re.fullmatch(r"localhost/ckadtrainer/node:v1\.\d+\.\d+-[0-9a-f]{12}", recipe.image_name())


def test_the_builder_runs_by_path_too():
    folder = Path(recipe.__file__).parent
    done = subprocess.run([sys.executable, folder, "name"], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == recipe.image_name()


def test_the_pinned_versions_are_those_of_the_go_modules():
    modules = (recipe.golang.COMPONENTS / "go.mod").read_text()
    pinned = recipe.pins()["kubernetes"]
    assert f"k8s.io/kubernetes v{pinned['version']}" in modules
    assert f"github.com/coredns/coredns v{pinned['coredns']}" in modules
    assert f"go.etcd.io/etcd/server/v3 v{pinned['etcd'].removesuffix('-0')}" in modules


def test_a_package_brings_what_it_depends_on(tmp_path):
    database = tmp_path / "var/lib/dpkg"
    (database / "info").mkdir(parents=True)
    (database / "status").write_text(STATUS)
    (database / "info/libc6:amd64.list").write_text("/.\n/lib\n/lib/libc.so.6\n/usr/share/doc/libc6/copyright\n")
    root = DebianRoot(tmp_path)
    assert root.closure(["web"]) == {"web", "libweb", "libc6", "smtp-server", "exim"}
    assert root.closure(["web"], without=frozenset({"smtp-server"})) == {"web", "libweb", "libc6"}
    assert "usr/lib/libc.so.6" in list(root.files(["libc6"]))
    assert not [path for path in root.files(["libc6"]) if "doc" in path]
