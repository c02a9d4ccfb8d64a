"""Questions that objects cannot answer, put to running containers, and their answers.

A probe is a value: it can be cached, recorded and replayed. `Prober` runs one and blocks; `grading.board`
keeps that off the caller's thread. A container is named by its id too, so that an answer is never used
for a restarted container.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class ProbeFault(Exception):
    """A probe could not be carried out, through no fault of the learner: API error, refused exec, time-out."""


@dataclass(frozen=True, slots=True)
class ContainerRef:
    """One run of one container: a restart has another `id`."""

    pod: str
    container: str
    id: str


@dataclass(frozen=True, slots=True)
class ReadLog:
    """The last lines of a container's log (2,000 lines or 256 KiB at most). Answer: `Log`."""

    container: ContainerRef


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file's text (64 KiB at most). Answer: `FileText`."""

    container: ContainerRef
    path: str


@dataclass(frozen=True, slots=True)
class ShareDirectory:
    """Whether two folders are the same one: a nonce file is written through `writer`, read through `reader`, removed.

    Answer: `Shared`.
    """

    writer: ContainerRef
    writer_path: str
    reader: ContainerRef
    reader_path: str


@dataclass(frozen=True, slots=True)
class SameDirectory:
    """Whether two folders have the same device and inode: for two sides that may only read. Answer: `Shared`."""

    one: ContainerRef
    one_path: str
    other: ContainerRef
    other_path: str


@dataclass(frozen=True, slots=True)
class AppendLine:
    """Add one line with a nonce to a growing file; it stays there. Answer: `Marked`.

    `audience` is the id of the container whose log must show it: another run of it needs another line.
    """

    container: ContainerRef
    path: str
    audience: str


@dataclass(frozen=True, slots=True)
class MarkText:
    """Put a nonce at the end of every line of a file for `seconds`, then put the old text back in place.

    The container itself puts it back, even if the trainer is gone by then. Answer: `Marked`, at once.
    """

    container: ContainerRef
    path: str
    seconds: float


@dataclass(frozen=True, slots=True)
class FetchInside:
    """HTTP GET made in a container by its own curl or wget, so that localhost means the pod's. Answer: `HttpAnswer`."""

    container: ContainerRef
    url: str


@dataclass(frozen=True, slots=True)
class RunCommand:
    """A program that only looks, run in a container as it is, no shell in between. Answer: `Output`."""

    container: ContainerRef
    argv: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FetchOutside:
    """HTTP GET of a pod's port through the API server; needs nothing in the pod. Answer: `HttpAnswer`."""

    pod: str
    pod_uid: str
    port: int
    path: str


@dataclass(frozen=True, slots=True)
class DnsQueries:
    """What a pod asked the cluster's DNS, from the DNS server's own log. Answer: `Queries`."""

    pod_ip: str
    pod_uid: str


Probe = (
    ReadLog
    | ReadFile
    | ShareDirectory
    | SameDirectory
    | AppendLine
    | MarkText
    | FetchInside
    | RunCommand
    | FetchOutside
    | DnsQueries
)


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line, control characters removed, with the time the kubelet put on it (UTC)."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Log:
    """Lines, oldest first. `read_at` is the cluster's time."""

    lines: tuple[LogLine, ...]
    read_at: datetime


@dataclass(frozen=True, slots=True)
class FileText:
    """A file's text, or None with the reason when there is no such readable file.

    `has_tools` is False when the container has no shell to look with: then nothing is known of the file.
    """

    text: str | None
    reason: str = ""
    has_tools: bool = True


@dataclass(frozen=True, slots=True)
class Shared:
    """Whether the nonce came through. `reason` says what happened when it did not.

    `has_tools` is False when a side has no shell or may not write: then nothing is known.
    """

    same: bool
    reason: str = ""
    has_tools: bool = True


@dataclass(frozen=True, slots=True)
class Marked:
    """The nonce that was written, or None with the reason it could not be."""

    nonce: str | None
    reason: str = ""
    has_tools: bool = True


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """Status and body (64 KiB at most); status 0 and a reason when nothing answered."""

    status: int
    body: str
    reason: str = ""
    has_tools: bool = True


@dataclass(frozen=True, slots=True)
class Output:
    """How a program ended and what it printed; `code` is None with the reason in `err` when that cannot be told.

    `has_tools` is False when the container has no such program.
    """

    code: int | None
    out: str
    err: str = ""
    has_tools: bool = True


@dataclass(frozen=True, slots=True)
class Query:
    """One DNS question and its result: `name` without the final dot, `code` like NOERROR."""

    at: datetime
    name: str
    type: str
    code: str


@dataclass(frozen=True, slots=True)
class Queries:
    """Questions, oldest first."""

    queries: tuple[Query, ...]


Outcome = Log | FileText | Shared | Marked | HttpAnswer | Output | Queries


class Prober(Protocol):
    """Runs probes in one namespace. Implemented by `cluster`, and by a recording for tests."""

    def run(self, probe: Probe) -> Outcome:
        """Carry out `probe` and wait for its answer.

        Raises ProbeFault when it could not be carried out. May be called from several threads.
        """
