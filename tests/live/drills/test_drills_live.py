"""The answers of every drill on the practice cluster: what the author says is what the checks say.

Of the first drills and of the pack in words every answer is tried; of the others the untouched start, the solution
and a few more. `scripts/verify_catalogue` tries all of all.
"""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from ckadtrainer import paths
from ckadtrainer.packs.loading import load_pack
from ckadtrainer.verification.answers import verify
from ckadtrainer.verification.as_text import answers_text

pytestmark = [pytest.mark.live, pytest.mark.slow]

YAML_ONLY = Path(__file__).resolve().parents[2] / "packs_yaml_only"
WHOLE = ("ambassador_pod", "app_complete", "full_pattern", "wait_pod", "shared_vol", "sidecar_pod", "init_pod")
MORE = 2
SEED = "1"
BUILT_IN = load_pack(paths.built_in_pack(), built_in=True).drills


def sampled(drill):
    """The drill with its solution and a few other answers, always the same ones."""
    if drill.drill.id in WHOLE:
        return drill
    solution, *others = drill.drill.answers
    chosen = random.Random(f"{SEED} {drill.key}").sample(others, MORE)
    return replace(drill, drill=drill.drill.model_copy(update={"answers": (solution, *chosen)}))


# Those with most answers first, so that parallel workers end at about the same time.
DRILLS = (*sorted(map(sampled, BUILT_IN), key=lambda it: -len(it.drill.answers)), *load_pack(YAML_ONLY).drills)


@pytest.mark.parametrize("drill", [pytest.param(drill, id=drill.key) for drill in DRILLS])
def test_untouched_scores_nothing_right_answers_all_and_wrong_ones_what_they_say(drill, world, clock):
    (report,) = verify([drill], world, clock, jobs=4)

    assert report.is_good, answers_text([report])
