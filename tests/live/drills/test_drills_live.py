"""Every answer of every drill on the practice cluster: what the author says is what the checks say."""

from pathlib import Path

import pytest

from ckadtrainer import paths
from ckadtrainer.packs.loading import load_pack
from ckadtrainer.verification import as_text, verify

pytestmark = [pytest.mark.live, pytest.mark.slow]

YAML_ONLY = Path(__file__).resolve().parents[2] / "packs_yaml_only"
# The drills with most answers first, so that parallel workers end at about the same time.
BUILT_IN = sorted(load_pack(paths.built_in_pack(), built_in=True).drills, key=lambda it: -len(it.drill.answers))
DRILLS = (*BUILT_IN, *load_pack(YAML_ONLY).drills)


@pytest.mark.parametrize("drill", [pytest.param(drill, id=drill.key) for drill in DRILLS])
def test_untouched_scores_nothing_right_answers_all_and_wrong_ones_what_they_say(drill, world, clock):
    (report,) = verify([drill], world, clock, jobs=4)

    assert report.is_good, as_text([report])
