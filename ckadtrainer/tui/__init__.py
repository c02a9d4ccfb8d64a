"""The terminal interface: a face over `practice`. The UI loop never waits for disk, network or a process."""
