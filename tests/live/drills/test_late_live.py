"""A learner may ask for the first grade long after the work was done: a solution gets full marks then, too."""

import threading

import pytest

from ckadtrainer import paths
from ckadtrainer.attempt.staging import new_id, new_nonce, staged_namespace
from ckadtrainer.definition.manifests import read_manifests
from ckadtrainer.grading.graders import load_graders
from ckadtrainer.grading.live import live_grading
from ckadtrainer.handing_in import HandingIn
from ckadtrainer.packs.loading import load_pack
from ckadtrainer.packs.variants import variant_of

pytestmark = [pytest.mark.live, pytest.mark.slow]

AFTER = 75.0
"""Seconds, more than any check's `within`."""
BUILT_IN = load_pack(paths.built_in_pack(), built_in=True).drills
# One whose proof is a request that the check makes, one that marks files, one with a line through a growing file.
CHOSEN = [drill for drill in BUILT_IN if drill.drill.id in ("log_shipper", "app_complete", "shared_vol")]


@pytest.mark.parametrize("drill", [pytest.param(drill, id=drill.key) for drill in CHOSEN])
def test_a_first_look_may_come_late(drill, world, clock):
    drill = variant_of(drill, "1")
    nonce = new_nonce()
    namespace = staged_namespace(world, drill.drill.id, new_id(), drill.setup, nonce)
    try:
        file = drill.folder / drill.drill.answers[0].file
        solution, _ = read_manifests(file, is_setup=False, values=drill.values)
        HandingIn(drill, namespace, world, clock).hand_in(solution)
        clock.wait(threading.Event(), AFTER)
        graders = load_graders(drill)
        grading = live_grading(drill, graders, namespace, world, clock, nonce=nonce, elapsed=lambda: AFTER)
        grade = grading.settle(240.0)
        grading.close()
    finally:
        world.delete_namespace(namespace)

    assert grade.is_full, [(check.id, check.evidence) for check in grade.checks]
