"""The one door for text from a cluster or a pack: what comes out cannot steer a terminal."""

import re

# CSI and OSC sequences whole, so that their parameters do not stay behind as text.
_SEQUENCES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # CSI
    r"|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?"  # OSC, DCS, SOS, PM, APC
    r"|\x1b[ -/]*[0-~]"  # other escapes
    r"|\x9b[0-?]*[ -/]*[@-~]"  # CSI as one byte
)
# C0 and C1 controls but tab and newline, lone surrogates, and the bidirectional overrides that reorder what is read.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def untrusted(text: str) -> str:
    """`text` without terminal sequences and control characters; tabs and newlines stay.

    The result is still plain text, never markup: hand it to a sink that does not parse.
    """
    return _CONTROLS.sub("", _SEQUENCES.sub("", text.replace("\r\n", "\n")))
