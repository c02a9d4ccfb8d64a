"""The values of one variant of a drill, and where they go in its files."""

import re
from collections.abc import Collection, Mapping

Values = Mapping[str, str | int]
"""Variable name -> its value in one variant."""

NO_VALUES: Values = {}
NONCE = "nonce"
"""The placeholder that is filled when an attempt is staged; no variable may take its name."""

_PLACEHOLDER = re.compile(r"\$\{([a-z][a-z0-9_]{0,62})\}")


def fill(text: str, values: Values) -> str:
    """The text with `${name}` replaced for each variable; any other placeholder stays."""
    if not values:
        return text
    return _PLACEHOLDER.sub(lambda found: str(values.get(found[1], found[0])), text)


def blanked(text: str) -> str:
    """The text with a plain word for every placeholder: YAML that can be read before the values are known."""
    return _PLACEHOLDER.sub("x", text)


def unknown_names(text: str, variables: Collection[str]) -> list[str]:
    """The placeholders that are neither a variable nor the nonce."""
    return [name for name in _PLACEHOLDER.findall(text) if name not in variables and name != NONCE]
