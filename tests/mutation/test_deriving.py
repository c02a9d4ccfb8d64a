"""Mutants as a whole: the same for the same seed, none twice, and the solution left as it is."""

import copy
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from ckadtrainer.mutation.deriving import mutants_of, sample

from .conftest import SOLUTIONS


def canonical(documents):
    return json.dumps(documents, sort_keys=True)


def test_the_same_seed_makes_the_same_mutants_and_another_one_others(any_solution):
    assert mutants_of(any_solution, "a") == mutants_of(any_solution, "a")
    assert mutants_of(any_solution, "a") != mutants_of(any_solution, "b")


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(sorted(SOLUTIONS)), st.text(max_size=8))
def test_no_mutant_is_the_solution_or_another_mutant(drill, seed):
    solution = SOLUTIONS[drill]
    texts = [canonical(it.documents) for it in mutants_of(solution, seed)]

    assert len({canonical(solution), *texts}) == len(texts) + 1


def test_the_solution_stays_as_it_is(any_solution):
    before = copy.deepcopy(any_solution)

    mutants_of(any_solution, "seed")

    assert any_solution == before


def test_names_tell_mutants_apart(any_solution):
    names = [it.name for it in mutants_of(any_solution, "seed")]

    assert len(set(names)) == len(names)


def test_a_sample_is_picked_by_the_seed_and_keeps_the_order(solution):
    mutants = mutants_of(solution("app_complete"), "seed")

    few = sample(mutants, 5, "today")

    assert few == sample(mutants, 5, "today") != sample(mutants, 5, "tomorrow")
    assert list(few) == sorted(few, key=mutants.index)
    assert len(few) == 5
    assert sample(mutants, 999, "today") == mutants


def test_containers_of_one_name_in_two_pods_are_told_apart(solution):
    (pod,) = solution("init_pod")
    other = copy.deepcopy(pod)
    other["metadata"]["name"] = "another"

    names = [it.name for it in mutants_of([pod, other], "seed")]

    assert {"only_sleep@main", "only_sleep@main#2"} <= set(names)
    assert len(set(names)) == len(names)


def test_a_document_that_leaves_most_as_it_is_has_mutants_too():
    container = {"name": "web", "env": [{"name": "A", "value": "one"}]}
    template = {"spec": {"containers": [container]}}
    patch = {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {"name": "shop"},
        "spec": {"template": template},
    }

    names = [it.name for it in mutants_of([patch, {**patch, "spec": {"replicas": 3}}], "seed")]

    assert {"drop_setting@web:env", "misspell_object@Deployment/shop", "extra_labels@all"} <= set(names)
    assert "misspell_image@web" not in names
