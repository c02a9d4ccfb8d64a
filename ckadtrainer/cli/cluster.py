"""The practice cluster: `cluster up|down|status|adopt` and `doctor`."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ckadtrainer.cli import output
from ckadtrainer.cli.commands import command
from ckadtrainer.cli.faults import EXIT_INTERRUPTED
from ckadtrainer.cli.run import Run
from ckadtrainer.errors import (
    EXIT_CANNOT_TELL,
    EXIT_FULL_MARKS,
    EXIT_LESS,
    ClusterUnavailable,
    TrainerError,
    UsageError,
)

if TYPE_CHECKING:
    from ckadtrainer.provisioning import ClusterStatus, Finding, Severity

Yes = Annotated[bool, typer.Option("--yes", "-y", help="Install what is missing without asking.")]


class SetupStopped(TrainerError):
    """The user stopped the set-up."""

    exit_code = EXIT_INTERRUPTED


def register(app: typer.Typer) -> None:
    """Add the commands."""
    command(app, "doctor")(doctor)
    group = typer.Typer(help="Bring the practice cluster up, look at it, remove it.", rich_markup_mode=None)
    command(group, "up")(up)
    command(group, "down")(down)
    command(group, "status")(status)
    command(group, "adopt")(adopt)
    app.add_typer(group, name="cluster")


def up(run: Run, yes: Yes = False) -> int:
    """Bring the practice cluster up. Ctrl-C stops it, the next run goes on where it stopped."""
    bring_up(run, yes=yes or not output.is_interactive())
    run.show(_status_text(found := run.provider.status()), _status_document(found))
    return EXIT_FULL_MARKS


def down(run: Run) -> int:
    """Remove the practice cluster. The history stays."""
    run.provider.down()
    output.say("The practice cluster is gone. `ckadtrainer cluster up` makes a new one.")
    return EXIT_FULL_MARKS


def status(run: Run) -> int:
    """Say where the practice cluster stands. Exit status 3 if it is not ready."""
    from ckadtrainer.provisioning import Condition

    found = run.provider.status()
    run.show(_status_text(found), _status_document(found))
    return EXIT_FULL_MARKS if found.condition is Condition.READY else EXIT_CANNOT_TELL


def adopt(
    run: Run,  # noqa: ARG001  every command takes one
    context: Annotated[str | None, typer.Option("--context", help="The context to practise in.")] = None,
    kubeconfig: Annotated[
        Path | None, typer.Option("--kubeconfig", help="The file that has it; ~/.kube/config if not given.")
    ] = None,
    none: Annotated[bool, typer.Option("--none", help="Go back to a cluster of the trainer's own.")] = False,
) -> int:
    """Practise in another cluster. The trainer only touches namespaces it made there."""
    from ckadtrainer.cluster.providers import context as contexts

    if none == (context is not None):
        raise UsageError("Adopting needs one context by name.", "Give `--context NAME`, or `--none` to go back.")
    if context is None:
        contexts.release()
        output.say("Practising in the trainer's own cluster from now on; `ckadtrainer cluster up` brings it up.")
    else:
        contexts.adopt(context, kubeconfig)
        output.say(f"Practising in context {context} from now on; `ckadtrainer cluster adopt --none` goes back.")
    return EXIT_FULL_MARKS


def doctor(run: Run) -> int:
    """Examine what the trainer stands on. Exit status 1 if there is a problem."""
    from ckadtrainer.provisioning import Severity

    findings = run.provider.examine()
    run.show("\n".join(_finding_text(it) for it in findings), [_finding_document(it) for it in findings])
    return EXIT_LESS if any(it.severity is Severity.PROBLEM for it in findings) else EXIT_FULL_MARKS


def ensure_cluster(run: Run, *, yes: bool) -> None:
    """Bring the cluster up if it is not ready; a person is asked first. Raises UsageError when they decline."""
    from ckadtrainer.provisioning import Condition

    found = run.provider.status()
    if found.condition is Condition.READY:
        return
    asked = output.is_interactive() and not yes
    if asked and not output.ask("The practice cluster is not up. Bring it up now? It takes some minutes."):
        raise UsageError("There is no practice cluster.", "`ckadtrainer cluster up` brings it up when you want it.")
    bring_up(run, yes=yes or not output.is_interactive())


def reach_cluster(run: Run) -> None:
    """Sweep what earlier attempts left; a person whose cluster does not answer is asked whether to bring it up.

    Raises ClusterUnavailable, and UsageError when they decline.
    """
    try:
        run.practice.sweep()
    except ClusterUnavailable:
        if not output.is_interactive():
            raise
        ensure_cluster(run, yes=False)
        run.practice.disconnect()
        run.practice.sweep()


def bring_up(run: Run, *, yes: bool) -> None:
    """Bring the cluster up with its progress on stderr.

    Raises SetupFailed, and SetupStopped after a Ctrl-C, once the set-up stands where it can go on.
    """
    from ckadtrainer.cli.progress import ProgressLines

    stop = threading.Event()
    try:
        with _interrupt_sets(stop), ProgressLines() as progress:
            run.provider.up(progress, stop, yes=yes)
    except Exception:
        if not stop.is_set():
            raise
    if stop.is_set():
        raise SetupStopped("The set-up was stopped.", "The same command goes on from here; finished steps are kept.")


@contextmanager
def _interrupt_sets(stop: threading.Event) -> Iterator[None]:
    """The first Ctrl-C asks the set-up to stop, a second one interrupts it."""

    def ask(*_: object) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _status_text(status: ClusterStatus) -> str:
    memory = f"{status.memory / 1e6:.0f} MB" if status.memory is not None else ""
    facts = [status.name, status.condition.value, status.version, status.provider, memory]
    words = [sentence for sentence in (status.detail, status.remedy) if sentence]
    return "\n".join([" · ".join(fact for fact in facts if fact), *words])


def _status_document(status: ClusterStatus) -> dict[str, Any]:
    return {
        "name": status.name,
        "condition": status.condition.value,
        "version": status.version,
        "provider": status.provider,
        "memory": status.memory,
        "detail": status.detail,
        "remedy": status.remedy,
    }


def _mark(severity: Severity) -> str:
    return {"ok": "●", "warning": "!", "problem": "○"}[severity.value]


def _finding_text(finding: Finding) -> str:
    line = f"{_mark(finding.severity)} {finding.severity.value:<7}  {finding.code}  {finding.subject}: {finding.state}"
    return f"{line}\n{'':11}{finding.remedy}" if finding.remedy else line


def _finding_document(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "subject": finding.subject,
        "severity": finding.severity.value,
        "state": finding.state,
        "remedy": finding.remedy,
    }
