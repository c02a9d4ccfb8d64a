"""Benchmarks: how fast the trainer is, measured in one run against one cluster and against kubectl in a script.

Every number is a median or 95th percentile of several runs after a warm-up. Nothing is written but stdout;
the trainer runs in a temporary home that borrows the real one's cluster.
"""
