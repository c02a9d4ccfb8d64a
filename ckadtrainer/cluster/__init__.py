"""Cluster: the outside world. The only importer of `kubernetes`, and with `workspace` the only one to start processes.

Satisfies `attempt.stage.Stage` and `grading.sources.Observer`. Speaks raw JSON over the official client;
LIST and WATCH share one connection pool, exec and logs have connections of their own. Every write passes the guard.
Nothing here is imported before the first frame of the TUI.
"""
