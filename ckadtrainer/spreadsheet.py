"""Values as cells of a table that spreadsheets open."""

from ckadtrainer.untrusted import untrusted

_FORMULA = ("=", "+", "-", "@")  # how a cell begins that a spreadsheet computes


def cell(value: object) -> object:
    """What stands in the cell: a text on one line that is never taken for a formula, `true` or `false`, a number."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return value
    text = " ".join(untrusted(value).split())
    return f"'{text}" if text.startswith(_FORMULA) else text
