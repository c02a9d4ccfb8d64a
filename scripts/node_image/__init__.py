"""Node image: a kind node built from package registries alone, for machines that reach no image registry.

A graph of named steps (`recipe`), run side by side and kept when their inputs have not changed (`graph`). Standard
library only, Python 3.11: it runs before anything is installed, from a checkout and from inside the wheel.
`python -m node_image build` writes one JSON object a line on stdout, each the whole state of the set-up.
"""
