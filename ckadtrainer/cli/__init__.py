"""The command line: a face over `practice`. stdout is data, stderr is words.

One file a group of commands, each with a `register(app)`; a command is a function of a `Run` and its own
arguments that returns an exit status. Heavy parts are imported inside commands, so that help stays quick.
"""
