"""What a YAML scalar without quotes means: YAML 1.2's core, so that `on`, `yes` and `6:30` are text."""

import math
import re

TOO_LARGE = object()
"""Stands for a number that not every reader of JSON keeps."""

_WORDS: dict[str, bool | None] = {"": None, "~": None}
for _word, _value in (("null", None), ("true", True), ("false", False)):
    _WORDS |= dict.fromkeys((_word, _word.title(), _word.upper()), _value)
_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")


def resolve(text: str) -> object:
    """What a plain scalar means: None, a bool, an int, a float, text, or `TOO_LARGE`."""
    if text in _WORDS:
        return _WORDS[text]
    if not (text[0] in "+-." or text[0].isdigit()):
        return text
    if _INTEGER.fullmatch(text):
        return _integer(text)
    if _FLOAT.fullmatch(text):
        number = float(text)
        return number if math.isfinite(number) else TOO_LARGE
    return text


def _integer(text: str) -> object:
    if len(text) > 24:
        return TOO_LARGE
    digits = text.lstrip("+-")
    is_octal = len(digits) > 1 and digits[0] == "0" and digits[1] not in "xo"
    if is_octal and not set(digits) <= set("01234567"):
        return text
    number = int(text, 8) if is_octal else int(text, 0)
    return number if -(2**63) <= number < 2**64 else TOO_LARGE
