"""History: what happened so far, kept so that a kill at any moment loses nothing acknowledged."""
