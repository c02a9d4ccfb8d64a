"""The catalogue proven: every answer and every mutant of every drill, tried several times on the practice cluster.

A verdict that is another one the second time is as wrong as a wrong one. What was found goes to docs/catalogue.md.
"""
