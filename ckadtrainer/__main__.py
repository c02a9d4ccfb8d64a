"""The program's entry: what must be quick is answered here, the rest is handed to the command line."""

import gc
import os
import sys

# Looking for pydantic plug-ins reads every installed distribution; the trainer has none.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
# Imports make many objects and little garbage: collecting less often starts the program a twentieth sooner.
gc.set_threshold(20_000)


def main() -> int:
    """Run the program on `sys.argv`; the exit status."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from ckadtrainer import __version__

        sys.stdout.write(f"ckadtrainer {__version__}\n")
        return 0
    if not sys.argv[1:]:
        from ckadtrainer.cli import opening

        return opening.run()
    from ckadtrainer.cli.entry import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
