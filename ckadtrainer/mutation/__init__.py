"""Mutation: a solution turned into near misses, which must fail, and into equivalents, which must not.

An operator is a function: it gets a solution's documents and a source of chance, and yields changes. Its name is the
function's, and what it does to one target is a sentence of the change. Everything here is pure: manifests in,
manifests out, the same ones for the same seed. Trying them on a cluster is `verification`.
"""
