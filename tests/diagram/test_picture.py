"""What a learner sees at a glance, at any width, whatever the names are."""

import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from ckadtrainer.diagram.canvas import cut, safe
from ckadtrainer.diagram.columns import Columns
from ckadtrainer.diagram.labels import Labels
from ckadtrainer.diagram.picture import draw
from ckadtrainer.diagram.reading import diagram_of

SOLUTIONS = sorted((Path(__file__).parents[2] / "drills").glob("*/*/answers/solution.yaml"))

_names = st.one_of(st.sampled_from(["writer", "a", "data", "数据", "🚀x"]), st.text(max_size=30))
_paths = st.one_of(st.sampled_from(["/data", "/", "/usr/share/nginx/html"]), st.text(max_size=40))
_odd = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.just([]), st.just({}))


def _half(fields):
    """Mappings in which any field may be missing or of the wrong shape."""
    return st.fixed_dictionaries({}, optional={key: st.one_of(value, _odd) for key, value in fields.items()})


_mount = _half({"name": _names, "mountPath": _paths, "readOnly": st.booleans(), "subPath": _paths})
_container = _half(
    {
        "name": _names,
        "image": _names,
        "restartPolicy": st.just("Always"),
        "ports": st.lists(_half({"containerPort": st.integers(1, 65535), "name": _names}), max_size=3),
        "volumeMounts": st.lists(_mount, max_size=3),
    }
)
_source = st.sampled_from(["emptyDir", "configMap", "projected", "hostPath", "nfs"])
_volume = st.one_of(
    _half({"name": _names}),
    st.tuples(_names, _source, _odd).map(lambda it: {"name": it[0], it[1]: it[2]}),
)
_spec = _half(
    {
        "initContainers": st.lists(_container, max_size=3),
        "containers": st.lists(_container, max_size=4),
        "volumes": st.lists(_volume, max_size=3),
        "shareProcessNamespace": st.booleans(),
    }
)
_pod = st.fixed_dictionaries({"kind": st.just("Pod")}, optional={"metadata": _half({"name": _names}), "spec": _spec})
_service = st.fixed_dictionaries({"kind": st.just("Service")}, optional={"metadata": _half({"name": _names})})


@settings(deadline=None)
@given(st.lists(st.one_of(_pod, _service, _odd), max_size=3), st.integers(1, 120))
def test_it_is_never_wider_than_asked_and_never_steers_a_terminal(documents, width):
    for line in draw(diagram_of(documents), width):
        assert cell_len(line) <= width
        assert not [c for c in line if unicodedata.category(c) in ("Cc", "Cs")]


@settings(deadline=None)
@given(_pod, st.sampled_from([38, 60, 100]))
def test_every_container_and_volume_is_there_by_name_or_its_beginning(document, width):
    diagram = diagram_of([document])
    (pod,) = diagram.pods
    text = "\n".join(draw(diagram, width))
    for name in (*(it.name for it in pod.containers), *(it.name for it in pod.volumes)):
        assert safe(name) in text or cut(safe(name), 5).removesuffix("…") in text


@settings(deadline=None)
@given(_pod, st.sampled_from([38, 60, 100]))
def test_the_right_edges_of_a_box_stand_below_each_other(document, width):
    diagram = diagram_of([document])
    for pod in diagram.pods:
        if Columns(pod, Labels(pod, {}), width).fits:
            return
    edges = []
    for line in draw(diagram, width):
        if line.startswith("┌"):
            edges = [cell_len(line[: line.rindex("┐") + 1])]
        elif line.startswith("╭"):
            edges = []
        elif edges and line[0] in "│└":
            cells = [c for c in line for _ in range(cell_len(c))]
            assert cells[edges[0] - 1] in "│├┘" or "┐" in line


@pytest.mark.parametrize("width", [38, 60, 100])
@pytest.mark.parametrize("file", SOLUTIONS, ids=lambda file: file.parts[-3])
def test_solutions_are_drawn_with_nothing_cut_at_sixty(file, width):
    documents = list(yaml.safe_load_all(file.read_text("utf-8")))
    diagram = diagram_of(documents)
    lines = draw(diagram, width)
    assert max(map(cell_len, lines), default=0) <= width
    if diagram.pods and width >= 60:
        assert "…" not in "".join(lines)


def test_where_there_is_room_containers_stand_beside_each_other(shared):
    assert draw(shared, 100) == [
        "Pod shared-vol",
        "┌ prepare ─ init ┐    ┌ writer ─┐  ┌ reader ──┐",
        "│ busybox        ├───▶│ busybox │  │ nginx    │",
        "│                │    │         │  │ :80      │",
        "└┬───────────────┘    └┬────────┘  └┬─────────┘",
        " ▲ /data               ▲ /shared    ▲ /www  ro",
        " ▼                     ▼            │",
        "╭┴─────────────────────┴────────────┴╮",
        "│ data  emptyDir Memory 1Gi          │",
        "╰────────────────────────────────────╯",
    ]


def test_where_there_is_none_they_stand_below_each_other(shared):
    assert draw(shared, 38) == [
        "Pod shared-vol",
        "┌ prepare ─ init ─┐",
        "│ busybox         │",
        "│ /data           ├◀─▶┐",
        "└─┬───────────────┘   │",
        "┌─▼ writer ───────┐   │",
        "│ busybox         │   │",
        "│ /shared         ├◀─▶┤",
        "└─────────────────┘   │",
        "┌ reader ─────────┐   │",
        "│ nginx  :80      │   │",
        "│ /www         ro ├◀──┤",
        "└─────────────────┘   │",
        "╭ data ───────────────┴╮",
        "│ emptyDir Memory 1Gi  │",
        "╰──────────────────────╯",
    ]
