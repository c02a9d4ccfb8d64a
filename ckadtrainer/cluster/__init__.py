"""Cluster: the outside world. The only importer of `kubernetes`; with `workspace` the only one to start processes.

Satisfies `attempt.stage.Stage` and `grading.sources.Observer`. Speaks raw JSON over the official client;
LIST and WATCH share one connection pool, exec has connections of its own. Every write passes the guard.
Nothing here is imported before the first frame of the TUI.
"""
