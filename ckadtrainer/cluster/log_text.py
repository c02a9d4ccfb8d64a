"""Container logs with the kubelet's time stamps, read."""

from datetime import UTC, datetime

from ckadtrainer.grading.probes import LogLine
from ckadtrainer.untrusted import untrusted


def parse_log(body: bytes) -> tuple[LogLine, ...]:
    """The lines of a log asked for with `timestamps=true`, oldest first.

    A line cut off in its time stamp is dropped; one whose text was cut off stays as it is.
    """
    lines = []
    for raw in body.split(b"\n"):
        stamp, _, text = raw.partition(b" ")
        at = parse_time(stamp.decode("ascii", "replace"))
        if at is not None:
            lines.append(LogLine(at, untrusted(text.decode("utf-8", "replace"))))
    return tuple(lines)


def parse_time(stamp: str) -> datetime | None:
    """RFC 3339 with up to nine decimals, cut to microseconds; None for anything else."""
    main, dot, rest = stamp.partition(".")
    if dot:
        digits = rest[: len(rest) - len(rest.lstrip("0123456789"))]
        stamp = f"{main}.{digits[:6].ljust(6, '0')}{rest[len(digits) :]}"
    try:
        at = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    return at.astimezone(UTC) if at.tzinfo is not None else None
