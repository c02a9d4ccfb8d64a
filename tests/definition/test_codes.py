"""Every code of a problem can be looked up."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = re.compile(r"CKD[0-9]{3}")


def test_the_documentation_explains_exactly_the_codes_that_are_told() -> None:
    sources = [file for folder in ("definition", "packs") for file in (ROOT / "ckadtrainer" / folder).glob("*.py")]
    told = {code for file in sources for code in CODE.findall(file.read_text())}
    rows = re.findall(r"^\| (CKD[0-9]{3}) \|", (ROOT / "docs" / "format.md").read_text(), re.MULTILINE)
    assert sorted(rows) == sorted(told)
