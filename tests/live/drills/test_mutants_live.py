"""A few mutants on the practice cluster: near misses are killed, equivalents pass."""

import pytest

from ckadtrainer import paths
from ckadtrainer.packs.loading import load_pack
from ckadtrainer.verification.as_text import mutants_text
from ckadtrainer.verification.mutants import try_mutants

pytestmark = [pytest.mark.live, pytest.mark.slow]

A_DRILL = 1
SEED = "1"
DRILLS = load_pack(paths.built_in_pack(), built_in=True).drills[::4]


@pytest.mark.parametrize("drill", [pytest.param(drill, id=drill.drill.id) for drill in DRILLS])
def test_near_misses_are_killed_and_equivalents_pass(drill, world, clock):
    (report,) = try_mutants([drill], world, clock, seed=SEED, size=A_DRILL, jobs=A_DRILL)

    assert report.is_good, mutants_text([report])
