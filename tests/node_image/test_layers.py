"""Images as files: what a container engine and a registry would read."""

import gzip
import hashlib
import json
import tarfile

import pytest
from node_image.layers import Image, LayerWriter, write_archive, write_registry


@pytest.fixture
def layer(tmp_path):
    (tmp_path / "program").write_text("#!/bin/sh\n")
    (tmp_path / "program").chmod(0o755)
    with LayerWriter(tmp_path / "layer.tar.gz") as writer:
        writer.file("usr/bin/program", tmp_path / "program")
        writer.link("bin", "usr/bin")
        writer.text("etc/motd", "hello")
        writer.folder("tmp", 0o1777)
        writer.text("etc/motd", "twice is once")
    return writer.layer()


@pytest.fixture
def image(layer):
    return Image(("docker.io/library/web:1", "docker.io/library/web:latest"), layer, {"Cmd": ["program"]})


def test_a_layer_holds_folders_files_and_links(layer):
    with tarfile.open(layer.path) as archive:
        found = {entry.name: entry for entry in archive}
        assert archive.extractfile("etc/motd").read() == b"hello"
    assert list(found) == ["usr", "usr/bin", "usr/bin/program", "bin", "etc", "etc/motd", "tmp"]
    assert (found["usr/bin/program"].mode, found["tmp"].mode, found["bin"].linkname) == (0o755, 0o1777, "usr/bin")
    assert {(entry.uid, entry.mtime) for entry in found.values()} == {(0, 0)}


def test_digests_are_of_the_packed_and_the_plain_bytes(layer):
    packed = layer.path.read_bytes()
    assert layer.digest == f"sha256:{hashlib.sha256(packed).hexdigest()}"
    assert layer.diff == f"sha256:{hashlib.sha256(gzip.decompress(packed)).hexdigest()}"
    assert layer.size == len(packed)


def test_the_archive_is_whole(image, tmp_path):
    write_archive([image], tmp_path / "images.tar")
    with tarfile.open(tmp_path / "images.tar") as archive:
        index = json.load(archive.extractfile("index.json"))
        for entry in archive:
            if entry.name.startswith("blobs/"):
                assert hashlib.sha256(archive.extractfile(entry).read()).hexdigest() == entry.name.rsplit("/", 1)[1]
        manifest = json.load(archive.extractfile(_blob(index["manifests"][0])))
        config = json.load(archive.extractfile(_blob(manifest["config"])))
    names = [entry["annotations"]["io.containerd.image.name"] for entry in index["manifests"]]
    assert names == list(image.names)
    assert config["config"]["Cmd"] == ["program"]
    assert config["rootfs"]["diff_ids"] == [image.layer.diff]


def test_the_registry_links_every_tag_to_what_it_stores(image, tmp_path):
    write_registry([image], tmp_path)
    base = tmp_path / "docker/registry/v2"
    for tag in ("1", "latest"):
        link = (base / "repositories/library/web/_manifests/tags" / tag / "current/link").read_text()
        digest = link.removeprefix("sha256:")
        stored = (base / "blobs/sha256" / digest[:2] / digest / "data").read_bytes()
        assert hashlib.sha256(stored).hexdigest() == digest


def test_other_hosts_are_not_in_the_registry(image, tmp_path):
    write_registry([Image(("registry.k8s.io/pause:3.10",), image.layer)], tmp_path)
    assert not (tmp_path / "docker/registry/v2/repositories").exists()


def _blob(descriptor):
    return f"blobs/{descriptor['digest'].replace(':', '/')}"
