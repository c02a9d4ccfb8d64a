"""Attempt: one try at one drill, its namespace and its clock.

Declares what it needs of a cluster (`Stage`); `cluster` satisfies it.
"""
