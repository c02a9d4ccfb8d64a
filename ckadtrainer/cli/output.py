"""What goes to the terminal: data to stdout, words to stderr, tables of plain text."""

import csv
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from ckadtrainer.spreadsheet import cell
from ckadtrainer.untrusted import untrusted


def put(text: str) -> None:
    """Print data to stdout; what came from a pack or a cluster cannot steer the terminal."""
    sys.stdout.write(untrusted(text).rstrip("\n") + "\n")
    sys.stdout.flush()


def put_json(document: Any) -> None:
    """Print data to stdout as one line of JSON; ASCII only, so that nothing in it is a control character."""
    sys.stdout.write(json.dumps(document) + "\n")
    sys.stdout.flush()


def put_csv(heads: Sequence[str], documents: Sequence[Mapping[str, Any]]) -> None:
    """Print data to stdout as CSV under the heads; a spreadsheet takes no text in it for a formula."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows([cell(document[head]) for head in heads] for document in documents)
    sys.stdout.flush()


def say(words: str) -> None:
    """Print words to stderr."""
    sys.stderr.write(untrusted(words) + "\n")
    sys.stderr.flush()


def ask(question: str) -> bool:
    """Ask on stderr; an empty answer is yes, the end of the input is no."""
    sys.stderr.write(f"{question} [Y/n] ")
    sys.stderr.flush()
    answer = sys.stdin.readline()
    return answer != "" and answer.strip().lower() in ("", "y", "yes")


def is_interactive() -> bool:
    """Whether a person can be asked: stdin and stderr are terminals."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> str:
    """Rows under heads in aligned columns; the columns numbered in `right` are aligned to the right."""
    cells = [[untrusted(cell).replace("\n", " ") for cell in row] for row in (heads, *rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(heads))]
    lines = (
        "  ".join(
            cell.rjust(width) if i in right else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in cells
    )
    return "\n".join(lines)


def moment(at: datetime | None) -> str:
    """A point in time in the local zone, to the minute; `-` for none."""
    return f"{at.astimezone():%Y-%m-%d %H:%M}" if at else "-"
