"""Invigilation: the use cases of an exam, beside those of practice: set it up, watch over it, grade it.

Everything blocks. What the learner does is kept as it happens; no verdict leaves here before the exam has ended.
"""
