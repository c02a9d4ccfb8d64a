"""Packs: folders of drills and graders, found, read and trusted.

The repository's own drills are a pack like any other. A pack is data until its exact content is trusted;
only then is its Python imported, by file path.
"""
