"""Exam: one sitting of an exam, its clock, and what was visited, flagged and noted.

A sitting is told by its events alone, each kept as it happens: whoever reads them again, after a kill at any moment,
stands where the learner stood. Knows no verdict: an exam shows none.
"""
