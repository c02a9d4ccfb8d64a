"""Providers: how a practice cluster comes to be: a kind cluster of our own, or an adopted context."""
