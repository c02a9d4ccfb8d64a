"""The program's entry: answers `--version` at once, and hands everything else to the command line."""

import sys


def main() -> int:
    """Run the program on `sys.argv`; the exit status."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from ckadtrainer import __version__

        sys.stdout.write(f"ckadtrainer {__version__}\n")
        return 0
    from ckadtrainer.cli.entry import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
