"""Near misses: each operator changes what its sentence says, and nothing else."""

import copy

import pytest

from ckadtrainer.mutation.deriving import OPERATORS, mutants_of
from ckadtrainer.mutation.mutant import Kind


def differences(old, new, path=""):
    """Where two values differ, as `path: old -> new`."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in sorted({*old, *new}):
            yield from differences(old.get(key, "nothing"), new.get(key, "nothing"), f"{path}.{key}".lstrip("."))
    elif isinstance(old, list | tuple) and isinstance(new, list | tuple) and len(old) == len(new):
        for number, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from differences(one, other, f"{path}[{number}]")
    elif old != new:
        yield f"{path}: {old} -> {new}"


@pytest.fixture
def change(solution):
    """What a mutant of a solution changes, by its name."""

    def change(drill, name):
        (mutant,) = [it for it in mutants_of(solution(drill), "seed") if it.name == name]
        return list(differences(solution(drill), mutant.documents))

    return change


@pytest.mark.parametrize(
    ("drill", "name", "expected"),
    [
        (
            "shared_vol",
            "drop_mount@reader:/shared",
            ["[0].spec.containers[1].volumeMounts: [{'name': 'shared', 'mountPath': '/shared'}] -> nothing"],
        ),
        (
            "app_complete",
            "own_volume@monitor",
            [
                "[0].spec.containers[1].volumeMounts[0].name: data -> data-own",
                "[0].spec.volumes: [{'name': 'data', 'emptyDir': {}}] -> "
                "[{'name': 'data', 'emptyDir': {}}, {'name': 'data-own', 'emptyDir': {}}]",
            ],
        ),
        (
            "ambassador_pod",
            "add_sub_path@proxy:/etc/nginx/conf.d",
            ["[0].spec.containers[1].volumeMounts[0].subPath: nothing -> part"],
        ),
        (
            "shop",
            "drop_sub_path@web:/etc/web.conf",
            ["[0].spec.template.spec.containers[0].volumeMounts[0].subPath: web.conf -> nothing"],
        ),
        (
            "shop",
            "drop_read_only@web:/etc/web.conf",
            ["[0].spec.template.spec.containers[0].volumeMounts[0].readOnly: True -> nothing"],
        ),
        (
            "shop",
            "drop_setting@warm:restartPolicy",
            ["[0].spec.template.spec.initContainers[0].restartPolicy: Always -> nothing"],
        ),
        (
            "shop",
            "drop_setting@serviceAccountName",
            ["[0].spec.template.spec.serviceAccountName: keeper -> nothing"],
        ),
        ("sidecar_pod", "swap_image@main", ["[0].spec.containers[0].image: nginx -> busybox"]),
        (
            "shop",
            "shorten_tag@web",
            [
                "[0].spec.template.spec.containers[0].image: "
                "registry.example.com:5000/team/web:1.25 -> registry.example.com:5000/team/web:1.2",
                "[0].spec.template.spec.containers[0].imagePullPolicy: nothing -> Never",
            ],
        ),
        (
            "init_pod",
            "never_ready@main",
            ["[0].spec.containers[0].readinessProbe: nothing -> {'exec': {'command': ['false']}, 'periodSeconds': 1}"],
        ),
        (
            "shop",
            "next_container_port@web",
            ["[0].spec.template.spec.containers[0].ports[0].containerPort: 8080 -> 8081"],
        ),
        (
            "ambassador_pod",
            "next_script_port@main",
            [
                "[0].spec.containers[0].command[2]: while true; do wget -qO- http://localhost:8080; sleep 10; done -> "
                "while true; do wget -qO- http://localhost:8081; sleep 10; done"
            ],
        ),
        (
            "init_pod",
            "init_fails@init",
            ["[0].spec.initContainers[0].command[2]: echo 'Init complete' -> echo 'Init complete'\nexit 1"],
        ),
        (
            "init_pod",
            "init_hangs@init",
            ["[0].spec.initContainers[0].command[2]: echo 'Init complete' -> echo 'Init complete'\nsleep infinity"],
        ),
        (
            "init_pod",
            "init_does_nothing@init",
            ["[0].spec.initContainers[0].command: ['sh', '-c', \"echo 'Init complete'\"] -> ['true']"],
        ),
        (
            "init_pod",
            "crash@main",
            ["[0].spec.containers[0].command: nothing -> ['sh', '-c', 'sleep 5; exit 1']"],
        ),
        (
            "shared_vol",
            "crash@reader",
            [
                "[0].spec.containers[1].command[2]: tail -F /shared/log.txt -> "
                "(tail -F /shared/log.txt) & sleep 5; exit 1"
            ],
        ),
        (
            "shared_vol",
            "only_sleep@reader",
            ["[0].spec.containers[1].command: ['sh', '-c', 'tail -F /shared/log.txt'] -> ['sleep', 'infinity']"],
        ),
        (
            "sidecar_pod",
            "only_print@sidecar",
            [
                "[0].spec.containers[1].command[2]: while true; do echo 'Sidecar running'; sleep 5; done -> "
                "while true; do echo 'Sidecar running'; sleep 1; done"
            ],
        ),
        (
            "app_complete",
            "only_print@init",
            ["[0].spec.initContainers[0].command[2]: echo 'Config loaded' > /data/config.txt -> echo 'Config loaded'"],
        ),
        (
            "full_pattern",
            "print_what_others_write@monitor",
            [
                "[0].spec.containers[1].command[2]: "
                "while true; do echo 'Checking...'; cat /data/index.html; sleep 10; done -> "
                "while true; do echo 'Checking...'; echo 'Welcome to CKAD!'; sleep 10; done"
            ],
        ),
        (
            "wait_pod",
            "next_service_port@Service/wait-svc",
            ["[1].spec.ports[0].port: 80 -> 81"],
        ),
        ("wait_pod", "next_target_port@Service/wait-svc", ["[1].spec.ports[0].targetPort: 80 -> 81"]),
        ("wait_pod", "other_namespace@Service/wait-svc", ["[1].metadata.namespace: nothing -> default"]),
    ],
)
def test_a_near_miss_changes_what_it_says_and_nothing_else(change, drill, name, expected):
    assert change(drill, name) == expected


@pytest.mark.parametrize(
    ("drill", "name", "path"),
    [
        ("init_pod", "misspell_container@main", "[0].spec.containers[0].name: main -> "),
        ("init_pod", "misspell_object@Pod/init-pod", "[0].metadata.name: init-pod -> "),
        ("init_pod", "misspell_image@main", "[0].spec.containers[0].image: nginx -> "),
        (
            "shared_vol",
            "misplace_mount@reader:/shared",
            "[0].spec.containers[1].volumeMounts[0].mountPath: /shared -> /",
        ),
        ("wait_pod", "misspell_selector@Service/wait-svc", "[1].spec.selector.app: wait-svc -> "),
        ("shop", "misspell_value@ConfigMap/conf:web.conf", "[1].data.web.conf: listen 8080 -> "),
    ],
)
def test_a_misspelt_word_is_by_one_letter_another(change, drill, name, path):
    found = change(drill, name)[0]
    old, new = found.split(": ", 1)[1].split(" -> ")

    assert found.startswith(path)
    assert len(old) == len(new)
    assert sum(one != other for one, other in zip(old, new, strict=True)) == 1


def test_ten_times_slower_means_every_interval(change):
    assert change("wait_pod", "ten_times_slower@wait")[0].endswith("do sleep 20; done")


def test_a_misspelt_key_keeps_its_value(solution):
    (mutant,) = [it for it in mutants_of(solution("shop"), "seed") if it.operator == "misspell_key"]
    ((key, value),) = mutant.documents[1]["data"].items()

    assert key != "web.conf"
    assert value == "listen 8080"


def test_whole_things_can_be_missing(solution):
    made = {it.name: it.documents for it in mutants_of(solution("wait_pod"), "seed")}

    assert "initContainers" not in made["drop_container@wait"][0]["spec"]
    assert [it["kind"] for it in made["drop_document@Service/wait-svc"]] == ["Pod"]
    assert "drop_container@main" not in made, "a Pod without app containers is no Pod"


def test_shared_volumes_come_first(solution):
    (document, *_) = copy.deepcopy(solution("shared_vol"))
    document["spec"]["containers"][0]["volumeMounts"].insert(0, {"name": "own", "mountPath": "/own"})
    document["spec"]["volumes"].append({"name": "own", "emptyDir": {}})

    dropped = [it.target for it in mutants_of([document], "seed") if it.operator == "drop_mount"]

    assert dropped == ["writer:/shared", "reader:/shared", "writer:/own"]


def test_of_two_that_share_a_volume_one_gets_its_own(solution):
    own = [it for it in mutants_of(solution("shared_vol"), "seed") if it.operator == "own_volume"]

    assert len(own) == 1


def test_a_native_sidecar_lasts_and_is_no_init_container(solution):
    names = {it.name for it in mutants_of(solution("shop"), "seed")}

    assert {"crash@warm", "never_ready@warm", "only_sleep@warm"} <= names
    assert not {"init_fails@warm", "init_hangs@warm", "init_does_nothing@warm"} & names


def test_an_init_container_that_only_prints_is_not_made_to_print(solution):
    assert "only_print@init" not in {it.name for it in mutants_of(solution("init_pod"), "seed")}


def test_every_operator_of_near_misses_is_seen_at_work(solution):
    drills = ("app_complete", "ambassador_pod", "full_pattern", "init_pod", "wait_pod", "shop")
    made = {it.operator for drill in drills for it in mutants_of(solution(drill), "seed")}

    assert {name for name, (_, kind) in OPERATORS.items() if kind is Kind.NEAR_MISS} <= made


def test_every_operator_says_what_it_does():
    for name, (operator, _) in OPERATORS.items():
        assert operator.__doc__.partition("\n")[0].endswith("."), name
