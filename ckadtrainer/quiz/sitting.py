"""One try at one quiz."""

from dataclasses import dataclass, replace
from datetime import datetime

from ckadtrainer.grading.verdict import CheckGrade, Evidence, Grade, Verdict
from ckadtrainer.packs.manifest import PackedQuiz
from ckadtrainer.quiz.asked import Asked
from ckadtrainer.quiz.judging import Answer, Judged, judge


@dataclass(frozen=True, slots=True)
class Sitting:
    """A quiz under way: every question as it is asked, and those judged so far. `seed` gives the options' order."""

    id: str
    quiz: PackedQuiz
    seed: int
    started_at: datetime
    questions: tuple[Asked, ...]
    judged: tuple[Judged, ...] = ()

    @property
    def current(self) -> Asked | None:
        """The question that waits for an answer, None at the end."""
        return self.questions[len(self.judged)] if len(self.judged) < len(self.questions) else None

    @property
    def number(self) -> int:
        """The current question's number, counted from 1."""
        return len(self.judged) + 1

    @property
    def points(self) -> int:
        """Points so far."""
        return sum(judged.points for judged in self.judged)

    @property
    def missed(self) -> tuple[Judged, ...]:
        """The questions answered wrong so far."""
        return tuple(judged for judged in self.judged if not judged.is_right)

    def answered(self, answer: Answer) -> "Sitting":
        """The sitting after an answer to the current question."""
        assert self.current is not None  # noqa: S101  the faces ask only while there is a question
        return replace(self, judged=(*self.judged, judge(self.current, answer)))

    def grade(self, seconds: float) -> Grade:
        """What was judged as a grade, a check a question."""
        checks = tuple(
            CheckGrade(
                it.asked.question.id,
                Verdict.MET if it.is_right else Verdict.UNMET,
                it.points,
                it.asked.question.points,
                Evidence(it.expected, it.found),
            )
            for it in self.judged
        )
        return Grade(self.quiz.drill.id, checks, seconds)
