"""The rules of the house, held by tests."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from importlinter import configuration
from importlinter.application.use_cases import lint_imports

configuration.configure()

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "ckadtrainer"
MODULES = sorted(PACKAGE.rglob("*.py"))
MOST_LINES = 300
BANNED_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}


def committed_files() -> list[Path]:
    """The files under version control, or in a source archive every file there is."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listing.returncode == 0:
        return [file for name in listing.stdout.split("\0") if name and (file := ROOT / name).is_file()]
    return [file for file in ROOT.rglob("*") if file.is_file() and ".git" not in file.parts]


def imports(module: Path) -> set[str]:
    """The top-level packages a module imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def loaded_by(*arguments: str) -> set[str]:
    """The top-level packages a start of Python with these arguments loads."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    lines = (line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import"))
    return {name.partition(".")[0] for name in lines}


def test_the_import_contracts_hold(capsys):
    kept = lint_imports(str(ROOT / "pyproject.toml"), cache_dir=None, no_logo=True)
    assert kept, capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["--version"], ["--help"]], ids=["version", "help"])
def test_a_start_that_only_tells_loads_nothing_heavy(arguments):
    heavy = {"textual", "kubernetes", "pydantic", "urllib3", "yaml", "sqlite3", "fsrs", "textual_plotext", "plotext"}
    assert not loaded_by("-m", "ckadtrainer", *arguments) & heavy


def test_the_first_frame_needs_nothing_that_reads_packs_or_reviews_history():
    loaded = loaded_by("-c", "import ckadtrainer.tui.app, ckadtrainer.practice")
    assert "textual" in loaded
    assert not loaded & {"kubernetes", "pydantic", "yaml", "fsrs", "textual_plotext", "plotext"}


@pytest.mark.parametrize(("library", "owner"), [("platformdirs", "paths.py"), ("kubernetes", "cluster")])
def test_a_library_has_one_owner(library, owner):
    users = {module.relative_to(PACKAGE).parts[0] for module in MODULES if library in imports(module)}
    assert users == {owner}


def test_no_file_is_too_long_to_hold_one_noun():
    long = {
        str(module.relative_to(ROOT)): count
        for module in MODULES
        if (count := len(module.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    }
    assert not long


def test_every_name_says_what_it_holds():
    vague = [file for file in committed_files() if file.stem.lower() in BANNED_NAMES]
    assert not vague


@pytest.mark.parametrize(
    "charter", sorted(PACKAGE.rglob("__init__.py")), ids=lambda file: str(file.parent.relative_to(ROOT))
)
def test_every_package_says_what_it_is_for(charter):
    assert ast.get_docstring(ast.parse(charter.read_text(encoding="utf-8")))


def test_no_file_depends_on_one_registry_or_one_machine():
    # Split so that this file does not contain what it looks for.
    hosts = ["pypi" + ".org", "files.python" + "hosted", "proxy.golang" + ".org", "deb.debian" + ".org"]
    hosts += ["registry.npm" + "js.org", "index.crates" + ".io"]
    places = [f"{ROOT}/", f"{sys.prefix}/"]
    pattern = re.compile("|".join(map(re.escape, hosts + places)))
    named = [
        f"{file.relative_to(ROOT)}: {match.group()}"
        for file in committed_files()
        if (match := pattern.search(file.read_text(encoding="utf-8", errors="ignore")))
    ]
    assert not named
