"""Definition: what an author wrote, checked and frozen.

A drill is a folder with `drill.yaml`, an optional `setup.yaml` and `answers/`; its predicates are functions
of a grader module, joined to the checks by id, or words of the closed vocabulary in the check itself.
This package reads text and returns values: no cluster, no clock, no Python of a pack is run here.
"""
