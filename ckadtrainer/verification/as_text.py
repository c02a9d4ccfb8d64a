"""What was proven, as people read it."""

from collections.abc import Sequence

from ckadtrainer.mutation.mutant import Kind
from ckadtrainer.verification.answers import DrillReport
from ckadtrainer.verification.mutants import Fate, SurvivalReport


def answers_text(reports: Sequence[DrillReport]) -> str:
    """A line a drill, with the faults of its answers under it."""
    lines: list[str] = []
    for report in reports:
        good = sum(not answer.faults for answer in report.answers)
        symbol = "●" if report.is_good else "○"
        lines.append(f"{symbol} {report.drill.key}  {good} of {len(report.answers)} answers as they should be")
        for answer in report.answers:
            lines += [f"    {answer.answer}: {fault}" for fault in answer.faults]
    return "\n".join(lines)


def mutants_text(reports: Sequence[SurvivalReport]) -> str:
    """A line a drill, with the mutants that are not as they should be, and remarks, under it."""
    lines: list[str] = []
    for report in reports:
        lines.append(f"{'●' if report.is_good else '○'} {report.drill.key}  {_summary(report)}")
        for each in report.mutants:
            if not each.is_good:
                lines.append(f"    {each.mutant.name} {each.fate}: {each.mutant.about}")
                lines += [f"        {sentence}" for sentence in each.found]
        lines += [f"    {remark}" for remark in report.remarks]
    return "\n".join(lines)


def _summary(report: SurvivalReport) -> str:
    near, same = _kinds(report, Kind.NEAR_MISS), _kinds(report, Kind.EQUIVALENT)
    rate = "" if report.rate is None else f" ({report.rate:.0%})"
    return (
        f"{report.count(Fate.KILLED)} of {near} near misses killed{rate}, {report.count(Fate.EXPLAINED)} explained, "
        f"{report.count(Fate.PASSED)} of {same} equivalents passed"
    )


def _kinds(report: SurvivalReport, kind: Kind) -> int:
    return sum(each.mutant.kind is kind for each in report.mutants)
