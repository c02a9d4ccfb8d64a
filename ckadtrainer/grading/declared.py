"""The closed vocabulary: each word of a check calls the view that the Python API calls. One engine, two spellings."""

from collections.abc import Callable
from typing import Any

from ckadtrainer.definition.check import Check, FileWord, InitWord, LogsWord, ReachesWord
from ckadtrainer.grading.views import Cluster
from ckadtrainer.grading.views.pod import PodView


def predicate(check: Check) -> Callable[[Cluster], None]:
    """The predicate that a check's words spell, proven in the order of the vocabulary."""

    def prove(cluster: Cluster) -> None:
        pod = cluster.pod(check.pod or "")
        for word, hold in _WORDS.items():
            value = getattr(check, word)
            if value:
                hold(pod, value)

    prove.__name__ = check.id
    return prove


def _ready(pod: PodView, names: tuple[str, ...]) -> None:
    pod.containers(*names).stay_ready()


def _init(pod: PodView, word: InitWord) -> None:
    init = pod.init(word.name)
    init.succeeded()
    if word.before:
        init.ended_before(word.before)
    if word.prints:
        init.log.has_line(word.prints)


def _logs(pod: PodView, words: tuple[LogsWord, ...]) -> None:
    for word in words:
        log = pod.any_container(word.container).log
        if word.comes_from:
            container, path = word.comes_from.split(":", 1)
            log.has_line_from(pod.container(container).file(path))
        elif word.matches:
            log.repeats_match(word.matches, word.every) if word.every else log.matches(word.matches)
        elif word.line:
            log.repeats(word.line, word.every) if word.every else log.has_line(word.line)


def _shares(pod: PodView, places: tuple[str, ...]) -> None:
    pod.shares(*places)


def _file(pod: PodView, word: FileWord) -> None:
    container, path = word.at.split(":", 1)
    file = pod.container(container).file(path)
    if word.holds:
        file.holds(word.holds)
    if word.contains:
        file.contains(word.contains)


def _reaches(pod: PodView, word: ReachesWord) -> None:
    pod.container(word.container).fetch(word.url).contains(word.answers or "")


_WORDS: dict[str, Callable[[PodView, Any], None]] = {
    "has": PodView.has,
    "lacks": PodView.lacks,
    "ready": _ready,
    "init": _init,
    "shares": _shares,
    "logs": _logs,
    "file": _file,
    "reaches": _reaches,
}
