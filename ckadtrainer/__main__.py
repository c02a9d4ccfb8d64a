"""The program's entry: what must be quick is answered here, the rest is handed to the command line."""

import gc
import os
import sys

# Looking for pydantic plug-ins reads every installed distribution; the trainer has none.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
# Imports make many objects and no garbage: a tenth of a short run would be spent on looking for it.
gc.set_threshold(200_000)


def main() -> int:
    """Run the program on `sys.argv`; the exit status."""
    try:
        return _main()
    finally:
        gc.freeze()  # a program that ends need not look for garbage once more


def _main() -> int:
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
