"""A quiz: chosen with letters or arrows, typed, explained, left, and its result."""

import pytest
import quiz_demo
import tui_demo as demo
from textual.widgets import Input

from ckadtrainer.provisioning import Condition
from ckadtrainer.tui.screens.home import Home
from ckadtrainer.tui.screens.quiz import QuizPage
from ckadtrainer.tui.screens.quiz_result import QuizResultPage
from ckadtrainer.tui.widgets.choices import Choices


@pytest.fixture
def sitting(practice, tmp_path, until, seen):
    """Opens the quiz from home, where no cluster is up, and begins it."""
    quiz_demo.with_quiz(practice, tmp_path)
    app = demo.app(practice, demo.DemoProvider(Condition.ABSENT))

    async def begin(pilot):
        await until(pilot, lambda: "three_things" in seen(pilot) and "u brings it up" in seen(pilot))
        await pilot.press("end", "enter")
        await until(pilot, lambda: "enter begins" in seen(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "Question 1 of 3" in seen(pilot))

    return app, begin


def letter(pilot, *texts):
    """The letters under which these options are shown."""
    asked = pilot.app.screen.query_one(Choices)._asked
    return [letter for letter, option in zip("abc", asked.options, strict=False) if option.text in texts]


async def test_home_lists_quizzes_below_the_drills_and_finds_them(practice, tmp_path, until, seen):
    quiz_demo.with_quiz(practice, tmp_path)
    async with demo.app(practice).run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, lambda: "Multi container quiz" in seen(pilot))
        await pilot.press("slash", *"quiz", "enter")
        await until(pilot, lambda: "1 of 8" in seen(pilot))
        assert "3 min · 4 points · easy" in seen(pilot)
        assert "One question of each kind." in seen(pilot)
        assert "3 questions, no cluster needed." in seen(pilot)


@pytest.mark.slow
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_from_the_first_question_to_full_marks(practice, clock, sitting, until, seen, size):
    app, begin = sitting
    async with app.run_test(size=size, notifications=True) as pilot:
        await begin(pilot)
        await pilot.press(*letter(pilot, "When every init container has ended with `0`"), "enter")
        await until(pilot, lambda: "● Right  1 / 1" in seen(pilot))
        assert "They are not even created before." in seen(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "choose all that apply" in seen(pilot))
        await pilot.press(*letter(pilot, "The IP address", "Localhost"))
        assert seen(pilot).count("[x]") == 2
        await pilot.press("enter")
        await until(pilot, lambda: "● Right  2 / 2" in seen(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.focused, Input))
        await pilot.press(*"k logs web --container=agent", "enter")
        await until(pilot, lambda: "● Right  1 / 1" in seen(pilot))
        clock.advance(42)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, QuizResultPage))
        await until(pilot, lambda: "every question right · your best time" in seen(pilot))
        assert "0:42  target 3:00" in seen(pilot)
        assert "Init containers end, sidecars stay." in seen(pilot)
        assert "Look at these again" not in seen(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Home) and "passed" in seen(pilot))
    assert practice.records()[0].key == "ckad/multi_container/three_things"


async def test_arrows_and_space_choose_as_well(sitting, until, seen):
    app, begin = sitting
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await begin(pilot)
        assert "(●)" not in seen(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "Choose with a letter" in seen(pilot))
        await pilot.press("down", "down")
        await until(pilot, lambda: "(●) b" in seen(pilot))
        assert seen(pilot).count("(●)") == 1
        await pilot.press("enter", "enter")
        await until(pilot, lambda: "Question 2 of 3" in seen(pilot))
        await pilot.press("down", "space", "down", "space", "up", "space")
        await until(pilot, lambda: "[ ] a" in seen(pilot) and "[x] b" in seen(pilot))


async def test_a_click_chooses_and_does_not_answer(sitting, until, seen):
    app, begin = sitting
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await begin(pilot)
        await pilot.click(Choices, offset=(6, 1))
        await until(pilot, lambda: "(●) b" in seen(pilot))


@pytest.mark.slow
async def test_what_was_missed_is_shown_again_with_the_right_answer(practice, sitting, until, seen):
    app, begin = sitting
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await begin(pilot)
        await pilot.press(*letter(pilot, "When the first init container runs"), "enter")
        await until(pilot, lambda: "○ Not quite  0 / 1" in seen(pilot))
        assert "When the first init container runs  your choice" in seen(pilot)
        await pilot.press("enter", *"abc", "enter", "enter")
        await until(pilot, lambda: isinstance(pilot.app.focused, Input))
        await pilot.press(*"kubectl logs web", "enter")
        await until(pilot, lambda: "--container is missing" in seen(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "Look at these again" in seen(pilot))
        text = seen(pilot)
        assert "yours  kubectl logs web" in text
        assert "right  kubectl logs web -c agent" in text
        assert "0 of 3 questions right" in text
        await pilot.press("a")
        await until(pilot, lambda: "enter begins" in seen(pilot))
    assert practice.records()[0].points == 0


async def test_leaving_asks_first_and_records_nothing(practice, sitting, until, seen):
    app, begin = sitting
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await begin(pilot)
        await pilot.press("a", "enter", "escape")
        await until(pilot, lambda: "Nothing of it is recorded." in seen(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, QuizPage))
        await pilot.press("escape")
        await until(pilot, lambda: "Nothing of it is recorded." in seen(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Home))
    assert practice.records() == []


async def test_before_the_first_answer_leaving_needs_no_question(sitting, until, seen):
    app, begin = sitting
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await begin(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, Home))


async def test_a_question_mark_explains_the_keys(sitting, until, seen):
    app, begin = sitting
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await begin(pilot)
        await pilot.press("question_mark")
        await until(pilot, lambda: "esc closes" in seen(pilot))
        assert "The letter of an option goes to it" in seen(pilot)
        assert "Tick or untick an option" in seen(pilot)


async def test_a_hostile_quiz_says_what_it_likes_and_does_nothing(practice, tmp_path, until, seen):
    hostile = "\x1b[2J\x1b]0;owned\x07[@click=app.quit]go[/][/] [/nope] [red]"
    option = {"text": f"{hostile} one", "right": True, "why": hostile}
    question = {"id": "one", "asks": hostile, "options": [option, {"text": "two", "why": hostile}], "why": hostile}
    words = {**quiz_demo.WORDS, "title": hostile, "intro": hostile, "debrief": hostile, "questions": [question]}
    quiz_demo.with_quiz(practice, tmp_path, words)
    async with demo.app(practice).run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, lambda: "three_things" in seen(pilot))
        await pilot.press("end", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, QuizPage))
        await pilot.press("enter", *"b")
        await until(pilot, lambda: "[red]" in seen(pilot))
        await pilot.press("enter", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, QuizResultPage))
        await until(pilot, lambda: "[@click=app.quit]go[/][/]" in seen(pilot))
        assert not {char for char in seen(pilot) if ord(char) < 32 and char != "\n"}
