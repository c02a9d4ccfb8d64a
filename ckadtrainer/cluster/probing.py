"""Probes carried out: the Prober over a real cluster."""

import secrets
from collections.abc import Callable
from typing import Any

from ckadtrainer.attempt.attempt import Namespace
from ckadtrainer.clock import Clock
from ckadtrainer.cluster import scripts
from ckadtrainer.cluster.answers import Invalid, NotFound
from ckadtrainer.cluster.channels import OUTPUT_BYTES, ContainerGone, NoTools, Ran
from ckadtrainer.cluster.client import Client
from ckadtrainer.cluster.dns_log import DnsLog
from ckadtrainer.cluster.execute import Executor
from ckadtrainer.cluster.http_probe import fetch_outside, inside_answer
from ckadtrainer.cluster.kinds import KINDS
from ckadtrainer.cluster.log_text import parse_log
from ckadtrainer.errors import ClusterUnavailable
from ckadtrainer.grading import probes
from ckadtrainer.grading.probes import (
    ContainerRef,
    FileText,
    HttpAnswer,
    Log,
    Marked,
    Outcome,
    Output,
    Probe,
    ProbeFault,
    Shared,
)

_LOG_QUERY: dict[str, str | int] = {"timestamps": "true", "tailLines": 2000, "limitBytes": 262144}


class KubernetesProber:
    """Runs probes in one namespace, each on connections of its own."""

    def __init__(self, client: Client, executor: Executor, namespace: Namespace, clock: Clock) -> None:
        self._client = client
        self._executor = executor
        self._namespace = namespace.name
        self._clock = clock
        self._dns = DnsLog(client, namespace.name)
        self._ways: dict[type, Callable[[Any], Outcome]] = {
            probes.ReadLog: self._read_log,
            probes.ReadFile: self._read_file,
            probes.ShareDirectory: self._share_directory,
            probes.SameDirectory: self._same_directory,
            probes.AppendLine: self._append_line,
            probes.MarkText: self._mark_text,
            probes.FetchInside: self._fetch_inside,
            probes.RunCommand: self._run_command,
            probes.FetchOutside: lambda probe: fetch_outside(client, namespace.name, probe),
            probes.DnsQueries: self._dns.queries,
        }

    def run(self, probe: Probe) -> Outcome:
        try:
            return self._ways[type(probe)](probe)
        except ClusterUnavailable as error:
            raise ProbeFault(error.message) from error

    def _read_log(self, probe: probes.ReadLog) -> Log:
        path = KINDS["Pod"].path(self._namespace, probe.container.pod) + "/log"
        try:
            reply = self._client.read(path, {**_LOG_QUERY, "container": probe.container.container})
        except (NotFound, Invalid):
            return Log((), self._clock.now())  # no such container, or it has not started: nothing was printed
        read_at = self._clock.now()
        return Log(parse_log(reply.body), read_at + reply.offset(read_at))

    def _read_file(self, probe: probes.ReadFile) -> FileText:
        try:
            ran = self._sh(probe.container, scripts.READ_FILE, probe.path)
        except NoTools:
            return FileText(None, _no_shell(probe.container), has_tools=False)
        except ContainerGone as error:
            return FileText(None, _gone(probe.container, error))
        if ran.code in (0, None):
            return FileText(ran.text[:OUTPUT_BYTES])
        return FileText(None, _reason(ran, f"{probe.path} does not exist", f"{probe.path} cannot be read"))

    def _share_directory(self, probe: probes.ShareDirectory) -> Shared:
        name, nonce = f".ckad-{secrets.token_hex(6)}", secrets.token_hex(16)
        try:
            return self._send_nonce(probe, name, nonce)
        except NoTools as error:
            return Shared(same=False, reason=f"a side has no shell ({error})", has_tools=False)
        except ContainerGone as error:
            return Shared(same=False, reason=f"a container is not running ({error})")

    def _send_nonce(self, probe: probes.ShareDirectory, name: str, nonce: str) -> Shared:
        argv = ["sh", "-c", scripts.HOLD_NONCE, "sh", probe.writer_path, name, nonce]
        with self._executor.hold(probe.writer.pod, probe.writer.container, argv) as ended:
            if ended is not None and ended.code == scripts.NO_FILE:
                return Shared(same=False, reason=_no_folder(probe.writer, probe.writer_path))
            if ended is not None:
                reason = f"container {probe.writer.container} may not write to {probe.writer_path}"
                return Shared(same=False, reason=reason, has_tools=False)
            read = self._sh(probe.reader, scripts.READ_NONCE, probe.reader_path, name)
        if read.code == 0 and read.stdout == nonce.encode():
            return Shared(same=True)
        if read.code == scripts.NO_FILE:
            return Shared(same=False, reason=_no_folder(probe.reader, probe.reader_path))
        where = f"{probe.reader_path} of container {probe.reader.container}"
        return Shared(same=False, reason=f"a file written to {probe.writer_path} does not appear in {where}")

    def _same_directory(self, probe: probes.SameDirectory) -> Shared:
        found: list[bytes] = []
        for side, path in ((probe.one, probe.one_path), (probe.other, probe.other_path)):
            try:
                ran = self._sh(side, scripts.IDENTITY, path)
            except NoTools:
                return Shared(same=False, reason=_no_shell(side), has_tools=False)
            except ContainerGone as error:
                return Shared(same=False, reason=_gone(side, error))
            if ran.code == scripts.NO_FILE:
                return Shared(same=False, reason=_no_folder(side, path))
            if ran.code != 0:
                return Shared(same=False, reason=f"container {side.container} has no `stat`", has_tools=False)
            found.append(ran.stdout.strip())
        if found[0] == found[1]:
            return Shared(same=True)
        return Shared(same=False, reason=f"{probe.one_path} and {probe.other_path} are different folders")

    def _append_line(self, probe: probes.AppendLine) -> Marked:
        nonce = _nonce()
        return self._mark(probe.container, probe.path, nonce, scripts.APPEND_LINE, probe.path, nonce)

    def _mark_text(self, probe: probes.MarkText) -> Marked:
        nonce = _nonce()
        seconds = str(max(1, round(probe.seconds)))
        return self._mark(probe.container, probe.path, nonce, scripts.MARK_TEXT, probe.path, nonce, seconds)

    def _mark(self, side: ContainerRef, path: str, nonce: str, script: str, *values: str) -> Marked:
        try:
            ran = self._sh(side, script, *values)
        except NoTools:
            return Marked(None, _no_shell(side), has_tools=False)
        except ContainerGone as error:
            return Marked(None, _gone(side, error))
        if ran.code == 0:
            return Marked(nonce)
        if ran.code == scripts.NO_RIGHT:
            return Marked(None, f"container {side.container} may not write to {path}", has_tools=False)
        return Marked(None, _reason(ran, f"{path} does not exist", f"{path} cannot be written"))

    def _fetch_inside(self, probe: probes.FetchInside) -> HttpAnswer:
        try:
            return inside_answer(self._sh(probe.container, scripts.FETCH, probe.url))
        except NoTools:
            return HttpAnswer(0, "", _no_shell(probe.container), has_tools=False)
        except ContainerGone as error:
            return HttpAnswer(0, "", _gone(probe.container, error))

    def _run_command(self, probe: probes.RunCommand) -> Output:
        side = probe.container
        try:
            ran = self._executor.run(side.pod, side.container, probe.argv)
        except NoTools:
            return Output(None, "", has_tools=False)
        except ContainerGone as error:
            return Output(None, "", _gone(side, error))
        return Output(ran.code, ran.text, ran.complaint)

    def _sh(self, side: ContainerRef, script: str, *values: str) -> Ran:
        return self._executor.run(side.pod, side.container, ["sh", "-c", script, "sh", *values])


def _nonce() -> str:
    return f"ckad-{secrets.token_hex(6)}"


def _no_shell(side: ContainerRef) -> str:
    return f"container {side.container} has no shell"


def _no_folder(side: ContainerRef, path: str) -> str:
    return f"container {side.container} has no folder {path}"


def _gone(side: ContainerRef, error: ContainerGone) -> str:
    return f"container {side.container} is not running ({error})"


def _reason(ran: Ran, missing: str, otherwise: str) -> str:
    if ran.code == scripts.NO_FILE:
        return missing
    return f"{otherwise}: {ran.complaint}" if ran.complaint else otherwise
