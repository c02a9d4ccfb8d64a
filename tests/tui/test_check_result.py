"""A check in a result, at widths that hardly hold it."""

import pytest
from textual.app import App, ComposeResult

from ckadtrainer.grading.verdict import CheckGrade, Evidence, Verdict
from ckadtrainer.tui.widgets.check_result import CheckResult

SAYS = "`web` serves the page that `prepare` left"
EVIDENCE = Evidence(expected="the page", found="a page that is much too old to be that one", where="pod web")


class Shown(App[None]):
    def compose(self) -> ComposeResult:
        yield CheckResult(CheckGrade("serves", Verdict.UNMET, 0, 3, EVIDENCE), SAYS)


async def rows(width):
    app = Shown()
    async with app.run_test(size=(width, 20)) as pilot:
        await pilot.pause()
        widget = app.query_one(CheckResult)
        return [widget.render_line(y).text.rstrip() for y in range(widget.size.height)]


async def test_further_lines_stand_under_the_first_of_their_kind():
    assert await rows(36) == [
        "○ web serves the page that prepare",
        "  left  0 / 3",
        "  expected  the page",
        "  found     a page that is much too",
        "            old to be that one",
        "  at        pod web",
    ]


@pytest.mark.parametrize("width", (41, 42, 43, 44, 45))
async def test_the_points_are_never_torn(width):
    assert any("0 / 3" in row for row in await rows(width))
