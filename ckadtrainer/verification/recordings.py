"""What the grades of answers stood on, kept to be graded again without a cluster."""

import json
from pathlib import Path

from ckadtrainer.verification.answers import DrillReport


def write_recording(report: DrillReport, folder: Path) -> Path:
    """Write `<topic>/<drill>.json` below `folder`, one answer a line, for replay without a cluster."""
    drill = report.drill.drill
    file = folder / drill.topic / f"{drill.id}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = [
        f"{json.dumps(each.answer)}: {json.dumps(each.recording, separators=(',', ':'), ensure_ascii=False)}"
        for each in report.answers
        if each.recording is not None
    ]
    file.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    return file
