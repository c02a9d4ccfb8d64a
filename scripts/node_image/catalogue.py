"""Which images the node carries, how they are laid out, and under which names."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from .bench import Bench, Tools
from .debian import DebianRoot
from .layers import Image, Layer, LayerWriter

FILES = Path(__file__).parent / "files"
CONTROL_PLANE = ("kube-apiserver", "kube-controller-manager", "kube-scheduler", "kube-proxy")
_SHELL = ("dash", "bash", "coreutils", "grep", "sed", "findutils", "debianutils", "hostname", "util-linux-extra")
_PEOPLE = "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/home:/bin/false\n"
_GROUPS = "root:x:0:\nnogroup:x:65534:\n"

Tags = Mapping[str, Sequence[str]]


def workload_images(bench: Bench, tags: Tags) -> list[Image]:
    """What learners run; every tag of one program is the same image."""
    root = DebianRoot(bench.product("debian"))
    made: dict[str, tuple[Layer, dict[str, Any]]] = {
        "nginx": (
            _nginx(bench, root),
            {"Cmd": ["nginx", "-g", "daemon off;"], "StopSignal": "SIGQUIT", "ExposedPorts": {"80/tcp": {}}},
        ),
        "redis": (
            _service(bench, root, "redis", ("redis-server",)),
            {
                "Entrypoint": ["docker-entrypoint.sh"],
                "Cmd": ["redis-server", "--protected-mode", "no"],
                "WorkingDir": "/data",
                "ExposedPorts": {"6379/tcp": {}},
            },
        ),
        "haproxy": (
            _service(bench, root, "haproxy", ("haproxy",)),
            {
                "Entrypoint": ["docker-entrypoint.sh"],
                "Cmd": ["haproxy", "-f", "/usr/local/etc/haproxy/haproxy.cfg"],
                "StopSignal": "SIGUSR1",
            },
        ),
    }
    return [Image(_hub_names(name, tags[name]), layer, settings) for name, (layer, settings) in made.items()]


def busybox_image(bench: Bench, tools: Tools, tags: Tags) -> Image:
    """busybox with a link for each of its commands in /bin."""
    program = bench.product("bin/busybox")
    commands = tools.read([program, "--list"]).split()
    with LayerWriter(bench.product("layers/busybox.tar.gz")) as layer:
        layer.file("bin/busybox", program)
        for command in commands:
            layer.link(f"bin/{command}", "busybox")
        layer.text("etc/passwd", _PEOPLE)
        layer.text("etc/group", _GROUPS)
        for folder, mode in (
            ("home", 0o755),
            ("root", 0o700),
            ("var/www", 0o755),
            ("usr/sbin", 0o755),
            ("tmp", 0o1777),
        ):
            layer.folder(folder, mode)
        layer.link("usr/bin", "../bin")
    return Image(_hub_names("busybox", tags["busybox"]), layer.layer(), {"Cmd": ["sh"]})


def system_images(bench: Bench, pins: Mapping[str, Any]) -> list[Image]:
    """The control plane, its store, DNS and the pod's own process."""
    root, kubernetes = DebianRoot(bench.product("debian")), pins["kubernetes"]
    registry, version = "registry.k8s.io", kubernetes["version"]
    with LayerWriter(bench.product("layers/kubernetes.tar.gz")) as layer:
        layer.file("usr/local/bin/kubernetes", bench.product("bin/kubernetes"))
        for name in CONTROL_PLANE:
            layer.link(f"usr/local/bin/{name}", "kubernetes")
        root.cut(layer, ("iptables", "nftables", "conntrack", "ca-certificates"))  # for the proxy
    control_plane = tuple(f"{registry}/{name}:v{version}" for name in CONTROL_PLANE)
    etcd = _one_program(bench, "etcd", bench.product("bin/etcd"), "usr/local/bin/etcd")
    coredns = _one_program(bench, "coredns", bench.product("bin/coredns"), "coredns")
    pause = _one_program(bench, "pause", root.path / "usr/bin/catatonit", "pause")
    return [
        Image(control_plane, layer.layer()),
        Image((f"{registry}/etcd:{kubernetes['etcd']}",), etcd),
        Image((f"{registry}/coredns/coredns:v{kubernetes['coredns']}",), coredns, {"Entrypoint": ["/coredns"]}),
        # -P also reaps zombies, which pods with a shared process namespace need
        Image((f"{registry}/pause:{kubernetes['pause']}",), pause, {"Entrypoint": ["/pause", "-P"]}),
    ]


def _one_program(bench: Bench, name: str, program: Path, place: str) -> Layer:
    with LayerWriter(bench.product(f"layers/{name}.tar.gz")) as layer:
        layer.file(place, program)
        layer.folder("tmp", 0o1777)
        layer.text("etc/passwd", _PEOPLE)
        layer.text("etc/group", _GROUPS)
    return layer.layer()


def _nginx(bench: Bench, root: DebianRoot) -> Layer:
    own = FILES / "nginx"
    with LayerWriter(bench.product("layers/nginx.tar.gz")) as layer:
        layer.text("etc/passwd", _with_user(root, "nginx", 101))
        layer.text("etc/group", _with_group(root, "nginx", 101))
        layer.file("etc/nginx/nginx.conf", own / "nginx.conf")
        layer.file("etc/nginx/conf.d/default.conf", own / "default.conf")
        layer.file("usr/share/nginx/html/index.html", own / "index.html")
        layer.file("usr/share/nginx/html/50x.html", own / "50x.html")
        layer.link("var/log/nginx/access.log", "/dev/stdout")
        layer.link("var/log/nginx/error.log", "/dev/stderr")
        layer.link("etc/nginx/modules", "/usr/lib/nginx/modules")
        for folder in ("var/cache/nginx", "var/lib/nginx", "run", "docker-entrypoint.d"):
            layer.folder(folder)
        root.cut(layer, ("nginx-light", "curl", "ca-certificates", *_SHELL))
    return layer.layer()


def _service(bench: Bench, root: DebianRoot, name: str, packages: Sequence[str]) -> Layer:
    with LayerWriter(bench.product(f"layers/{name}.tar.gz")) as layer:
        layer.folder("data", 0o777)
        layer.file("usr/local/bin/docker-entrypoint.sh", FILES / name / "docker-entrypoint.sh")
        layer.link(f"usr/local/sbin/{name}", f"/usr/sbin/{name}")
        layer.folder(f"usr/local/etc/{name}")
        layer.folder("run")
        root.cut(layer, (*packages, *_SHELL))
    return layer.layer()


def _hub_names(name: str, tags: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"docker.io/library/{name}:{tag}" for tag in tags)


def _with_user(root: DebianRoot, name: str, number: int) -> str:
    people = (root.path / "etc/passwd").read_text()
    return f"{people}{name}:x:{number}:{number}:{name}:/nonexistent:/bin/false\n"


def _with_group(root: DebianRoot, name: str, number: int) -> str:
    return (root.path / "etc/group").read_text() + f"{name}:x:{number}:\n"
