"""CKAD practice drills in the terminal, graded by watching a real Kubernetes cluster.

Each stage is a package and imports only the stages above it::

    definition  what an author wrote                      Drill
    packs       folders of drills, found and trusted      Pack
    session     which drills, in what order, how long     Session
    attempt     one try at one drill                      Attempt
    grading     live state held against the definition    Grade
    scoring     points and words                          Result
    history     what happened so far                      Record

`practice` holds the use cases; `cli` and `tui` are two faces over it. `cluster` and `workspace`
are the outside world: the only packages that start processes, and `cluster` alone speaks to an API server.
"""

__version__ = "0.1.0"
