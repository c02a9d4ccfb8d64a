"""Equivalents are written otherwise and mean the same."""

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ckadtrainer.mutation.deriving import OPERATORS, mutants_of
from ckadtrainer.mutation.mutant import Kind

from .conftest import SOLUTIONS
from .meaning import meaning

SEEDS = st.text(max_size=8)
DRILLS = st.sampled_from(sorted(SOLUTIONS))


@settings(max_examples=50, deadline=None)
@given(DRILLS, SEEDS)
def test_an_equivalent_means_what_the_solution_means(drill, seed):
    solution = SOLUTIONS[drill]
    for mutant in mutants_of(solution, seed):
        if mutant.kind is Kind.EQUIVALENT:
            assert meaning(mutant.documents) == meaning(solution), mutant.name


@settings(max_examples=50, deadline=None)
@given(DRILLS, SEEDS)
def test_a_near_miss_means_something_else(drill, seed):
    solution = SOLUTIONS[drill]
    for mutant in mutants_of(solution, seed):
        if mutant.kind is Kind.NEAR_MISS:
            assert meaning(mutant.documents) != meaning(solution), mutant.name


def test_every_operator_of_equivalents_is_seen_at_work():
    made = {it.operator for solution in SOLUTIONS.values() for it in mutants_of(solution, "seed")}

    assert {name for name, (_, kind) in OPERATORS.items() if kind is Kind.EQUIVALENT} <= made


@pytest.fixture
def equivalent(solution):
    """An equivalent of a solution by its operator's name."""

    def equivalent(drill, operator):
        (mutant,) = [it for it in mutants_of(solution(drill), "seed") if it.operator == operator]
        return mutant.documents

    return equivalent


def test_containers_and_volumes_stand_in_reverse_order(equivalent):
    (pod,) = equivalent("shared_vol", "other_order")
    shop = equivalent("shop", "other_order")[0]["spec"]["template"]["spec"]

    assert [it["name"] for it in pod["spec"]["containers"]] == ["reader", "writer"]
    assert [it["name"] for it in shop["volumes"]] == ["cache", "conf"]
    assert [it["name"] for it in shop["containers"][0]["env"]] == ["B", "A"]


def test_variables_that_refer_to_each_other_keep_their_order(solution):
    documents = copy.deepcopy(solution("shop"))
    documents[0]["spec"]["template"]["spec"]["containers"][0]["env"][1]["value"] = "$(A)"

    made = next(it for it in mutants_of(documents, "seed") if it.operator == "other_order")

    env = made.documents[0]["spec"]["template"]["spec"]["containers"][0]["env"]
    assert [it["name"] for it in env] == ["A", "B"]


def test_images_are_spelt_out(equivalent, solution):
    (pod,) = equivalent("init_pod", "full_image_names")
    (tagged,) = equivalent("init_pod", "latest_tags")

    assert pod["spec"]["containers"][0]["image"] == "docker.io/library/nginx"
    assert tagged["spec"]["containers"][0]["image"] == "nginx:latest"
    named = equivalent("shop", "full_image_names")[0]["spec"]["template"]["spec"]
    assert named["initContainers"][0]["image"] == "docker.io/library/busybox:1.36"
    assert named["containers"][0]["image"] == "registry.example.com:5000/team/web:1.25"


def test_amounts_are_spelt_another_way(equivalent):
    pod = equivalent("shop", "other_quantities")[0]["spec"]["template"]["spec"]

    assert pod["containers"][0]["resources"] == {
        "requests": {"cpu": "0.5", "memory": "134217728"},
        "limits": {"cpu": "1000m", "memory": "1073741824"},
    }
    assert pod["volumes"][1]["emptyDir"]["sizeLimit"] == "67108864"


def test_a_script_can_stand_in_the_arguments_and_the_shell_have_a_path(equivalent):
    split = equivalent("init_pod", "script_as_argument")[0]["spec"]["initContainers"][0]
    by_path = equivalent("init_pod", "shell_by_path")[0]["spec"]["initContainers"][0]

    assert (split["command"], split["args"]) == (["sh", "-c"], ["echo 'Init complete'"])
    assert by_path["command"] == ["/bin/sh", "-c", "echo 'Init complete'"]


def test_a_volume_has_its_new_name_everywhere(equivalent):
    (pod,) = equivalent("app_complete", "rename_volumes")
    (volume,) = pod["spec"]["volumes"]

    containers = [*pod["spec"]["initContainers"], *pod["spec"]["containers"]]
    assert {mount["name"] for it in containers for mount in it["volumeMounts"]} == {volume["name"]} != {"data"}
