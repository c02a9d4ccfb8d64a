"""Names by one letter beside, and other spellings of the same image or quantity."""

import re
import string
from decimal import Decimal
from random import Random

_POWERS = {"Ki": 1, "Mi": 2, "Gi": 3, "Ti": 4}
_QUANTITY = re.compile(r"(\d+(?:\.\d+)?)(m|Ki|Mi|Gi|Ti)?")


def misspelt(text: str, chance: Random) -> str:
    """`text` with another letter or digit in one place; unchanged when it has none."""
    places = [place for place, letter in enumerate(text) if letter.isascii() and letter.isalnum()]
    if not places:
        return text
    place = chance.choice(places)
    alphabet = next(
        kind for kind in (string.digits, string.ascii_lowercase, string.ascii_uppercase) if text[place] in kind
    )
    letter = chance.choice(alphabet.replace(text[place], ""))
    return f"{text[:place]}{letter}{text[place + 1 :]}"


def misspelt_path(path: str, chance: Random) -> str:
    """A path whose last part is by one letter another."""
    head, _, last = path.rstrip("/").rpartition("/")
    return f"{head}/{misspelt(last, chance)}"


def image_parts(image: str) -> tuple[str, str, str]:
    """Everything before an image's own name, the name, and what follows it: `""`, `":tag"` or `"@digest"`."""
    head, slash, last = image.rpartition("/")
    if "@" in image:
        name, _, digest = image.partition("@")
        before, inner, own = name.rpartition("/")
        return f"{before}{inner}", own, f"@{digest}"
    name, colon, tag = last.partition(":")
    return f"{head}{slash}", name, f"{colon}{tag}"


def full_image(image: str) -> str:
    """The image with the registry that is meant when none is named."""
    first, slash, _ = image.partition("/")
    if slash and ("." in first or ":" in first or first == "localhost"):
        return image
    return f"docker.io/{image}" if slash else f"docker.io/library/{image}"


def respelt_quantity(value: object) -> object:
    """The same amount in other letters: `500m` is `0.5`, `1Ki` is `1024`; unchanged when it has one spelling."""
    match = _QUANTITY.fullmatch(str(value)) if isinstance(value, str | int | float) else None
    if match is None or isinstance(value, bool):
        return value
    number, suffix = Decimal(match[1]), match[2]
    if suffix == "m":
        return format((number / 1000).normalize(), "f")
    if suffix in _POWERS:
        amount = number * Decimal(1024) ** _POWERS[suffix]
        return str(int(amount)) if amount == int(amount) else value
    return f"{int(number * 1000)}m" if number < 1000 and number * 1000 == int(number * 1000) else value
