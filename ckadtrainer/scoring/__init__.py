"""Scoring: points and words. One file a rendering."""
