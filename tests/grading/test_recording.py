"""What is kept of a grade for others to read."""

import base64
import json
from datetime import UTC, datetime

from ckadtrainer.grading.board import Remembered
from ckadtrainer.grading.probes import ContainerRef, FileText, ReadFile
from ckadtrainer.grading.recording import Recording, from_document
from ckadtrainer.grading.snapshot import Snapshot
from ckadtrainer.grading.views.token import claims_of


def part(**fields):
    return base64.urlsafe_b64encode(json.dumps(fields).encode()).decode().rstrip("=")


def test_a_token_is_kept_without_its_signature():
    secret = "s3cretSignature" * 20
    read = ReadFile(ContainerRef("web", "app", "id"), "/t")
    answer = FileText(f"{part(alg='RS256')}.{part(aud=['vault'])}.{secret}\n")
    recording = Recording(
        Snapshot("test", {}, datetime(2026, 3, 1, tzinfo=UTC), "n1"), (Remembered(read, "", answer, 1.0),)
    )

    document = recording.document()

    assert secret not in json.dumps(document)
    assert claims_of(from_document(document).answers[0].outcome.text) == {"aud": ["vault"]}
