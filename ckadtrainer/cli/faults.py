"""How a failure ends a run: sentences on stderr and an exit status, never a traceback."""

import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from ckadtrainer import paths
from ckadtrainer.cli import output
from ckadtrainer.errors import EXIT_CANNOT_TELL, TrainerError

EXIT_INTERRUPTED = 130
"""What a shell reports of a program ended by Ctrl-C."""


@contextmanager
def ended_in_order() -> Iterator[None]:
    """Let SIGTERM and SIGHUP end the run like an exception does, so that what was made is cleaned up."""

    def end(number: int, _frame: object) -> None:
        raise SystemExit(128 + number)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, end) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def guarded(call: Callable[[], object]) -> int:
    """Make the call that is the whole run; the exit status. Every failure is told in sentences."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a symbol shows a question mark instead of failing.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        with ended_in_order():
            call()
    except SystemExit as end:
        if end.code == EXIT_INTERRUPTED:
            return explain(KeyboardInterrupt())
        return end.code if isinstance(end.code, int) else 0
    except (Exception, KeyboardInterrupt) as error:
        return explain(error)
    return 0


def explain(error: BaseException) -> int:
    """Tell the user of an error and return the exit status for it."""
    if isinstance(error, TrainerError):
        output.say(error.message)
        output.say(error.remedy)
        return error.exit_code
    if isinstance(error, KeyboardInterrupt):
        output.say("\nInterrupted.")
        return EXIT_INTERRUPTED
    if os.environ.get("CKADTRAINER_DEBUG") == "1":
        traceback.print_exception(error)
    output.say(f"Something went wrong that ckadtrainer did not foresee: {type(error).__name__}: {error}.")
    output.say(f"The details are in {_log(error)}; please report them.")
    return EXIT_CANNOT_TELL


def _log(error: BaseException) -> Path | str:
    now = datetime.now(UTC)
    file = paths.logs() / f"fault-{now:%Y%m%dT%H%M%S}.log"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    except OSError as fault:
        return f"no file, since none could be written ({fault})"
    return file
