"""Providers: whose cluster it is and how it comes up. kind makes one of our own; an adopted context is the user's."""

from ckadtrainer.provisioning import Provider


def chosen_provider() -> Provider:
    """The adopted context if there is one, else our kind cluster."""
    from ckadtrainer.cluster.providers.context import AdoptedContext, adopted
    from ckadtrainer.cluster.providers.kind import KindProvider

    adoption = adopted()
    return AdoptedContext(adoption) if adoption else KindProvider()


__all__ = ["chosen_provider"]
