"""A Kubernetes object as its JSON has it."""

from typing import Any

Manifest = dict[str, Any]
"""Read-only by convention once it is part of a definition or a snapshot."""
