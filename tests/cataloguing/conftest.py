"""The catalogue's proof is a package of scripts."""

import sys
from pathlib import Path

import pytest

from ckadtrainer import paths
from ckadtrainer.grading.verdict import CheckGrade, Evidence, Grade, Verdict
from ckadtrainer.mutation.mutant import Kind, Mutant
from ckadtrainer.packs.loading import load_pack
from ckadtrainer.survival import Fate, MutantReport, SurvivalReport
from ckadtrainer.verification import AnswerReport, DrillReport

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))


@pytest.fixture(scope="session")
def drills():
    return {it.drill.id: it for it in load_pack(paths.built_in_pack(), built_in=True).drills}


@pytest.fixture
def run(drills):
    """One run of a drill: what a check said of the solution and of a near miss, and how long the solution took."""
    from cataloguing.proof import Run

    def run(drill, *, miss=Verdict.UNMET, seconds=10.0, made=1):
        solution, other = grade(drill, Verdict.MET), grade(drill, miss)
        answers = (
            AnswerReport("untouched", (), grade(drill, Verdict.UNMET)),
            AnswerReport("answers/solution.yaml", (), solution, seconds),
        )
        mutant = Mutant("crash", "main", "`main` crashes", (), Kind.NEAR_MISS)
        fate = Fate.KILLED if miss is Verdict.UNMET else Fate.SURVIVED
        mutants = (MutantReport(mutant, fate, None, (), other),)
        return Run(DrillReport(drills[drill], answers), SurvivalReport(drills[drill], mutants, (), made))

    return run


def grade(drill, verdict):
    return Grade(drill, (CheckGrade("runs", verdict, 1, 1, Evidence("that it runs", "something")),))
