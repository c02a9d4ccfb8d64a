"""Verification: reports say exactly where an author and the checks disagree."""

import json
from pathlib import Path

import pytest

from ckadtrainer.cluster.fake import unavailable
from ckadtrainer.errors import EXIT_CANNOT_TELL, EXIT_FULL_MARKS, EXIT_LESS
from ckadtrainer.grading.graders import load_graders
from ckadtrainer.grading.recording import from_document, replay
from ckadtrainer.verification.answers import UNTOUCHED, exit_code, verify
from ckadtrainer.verification.as_json import answers_document
from ckadtrainer.verification.as_text import answers_text
from ckadtrainer.verification.recordings import write_recording

DRILL = """\
checks:
  - {id: is_nginx, points: 1, says: It is nginx, pod: web, has: {spec: {containers: [{name: main, image: nginx}]}}}
  - {id: has_label, points: 1, says: It has a label, pod: web, has: {metadata: {labels: {app: shop}}}}
answers:
"""
POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels: {{app: {label}}}
spec:
  containers:
  - name: main
    image: {image}
"""


@pytest.fixture
def drills(folder, pack):
    """Make a pack of one drill; each answer is a file name, the label and image of its Pod, and what it fails."""

    def drills(*answers):
        lines = []
        for name, label, image, fails in answers:
            (folder / "answers" / f"{name}.yaml").write_text(POD.format(label=label, image=image))
            lines.append(f"  - {{file: answers/{name}.yaml, fails: [{', '.join(fails)}]}}\n")
        return pack(DRILL + "".join(lines))

    return drills


RIGHT = ("solution", "shop", "nginx", ())
WRONG = ("other_image", "shop", "httpd", ("is_nginx",))


def test_all_is_well_when_every_answer_does_what_its_author_says(drills, world, clock):
    (report,) = verify(drills(RIGHT, WRONG), world, clock)

    assert [(it.answer, it.faults) for it in report.answers] == [
        (UNTOUCHED, ()),
        ("answers/solution.yaml", ()),
        ("answers/other_image.yaml", ()),
    ]
    assert exit_code([report]) == EXIT_FULL_MARKS
    assert answers_text([report]) == "● small/examples/web  3 of 3 answers as they should be"


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (("right", "shop", "httpd", ()), "is_nginx should hold and is unmet: expected"),
        (("wrong", "shop", "nginx", ("is_nginx",)), "is_nginx should fail and is met: expected"),
        (("more", "market", "httpd", ("is_nginx",)), "has_label should hold and is unmet: expected"),
    ],
    ids=["a right answer fails", "a wrong one passes", "a wrong one fails more"],
)
def test_a_disagreement_is_a_fault_with_its_evidence(drills, world, clock, answer, fault):
    (report,) = verify(drills(RIGHT, answer), world, clock)

    (found,) = report.answers[2].faults
    assert found.startswith(fault)
    assert exit_code([report]) == EXIT_LESS
    assert f"    answers/{answer[0]}.yaml: {found}" in answers_text([report])


def test_points_for_doing_nothing_are_a_fault(drills, world, clock):
    world.react(lambda world, namespace, stored: None)
    packed = drills(RIGHT)
    (drill,) = packed
    staged = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web", "labels": {"app": "shop"}}, "spec": {}}
    given = type(drill)(drill.drill, drill.pack, drill.folder, drill.grader, (staged,))

    (report,) = verify([given], world, clock)

    (fault,) = report.answers[0].faults
    assert fault.startswith("has_label should fail and is met")


def test_a_cluster_that_does_not_answer_is_neither_right_nor_wrong(drills, world, clock):
    world.fail(unavailable())

    (report,) = verify(drills(RIGHT), world, clock)

    assert report.answers[0].faults == ("it could not be tried: The cluster does not answer.",)
    assert exit_code([report]) == EXIT_CANNOT_TELL


def test_other_programs_read_a_document(drills, world, clock):
    (report,) = verify(drills(RIGHT, WRONG), world, clock)

    (document,) = answers_document([report])
    assert (document["drill"], document["good"]) == ("small/examples/web", True)
    assert document["answers"][2]["checks"] == {"is_nginx": "unmet", "has_label": "met"}
    assert json.loads(json.dumps(document)) == document


def test_a_recording_replays_without_a_cluster(drills, world, clock, tmp_path):
    (drill,) = drills(RIGHT, WRONG)
    (report,) = verify([drill], world, clock)

    file = write_recording(report, tmp_path / "recordings")

    assert file == tmp_path / "recordings" / "examples" / "web.json"
    recorded = json.loads(Path(file).read_text())
    grades = {
        answer: replay(drill, load_graders(drill), from_document(document), clock)
        for answer, document in recorded.items()
    }
    assert {answer: grade.points for answer, grade in grades.items()} == {
        UNTOUCHED: 0,
        "answers/solution.yaml": 2,
        "answers/other_image.yaml": 1,
    }


def test_each_answer_is_told_of_as_it_is_done(drills, world, clock):
    told = []

    verify(drills(RIGHT, WRONG), world, clock, jobs=1, tell=lambda drill, report: told.append(report.answer))

    assert told == [UNTOUCHED, "answers/solution.yaml", "answers/other_image.yaml"]


def test_interrupted_it_leaves_no_namespace(drills, world, clock):
    def interrupt(drill, report):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        verify(drills(RIGHT, WRONG), world, clock, jobs=2, tell=interrupt)

    assert world.leftovers() == ()
