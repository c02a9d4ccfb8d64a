"""The drills of this repository pass what every pack must, and every warning as well."""

from ckadtrainer import paths
from ckadtrainer.packs.lint import lint_pack


def test_the_built_in_pack_has_no_problem_and_no_warning() -> None:
    assert [str(problem) for problem in lint_pack(paths.built_in_pack())] == []
