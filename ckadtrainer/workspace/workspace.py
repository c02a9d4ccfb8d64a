"""Where a learner works on one attempt."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from ckadtrainer import paths
from ckadtrainer.attempt import countdown
from ckadtrainer.attempt.attempt import Attempt
from ckadtrainer.exam import clock as exam_clock
from ckadtrainer.exam.sitting import Sitting


@dataclass(frozen=True, slots=True)
class Workspace:
    """What a shell must know of an attempt.

    `kubeconfig` is the attempt's own file, its one context names `namespace`, which is empty in the shell of an exam:
    there a task names the context, and `attempt` is the exam's id. `deadline` is UTC and means
    nothing while the clock stands; then `paused_left` holds the seconds left, negative in overtime.
    `key` is the drill's `pack/topic/id`, and `packs` the folders the trainer was told to use beside its settings:
    with both, `ckadtrainer grade` typed in the shell means this attempt.
    """

    attempt: str
    drill: str
    title: str
    namespace: str
    kubeconfig: Path
    deadline: datetime
    paused_left: float | None = None
    key: str = ""
    packs: tuple[Path, ...] = ()

    @property
    def folder(self) -> Path:
        """Holds `work`, the learner's directory, and `shell`, what the shell is started from."""
        return attempt_folder(self.attempt)


def workspace_of(
    attempt: Attempt, title: str, kubeconfig: Path, now: datetime, packs: tuple[Path, ...] = ()
) -> Workspace:
    """The workspace of an attempt as its clock stands at `now`."""
    reading = countdown.read(attempt, now)
    stands = reading.paused or attempt.ended_at is not None
    return Workspace(
        attempt=attempt.id,
        drill=attempt.drill,
        title=title,
        namespace=attempt.namespace.name,
        kubeconfig=kubeconfig,
        deadline=now + timedelta(seconds=reading.left),
        paused_left=reading.left if stands else None,
        key=f"{attempt.pack}/{attempt.topic}/{attempt.drill}",
        packs=packs,
    )


def workspace_of_exam(sitting: Sitting, kubeconfig: Path, now: datetime, packs: tuple[Path, ...] = ()) -> Workspace:
    """The workspace of an exam as its clock stands at `now`. No key: what grades an attempt finds none here."""
    reading = exam_clock.read(sitting, now)
    return Workspace(
        attempt=sitting.id,
        drill="exam",
        title=f"{len(sitting.plan.tasks)} tasks, each in a namespace and a context that it names",
        namespace="",
        kubeconfig=kubeconfig,
        deadline=now + timedelta(seconds=reading.left),
        paused_left=reading.left if reading.stands else None,
        packs=packs,
    )


def attempt_folder(attempt: str) -> Path:
    """The attempt's folder under the data folder."""
    return paths.data() / "attempts" / attempt
