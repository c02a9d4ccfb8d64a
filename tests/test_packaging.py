"""The wheel: what a person installs is whole, and works away from the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from the checkout without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", folder, ROOT],
        check=True,
        capture_output=True,
        timeout=300,
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel unpacked as an installer would, apart from the checkout and its editable install."""
    site = tmp_path_factory.mktemp("site")
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", site, wheel],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return site


def run(installed: Path, tmp_path: Path, *arguments: str) -> str:
    """What the installed trainer prints, away from the checkout and with a home of its own."""
    environment = {**os.environ, "PYTHONPATH": str(installed), "CKADTRAINER_HOME": str(tmp_path / "home")}
    done = subprocess.run(
        [sys.executable, "-m", "ckadtrainer", *arguments],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def drill_names(root: Path) -> set[str]:
    return {file.parent.name for file in (root / "drills").glob("*/*/drill.yaml")}


def test_everything_lies_inside_the_package(wheel):
    tops = {name.partition("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"ckadtrainer"}


def test_every_drill_grader_and_start_up_file_is_in_it(installed):
    package = installed / "ckadtrainer"
    assert drill_names(package / "builtin") == drill_names(ROOT) != set()
    graders = {file.name for file in (ROOT / "graders").glob("*/*.py")}
    assert {file.name for file in (package / "builtin" / "graders").glob("*/*.py")} == graders
    blueprints = {file.name for file in (ROOT / "exams").glob("*.yaml")}
    assert {file.name for file in (package / "builtin" / "exams").glob("*.yaml")} == blueprints != set()
    for kind in ("*.tcss", "bashrc", "*.fish", ".zshrc", ".zshenv", "*.sh", "py.typed", "*.sql", "*.jinja"):
        here = {file.relative_to(ROOT) for file in (ROOT / "ckadtrainer").rglob(kind)}
        assert {file.relative_to(installed) for file in package.rglob(kind)} >= here, kind


def test_the_installed_trainer_runs_without_the_checkout(installed, tmp_path):
    from ckadtrainer import __version__

    assert __version__ in run(installed, tmp_path, "--version")
    where = subprocess.run(
        [sys.executable, "-c", "import ckadtrainer; print(ckadtrainer.__file__)"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert where.stdout.startswith(str(installed))


def test_the_installed_trainer_lists_its_own_drills(installed, tmp_path):
    listing = run(installed, tmp_path, "list")
    assert all(name in listing for name in drill_names(ROOT))


def test_the_installed_trainer_draws_an_exam(installed, tmp_path):
    drawn = run(installed, tmp_path, "exam", "--dry-run", "--seed", "7")
    assert drawn.startswith("CKAD: 16 tasks in 120 minutes")
