"""Symbols that carry meaning without colour, and the theme variable each is drawn in.

Keyed by the text of the verdict or state, so that the first frame needs neither `grading` nor `history`.
"""

VERDICT = {"met": "●", "unmet": "○", "pending": "◐", "unknown": "?"}
"""Verdict -> symbol."""

VERDICT_STYLE = {"met": "$accent", "unmet": "$foreground", "pending": "$warning", "unknown": "$warning"}
"""Verdict -> style."""

STANDING = {"mastered": "●", "passed": "●", "due": "●", "retry": "●", "open": "◐", "new": "○"}
"""Standing of a drill -> symbol."""

STANDING_STYLE = {
    "mastered": "$accent",
    "passed": "$accent",
    "due": "$warning",
    "retry": "$warning",
    "open": "$warning",
    "new": "$quiet",
}
"""Standing of a drill -> style."""

STEP = {"waiting": "○", "running": "◐", "done": "●", "kept": "●", "failed": "✗"}
"""State of a set-up step -> symbol."""

SEVERITY = {"ok": "●", "warning": "▲", "problem": "✗"}
"""Severity of a finding -> symbol."""

SEVERITY_STYLE = {"ok": "$accent", "warning": "$warning", "problem": "$error"}
"""Severity of a finding -> style."""

CONDITION = {"ready": "●", "stopped": "◐", "absent": "○", "no engine": "○"}
"""Condition of the cluster -> symbol."""
