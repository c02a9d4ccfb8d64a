"""The command line: a face over `practice`. stdout is data, stderr is words."""
