"""Views: the authors' API over one snapshot and the board of probes.

Every view names things as Kubernetes does, looks up by name and never by position, and raises
`Unmet` or `Pending` with what was expected, what was found and where.
"""

from ckadtrainer.grading.views.cluster import Cluster

__all__ = ["Cluster"]
