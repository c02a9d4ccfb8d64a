"""The catalogue's proof is a package of scripts."""

import sys
from pathlib import Path

import pytest

from ckadtrainer import paths
from ckadtrainer.packs.loading import load_pack

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))


@pytest.fixture(scope="session")
def drills():
    return {it.drill.id: it for it in load_pack(paths.built_in_pack(), built_in=True).drills}


@pytest.fixture
def line():
    """A line of the ledger: an answer, or with a fate a mutant, and what a check said of it."""
    from cataloguing.ledger import Tried

    def line(name, said="met", *, fate=None, drill="init_pod", files="now", good=True, seconds=10.0):
        return Tried(drill, files, name, fate, False, good, {"runs": said}, seconds)

    return line
