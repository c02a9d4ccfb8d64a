"""`pack.yaml`: what a pack says of itself."""

from typing import Annotated, Literal

from pydantic import Field

from ckadtrainer.definition.model import Identifier, Model, Text


class Description(Model):
    """A pack: the content of `pack.yaml`."""

    format: Literal[1]
    """The format of this file: 1."""
    id: Identifier
    """The pack's name, the first part of its drills' full names."""
    title: Text
    """A few words for lists."""
    version: Annotated[str, Field(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+(?:[-+][0-9A-Za-z.+-]+)?$")]
    """Of the pack's content, like `1.2.0`."""
    curriculum: Text | None = None
    """The CKAD curriculum the drills follow, like `v1.35`."""
    about: Text | None = None
    """Whom it is for and what it practises."""
