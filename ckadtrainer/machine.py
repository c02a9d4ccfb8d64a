"""How busy this machine is."""

import os
from pathlib import Path

_PRESSURE = Path("/proc/pressure/cpu")
_MOST_WAITING = 60.0
"""Per cent of the last ten seconds in which something waited for a processor."""
_MOST_LOAD = 3.0
"""Programs that want to run for each processor, where the kernel does not tell of pressure."""


def is_busy() -> bool:
    """Whether more work now would make everything late.

    Linux tells how long programs wait (https://docs.kernel.org/accounting/psi.html); elsewhere the load is taken.
    """
    waiting = _waiting()
    if waiting is not None:
        return waiting > _MOST_WAITING
    return os.getloadavg()[0] > _MOST_LOAD * (os.cpu_count() or 1)


def _waiting() -> float | None:
    try:
        text = _PRESSURE.read_text("ascii")
    except OSError:
        return None
    return next((float(word[6:]) for word in text.split() if word.startswith("avg10=")), None)
