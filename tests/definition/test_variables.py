"""Variants: the same seed gives the same values, and they go into every text of a drill."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from ckadtrainer.definition.loader import load_drill
from ckadtrainer.definition.values import fill
from ckadtrainer.definition.variables import Variable, draw

NAMES = ["shop", "blog", "wiki", "mail"]
VARIABLES = {
    "app": Variable.model_validate({"one_of": NAMES}),
    "other": Variable.model_validate({"one_of": NAMES}),
    "port": Variable.model_validate({"between": [8080, 8099]}),
}
VARIED = """\
variables:
  app: {one_of: [hello, howdy, hi]}
  port: {between: [8000, 8999]}
"""


@given(seed=st.text(max_size=12))
def test_one_seed_gives_one_variant_with_different_values(seed: str) -> None:
    values = draw(VARIABLES, seed)

    assert values == draw(VARIABLES, seed)
    assert values["app"] in NAMES
    assert values["app"] != values["other"]
    assert 8080 <= int(values["port"]) <= 8099


def test_the_empty_seed_gives_the_first_of_everything() -> None:
    assert draw(VARIABLES, "") == {"app": "shop", "other": "blog", "port": 8080}


def test_seeds_reach_every_value() -> None:
    drawn = [draw(VARIABLES, str(seed)) for seed in range(400)]

    assert {values["app"] for values in drawn} == set(NAMES)
    assert {values["port"] for values in drawn} == set(range(8080, 8100))


def test_a_seed_means_the_same_in_every_version() -> None:
    assert draw(VARIABLES, "a seed") == {"app": "mail", "other": "blog", "port": 8083}


def test_only_what_is_a_variable_is_filled() -> None:
    text = "${app} ${nonce} ${HOME} ${i} $app $${app}"

    assert fill(text, {"app": "shop", "port": 1}) == "shop ${nonce} ${HOME} ${i} $app $shop"


@pytest.mark.parametrize(
    "wrong",
    [{}, {"one_of": ["a"]}, {"one_of": ["a", "a"]}, {"between": [5, 5]}, {"one_of": ["a", "b"], "between": [1, 2]}],
)
def test_a_variable_needs_a_choice(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Variable.model_validate(wrong)


def varied(sound: str) -> str:
    return (
        sound.replace("hints:", f"{VARIED}hints:")
        .replace("`hello`", "`${app}` on ${port}")
        .replace(
            "    pod: hello\n",
            "    pod: ${app}\n    has: {spec: {containers: [{ports: [{containerPort: ${port}}]}]}}\n",
        )
    )


def test_a_variant_fills_every_text_and_keeps_numbers_numbers(drill_folder: Callable[[str], Path], sound: str) -> None:
    folder = drill_folder(varied(sound))
    (folder / "setup.yaml").write_text(
        "apiVersion: v1\nkind: Service\nmetadata: {name: ${app}-svc}\nspec: {n: ${port}}\n"
    )

    plain, seeded = load_drill(folder), load_drill(folder, "some seed")

    assert plain.problems == ()
    assert (plain.values, seeded.values["port"]) == ({"app": "hello", "port": 8000}, seeded.setup[0]["spec"]["n"])
    assert plain.drill is not None
    assert seeded.drill is not None
    assert plain.drill.task == "Create the Pod `hello` on 8000."
    assert seeded.drill.task == f"Create the Pod `{seeded.values['app']}` on {seeded.values['port']}."
    assert seeded.drill.checks[1].pod == seeded.values["app"]
    assert seeded.drill.checks[1].has == {
        "spec": {"containers": [{"ports": [{"containerPort": seeded.values["port"]}]}]}
    }
    assert seeded.setup[0]["metadata"]["name"] == f"{seeded.values['app']}-svc"


@pytest.mark.parametrize(
    ("old", "new", "code", "word"),
    [
        ("`${app}`", "`${ap}`", "CKD131", "did you mean `app`"),
        ("  app:", "  nonce:", "CKD130", "another name"),
        ("hints: [Think]", "hints: [{text: Look, when: {check: run, found: x}}]", "CKD132", "did you mean `runs`"),
        ("hints: [Think]", "later: [{after: 5s, file: later/none.yaml}]", "CKD113", "no file"),
        ("hints: [Think]", "later: [{after: 5s, file: ../x.yaml}]", "CKD114", "leads out"),
        ("one_of: [hello, howdy, hi]", "one_of: [hello]", "CKD104", "one_of"),
    ],
)
def test_what_is_wrong_with_a_variant_is_told(
    drill_folder: Callable[[str], Path], sound: str, old: str, new: str, code: str, word: str
) -> None:
    text = varied(sound)
    assert old in text
    loaded = load_drill(drill_folder(text.replace(old, new, 1)))

    assert loaded.drill is None
    assert [problem for problem in loaded.problems if problem.code == code and word in problem.message], loaded.problems


def test_a_broken_pod_must_be_staged(drill_folder: Callable[[str], Path], sound: str) -> None:
    folder = drill_folder(varied(sound).replace("hints:", "broken: ['${app}']\nhints:"))

    (problem,) = load_drill(folder).problems

    assert (problem.code, problem.message) == ("CKD135", "setup.yaml stages no Pod `hello`")

    pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: ${app}}\nspec: {containers: [{name: main, image: nginx}]}\n"
    (folder / "setup.yaml").write_text(pod)
    drill = load_drill(folder, "some seed").drill
    assert drill is not None
    assert drill.broken == (drill.checks[1].pod,)


def test_later_objects_must_be_of_a_kind_that_is_watched(drill_folder: Callable[[str], Path], sound: str) -> None:
    folder = drill_folder(sound.replace("hints:", "later: [{after: 5s, pod: hello, file: later.yaml}]\nhints:"))
    (folder / "later.yaml").write_text("apiVersion: v1\nkind: Service\nmetadata: {name: db}\n")

    assert [problem.code for problem in load_drill(folder).problems] == ["CKD133"]

    text = (folder / "drill.yaml").read_text().replace("kinds: [Pod]", "kinds: [Pod, Service]")
    (folder / "drill.yaml").write_text(text)
    (later,) = load_drill(folder).later
    assert (later.after, later.pod, later.documents[0]["kind"]) == (5.0, "hello", "Service")
