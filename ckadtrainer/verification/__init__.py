"""Proving drills: their answers, and mutants of their solutions, tried on a cluster; what came out, told.

`answers` holds what an author says of each answer against what the checks say. `mutants` looks for near misses that the
checks let through and for equivalents that they do not. `as_text` and `as_json` tell both, `recordings` keeps what the
grades of answers stood on.
"""
