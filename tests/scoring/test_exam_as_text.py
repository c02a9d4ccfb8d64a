"""An exam's result as a person reads it in a terminal."""

from dataclasses import replace

from ckadtrainer.scoring.exam_as_text import exam_text, verdict_text
from ckadtrainer.untrusted import untrusted


def test_score_and_verdict_come_first(sat):
    assert exam_text(sat).splitlines()[:2] == [
        "CKAD: 52.5 %, not passed (pass mark 66 %)",
        "3 tasks · 30:00 of 40:00 · 1:01 given back · seed seed · exam 0a1b2c3d4e5f",
    ]


def test_parts_have_bars(sat):
    lines = exam_text(sat).splitlines()
    assert "  Building  ▰▰▰▰▰▰▰▰▰▰▰▰▰▰▰▰▰▱▱▱   52.5 % of 60 %" in lines
    assert "  Watching  ▱▱▱▱▱▱▱▱▱▱▱▱▱▱▱▱▱▱▱▱      0 % of 40 %" in lines


def test_tasks_come_by_loss_with_their_evidence(sat):
    lines = exam_text(sat).splitlines()
    at = lines.index("Tasks, those that lost most first")
    block = lines[at + 2 : lines.index("", at)]
    assert [line.split()[0] for line in block if line[2:5].strip()] == ["3", "2⚑", "1"]
    assert block[0].endswith("Task 3  not reached")
    assert any(line.split() == ["found", "f2"] for line in block)
    assert not any("Says 1" in line for line in block[block.index(block[0]) + 5 :]), "what is met needs no evidence"


def test_remarks_and_notes_are_told(sat):
    text = exam_text(sat)
    assert "Remarks\n  The pool has 3 tasks" in text
    assert text.endswith("Notes\n  look at 2 again")
    bare = exam_text(replace(sat, remarks=(), notes=" \n"))
    assert "Remarks" not in bare
    assert "Notes" not in bare


def test_answers_from_files_are_said_to_be_so(sat):
    assert "answers from files" in exam_text(replace(sat, is_headless=True))


def test_a_score_is_told_only_when_it_is_known(sat):
    unknown = replace(sat, tasks=(replace(sat.tasks[0], grade=None), *sat.tasks[1:]))
    assert verdict_text(unknown) == "cannot tell (pass mark 66 %)"


def test_a_pass(sat):
    assert verdict_text(replace(sat, pass_mark=52)) == "52.5 %, passed (pass mark 52 %)"


def test_hostile_text_has_lines_of_its_own_at_most(hostile_exam):
    assert "\x1b[31m" not in untrusted(exam_text(hostile_exam)), "the door is where it is printed"
