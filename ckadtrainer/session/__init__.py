"""Session: which drills, in what order, how long."""
