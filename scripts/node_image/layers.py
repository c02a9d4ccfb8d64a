"""Container images as files: layers, OCI archives and a registry's storage, written without any engine."""

import gzip
import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

_LAYER = "application/vnd.oci.image.layer.v1.tar+gzip"
_CONFIG = "application/vnd.oci.image.config.v1+json"
_MANIFEST = "application/vnd.oci.image.manifest.v1+json"
_ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


@dataclass(frozen=True)
class Layer:
    """A gzipped tar file; `diff` is the digest of the tar inside, both as `sha256:…`."""

    path: Path
    digest: str
    diff: str
    size: int


@dataclass(frozen=True)
class Image:
    """One image under all its full names (`docker.io/library/nginx:1.27`)."""

    names: tuple[str, ...]
    layer: Layer
    settings: Mapping[str, Any] = field(default_factory=dict)
    """`Entrypoint`, `Cmd`, `WorkingDir` … as the image format spells them."""

    def blobs(self) -> tuple[bytes, bytes]:
        """Its configuration and its manifest."""
        config = json.dumps(
            {
                "architecture": _ARCHITECTURES[os.uname().machine],
                "os": "linux",
                "config": {"Env": [PATH], **self.settings},
                "rootfs": {"type": "layers", "diff_ids": [self.layer.diff]},
                "history": [{"created_by": "ckadtrainer node image"}],
            },
            sort_keys=True,
        ).encode()
        manifest = json.dumps(
            {
                "schemaVersion": 2,
                "mediaType": _MANIFEST,
                "config": _descriptor(_CONFIG, config),
                "layers": [{"mediaType": _LAYER, "digest": self.layer.digest, "size": self.layer.size}],
            },
            sort_keys=True,
        ).encode()
        return config, manifest


class LayerWriter:
    """Collects files into one layer; every file has owner root and the same time, so equal input is equal output."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._part = path.with_name(path.name + ".part")
        self._seen: set[str] = set()

    def __enter__(self) -> "LayerWriter":
        self._file = self._part.open("wb")
        self._packed = _Hashing(self._file)
        self._gzip = gzip.GzipFile(fileobj=self._packed, mode="wb", compresslevel=1, mtime=0)
        self._plain = _Hashing(self._gzip)
        into: Any = self._plain  # it only ever writes
        self._tar = tarfile.open(fileobj=into, mode="w|", format=tarfile.PAX_FORMAT)
        return self

    def __exit__(self, *_: object) -> None:
        self._tar.close()
        self._gzip.close()
        self._file.close()

    def layer(self) -> Layer:
        """What was written; call it after the `with` block. The file appears whole or not at all."""
        self._part.replace(self._path)
        digest, diff = f"sha256:{self._packed.sha.hexdigest()}", f"sha256:{self._plain.sha.hexdigest()}"
        return Layer(self._path, digest, diff, self._path.stat().st_size)

    def folder(self, name: str, mode: int = 0o755) -> None:
        if name and name not in self._seen:
            self.folder(str(Path(name).parent) if "/" in name else "")
            self._add(name, tarfile.DIRTYPE, mode)

    def text(self, name: str, content: str, mode: int = 0o644) -> None:
        self._parents(name)
        data = content.encode()
        self._add(name, tarfile.REGTYPE, mode, data=io.BytesIO(data), size=len(data))

    def link(self, name: str, target: str) -> None:
        self._parents(name)
        self._add(name, tarfile.SYMTYPE, 0o777, target=target)

    def file(self, name: str, source: Path) -> None:
        """Copy one file, link or folder (without what is in it) under that name; twice is once."""
        if name in self._seen:
            return
        status = source.lstat()
        if source.is_symlink():
            self.link(name, str(source.readlink()))
        elif source.is_dir():
            self.folder(name, status.st_mode & 0o7777)
        elif source.is_file():
            self._parents(name)
            with source.open("rb") as data:
                self._add(name, tarfile.REGTYPE, status.st_mode & 0o7777, data=data, size=status.st_size)

    def _parents(self, name: str) -> None:
        if "/" in name:
            self.folder(name.rsplit("/", 1)[0])

    def _add(
        self, name: str, kind: bytes, mode: int, *, target: str = "", data: IO[bytes] | None = None, size: int = 0
    ) -> None:
        if name in self._seen:
            return
        self._seen.add(name)
        entry = tarfile.TarInfo(name)
        entry.type, entry.mode, entry.linkname, entry.size = kind, mode, target, size
        self._tar.addfile(entry, data)


class _Hashing:
    """A write-only stream that keeps the digest of what went through."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner
        self.sha = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self.sha.update(data)
        self._inner.write(data)
        return len(data)

    def flush(self) -> None:
        self._inner.flush()


def write_archive(images: Sequence[Image], path: Path) -> None:
    """An OCI layout with all images in one tar file, as `ctr images import` reads it."""
    index: list[dict[str, Any]] = []
    written: set[str] = set()
    part = path.with_name(path.name + ".part")
    with tarfile.open(part, "w") as archive:
        for image in images:
            config, manifest = image.blobs()
            for blob in (config, manifest):
                _add_bytes(archive, f"blobs/sha256/{sha256(blob)}", blob, written)
            if image.layer.digest not in written:
                written.add(image.layer.digest)
                archive.add(image.layer.path, f"blobs/sha256/{image.layer.digest.removeprefix('sha256:')}")
            index += [
                {**_descriptor(_MANIFEST, manifest), "annotations": {"io.containerd.image.name": name}}
                for name in image.names
            ]
        _add_bytes(archive, "oci-layout", b'{"imageLayoutVersion": "1.0.0"}', written)
        _add_bytes(archive, "index.json", json.dumps({"schemaVersion": 2, "manifests": index}).encode(), written)
    part.replace(path)


def write_registry(images: Iterable[Image], root: Path, host: str = "docker.io/") -> None:
    """The storage folder of Docker's registry, filled with the images of that host under all their tags."""
    base = root / "docker/registry/v2"
    for image in images:
        config, manifest = image.blobs()
        for blob in (config, manifest):
            _store(base, sha256(blob)).write_bytes(blob)
        layer = image.layer.digest.removeprefix("sha256:")
        _store(base, layer).write_bytes(image.layer.path.read_bytes())
        for name in image.names:
            if name.startswith(host):
                repository, tag = name.removeprefix(host).split(":")
                _tag(base / "repositories" / repository, tag, sha256(manifest), (sha256(config), layer))


def _tag(repository: Path, tag: str, manifest: str, blobs: Iterable[str]) -> None:
    for blob in blobs:
        _link(repository / "_layers/sha256" / blob, blob)
    _link(repository / "_manifests/revisions/sha256" / manifest, manifest)
    _link(repository / "_manifests/tags" / tag / "current", manifest)
    _link(repository / "_manifests/tags" / tag / "index/sha256" / manifest, manifest)


def _link(folder: Path, digest: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "link").write_text(f"sha256:{digest}")


def _store(base: Path, digest: str) -> Path:
    folder = base / "blobs/sha256" / digest[:2] / digest
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "data"


def _add_bytes(archive: tarfile.TarFile, name: str, data: bytes, written: set[str]) -> None:
    if name not in written:
        written.add(name)
        entry = tarfile.TarInfo(name)
        entry.size = len(data)
        archive.addfile(entry, io.BytesIO(data))


def _descriptor(media: str, blob: bytes) -> dict[str, Any]:
    return {"mediaType": media, "digest": f"sha256:{sha256(blob)}", "size": len(blob)}


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
