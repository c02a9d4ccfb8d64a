"""A measured number, the aim it is held against, and a table of them."""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Measurement:
    """`value` in `unit`; the aim is a highest value, or a lowest where `higher_is_better`; None without one."""

    name: str
    value: float
    unit: str
    aim: float | None = None
    higher_is_better: bool = False
    detail: str = ""

    @property
    def is_met(self) -> bool | None:
        """Whether the aim is met, None without one."""
        if self.aim is None:
            return None
        return self.value >= self.aim if self.higher_is_better else self.value <= self.aim

    def as_json(self) -> dict[str, object]:
        return {
            "name": self.name,
            "value": round(self.value, 3),
            "unit": self.unit,
            "aim": self.aim,
            "met": self.is_met,
            "detail": self.detail,
        }


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def p95(values: Sequence[float]) -> float:
    """The 95th percentile by nearest rank: a value that was measured, never one in between."""
    return sorted(values)[math.ceil(0.95 * len(values)) - 1]


def table(measurements: Sequence[Measurement]) -> str:
    """The measurements as a Markdown table."""
    rows = [("what", "measured", "aim", "met", "how")]
    rows += [(each.name, _number(each.value, each.unit), _aim(each), _met(each), each.detail) for each in measurements]
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def _number(value: float, unit: str) -> str:
    return f"{value:.0f} {unit}" if value >= 100 else f"{value:.1f} {unit}"


def _aim(measurement: Measurement) -> str:
    if measurement.aim is None:
        return ""
    sign = "≥" if measurement.higher_is_better else "≤"
    return f"{sign} {measurement.aim:g} {measurement.unit}"


def _met(measurement: Measurement) -> str:
    return {None: "", True: "yes", False: "no"}[measurement.is_met]
