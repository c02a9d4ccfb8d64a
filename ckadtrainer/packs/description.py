"""`pack.yaml`: what a pack says of itself."""

from typing import Annotated, Literal

from pydantic import Field

from ckadtrainer.definition.drill import Identifier, Model, Text


class Description(Model):
    """The content of `pack.yaml`. `curriculum` is the CKAD curriculum the drills follow, like `v1.35`."""

    format: Literal[1]
    id: Identifier
    title: Text
    version: Annotated[str, Field(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+(?:[-+][0-9A-Za-z.+-]+)?$")]
    curriculum: Text | None = None
    about: Text | None = None
