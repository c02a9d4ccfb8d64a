"""Every recorded answer gets, without a cluster, the verdicts its drill promises."""

import functools
import json
from pathlib import Path

import pytest

from ckadtrainer import paths
from ckadtrainer.cluster.fake_clock import FakeClock
from ckadtrainer.grading.graders import load_graders
from ckadtrainer.grading.hints import shows
from ckadtrainer.grading.recording import from_document, replay
from ckadtrainer.packs.loading import load_pack
from ckadtrainer.packs.variants import variant_of
from ckadtrainer.verification.answers import UNTOUCHED, fault_of

HERE = Path(__file__).resolve().parent
YAML_ONLY = HERE.parent / "packs_yaml_only"
PACKS = [
    (load_pack(paths.built_in_pack(), built_in=True), HERE / "recordings"),
    (load_pack(YAML_ONLY), YAML_ONLY / "recordings"),
]
DRILLS = [(drill, folder) for pack, folder in PACKS for drill in pack.drills]
FIRST = ("init_pod", "sidecar_pod", "shared_vol", "wait_pod", "ambassador_pod", "app_complete", "full_pattern")


def marks(drill):
    """The drills that are many take their time together."""
    return () if drill.drill.id in FIRST else (pytest.mark.slow,)


CASES = [
    pytest.param(
        drill, folder, answer, id=f"{drill.key}-{Path(answer.file).stem if answer else UNTOUCHED}", marks=marks(drill)
    )
    for drill, folder in DRILLS
    for answer in (None, *drill.drill.answers)
]


def recordings(drill, folder):
    return read(folder / drill.drill.topic / f"{drill.drill.id}.json")


@functools.cache
def read(file):
    return json.loads(file.read_text("utf-8"))


@functools.cache
def variant(key, seed):
    """A drill's variant with its graders, read once for all of its recordings."""
    found = variant_of(next(drill for drill, _ in DRILLS if drill.key == key), seed)
    return found, load_graders(found)


def graded(drill, document):
    """The grade of a recorded answer, in the variant it was recorded in."""
    recording = from_document(document)
    found, graders = variant(drill.key, recording.seed)
    return replay(found, graders, recording, FakeClock())


@pytest.mark.parametrize(("drill", "folder", "answer"), CASES)
def test_a_recorded_answer_gets_the_promised_verdicts(drill, folder, answer):
    document = recordings(drill, folder)[answer.file if answer else UNTOUCHED]

    grade = graded(drill, document)

    assert [fault for check in grade.checks if (fault := fault_of(check, answer))] == []
    assert answer is not None or grade.points == 0


@pytest.mark.parametrize(("drill", "folder"), [pytest.param(*each, id=each[0].key) for each in DRILLS])
def test_nothing_is_recorded_that_is_not_an_answer(drill, folder):
    assert set(recordings(drill, folder)) == {UNTOUCHED, *(answer.file for answer in drill.drill.answers)}


@pytest.mark.parametrize(("drill", "folder"), [pytest.param(*each, id=each[0].key) for each in DRILLS])
def test_every_check_is_failed_by_an_answer_that_exists(drill, folder):
    failed = {check for answer in drill.drill.answers for check in answer.fails}

    assert failed == {check.id for check in drill.drill.checks}


@pytest.mark.parametrize("drill", [pytest.param(each, id=each.key) for each in PACKS[0][0].drills])
def test_a_drill_has_other_right_answers_and_enough_wrong_ones(drill):
    right = [answer for answer in drill.drill.answers if not answer.fails]
    wrong = [answer for answer in drill.drill.answers if answer.fails]

    assert len(right) >= 3
    assert len(wrong) >= 8
    assert drill.drill.answers[0] is right[0]
    assert drill.drill.max_points == 10


SLIPS = [
    pytest.param(drill, folder, number, id=f"{drill.key}-{hint.when.check}-{number}", marks=marks(drill))
    for drill, folder in DRILLS
    for number, hint in enumerate(drill.drill.hints)
    if hint.when is not None
]


@pytest.mark.parametrize(("drill", "folder", "number"), SLIPS)
def test_a_hint_for_a_slip_is_offered_for_an_answer_that_exists(drill, folder, number):
    shown = [
        shows(graded(drill, document), variant(drill.key, document.get("seed", ""))[0].drill.hints[number].when)
        for document in recordings(drill, folder).values()
    ]

    assert any(shown)


def test_the_pack_in_words_needs_no_python():
    assert [drill.grader for drill in PACKS[1][0].drills] == [None, None]
