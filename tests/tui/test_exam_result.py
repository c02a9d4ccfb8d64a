"""The result of an exam on the screen: score, parts, losses, a task's evidence, the exam gone through again."""

import exam_demo
import pytest
import tui_demo as demo

from ckadtrainer.cluster.fake import FakeClock
from ckadtrainer.tui import exam_text
from ckadtrainer.tui.screens.exam_result import ExamResultPage
from ckadtrainer.tui.screens.exam_task import ExamTaskPage
from ckadtrainer.tui.screens.exam_timeline import ExamTimeline


@pytest.fixture
def practice(tmp_path):
    return exam_demo.practice(tmp_path, FakeClock(held=True))


@pytest.fixture
def result(practice):
    """Four tasks: the first has 3 of 5 points, the second 1, the third all, the fourth all."""
    return exam_demo.result(practice, minutes=30)


@pytest.fixture
def opened(practice, result, until, seen):
    """The result's page over home."""

    async def show(pilot):
        await until(pilot, lambda: "design_1" in seen(pilot))
        await pilot.app.push_screen(ExamResultPage(practice, result))
        await until(pilot, lambda: "passes" in seen(pilot) and "full marks" in seen(pilot))

    return show


def rows(text, *words):
    return [row for row in text.splitlines() if any(word in row for word in words)]


async def test_the_score_stands_beside_the_pass_line_and_the_verdict(practice, result, opened, seen):
    async with demo.app(practice).run_test(size=(120, 40), notifications=True) as pilot:
        await opened(pilot)
        text = seen(pilot)
        assert "▲ 66 % passes" in text
        assert ("passed  " if result.is_passed else "not passed yet  ") in text
        assert "of 30:00 · 4 of 4 tasks visited" in text
        assert f"{pilot.app.screen.query_one('#per-cent').value}" == "72"


async def test_tasks_that_lost_most_come_first_with_the_loss_in_words(practice, result, opened, seen):
    async with demo.app(practice).run_test(size=(120, 40), notifications=True) as pilot:
        await opened(pilot)
        losses = rows(seen(pilot), "missed sub-task", "full marks")
        assert [("missed sub-task" in row) for row in losses] == [True, True, False, False]
        first = result.by_loss()[0]
        assert f"{first.number} " in losses[0]
        assert first.title in losses[0]


async def test_the_bars_are_by_part_or_by_line_of_the_curriculum(practice, result, opened, until, seen):
    async with demo.app(practice).run_test(size=(120, 40), notifications=True) as pilot:
        await opened(pilot)
        assert "By part of the exam" in seen(pilot)
        part = result.sections()[0]
        assert f"of {part.weight}" in seen(pilot)
        await pilot.press("s")
        await until(pilot, lambda: "By line of the curriculum" in seen(pilot))


async def test_a_task_shows_its_evidence_its_time_a_solution_and_what_happened(practice, result, opened, until, seen):
    async with demo.app(practice).run_test(size=(120, 60), notifications=True) as pilot:
        await opened(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ExamTaskPage) and "In your namespace" in seen(pilot))
        text = seen(pilot)
        assert "found     reader mounts volume b" in text
        assert "spent 7:30 of" in text or "spent" in text
        assert "first visited at" in text
        assert "kind: Deployment" in text
        assert "A Deployment keeps its Pods" in text
        first = result.by_loss()[0].title
        assert first in text
        await pilot.press("n")
        await until(pilot, lambda: result.by_loss()[1].title in seen(pilot))
        await pilot.press("c")
        assert "kind: Deployment" in pilot.app.clipboard
        await pilot.press("p", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, ExamResultPage))


async def test_the_result_is_written_as_a_page(practice, result, opened, until, seen, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    async with demo.app(practice).run_test(size=(120, 40), notifications=True) as pilot:
        await opened(pilot)
        await pilot.press("w")
        await until(pilot, lambda: "The page is written." in seen(pilot))
    (page,) = tmp_path.glob("exam-*.html")
    assert result.tasks[0].title in page.read_text("utf-8")


async def test_a_folder_that_takes_no_file_is_said(practice, result, opened, until, seen, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / exam_text.page_name(result)).mkdir()
    async with demo.app(practice).run_test(size=(120, 40), notifications=True) as pilot:
        await opened(pilot)
        await pilot.press("w")
        await until(pilot, lambda: "Name a file to write to." in seen(pilot))


async def test_a_task_of_a_pack_that_is_gone_is_shown_without_its_text(practice, result, opened, until, seen):
    async with demo.app(practice).run_test(size=(120, 40), notifications=True) as pilot:
        await opened(pilot)
        practice.catalogue._packs, practice.catalogue._variants = (), {}
        await pilot.press("enter")
        await until(pilot, lambda: "One solution" in seen(pilot))
        assert "In your namespace" not in seen(pilot)


async def test_the_exam_is_gone_through_by_minutes_and_by_what_happened(practice, result, opened, until, seen):
    async with demo.app(practice).run_test(size=(120, 40), notifications=True) as pilot:
        await opened(pilot)
        await pilot.press("m")
        await until(pilot, lambda: isinstance(pilot.app.screen, ExamTimeline) and "Timeline  at 0:00" in seen(pilot))
        assert "score then 0 %" in seen(pilot)
        assert f"On the screen: 1 · {result.tasks[0].weight} %" in seen(pilot)
        await pilot.press("right")
        await until(pilot, lambda: "at 1:00 of" in seen(pilot))
        await pilot.press("n")
        await until(pilot, lambda: "at 1:30 of" in seen(pilot))
        assert "● web is there" in seen(pilot)
        assert "○ It runs and stays up" in seen(pilot)
        share = exam_demo.per_cent(result.tasks[0].weight, 1, 5)
        assert f"score then {share} %" in seen(pilot)
        await pilot.press("p")
        await until(pilot, lambda: "at 0:00 of" in seen(pilot))
        await pilot.press("left")
        assert "at 0:00 of" in seen(pilot)
        await pilot.press("end")
        await until(pilot, lambda: "as graded 72 %" in seen(pilot) and "The end" in seen(pilot))
        assert len(rows(seen(pilot), "━")) >= 4
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, ExamResultPage))
