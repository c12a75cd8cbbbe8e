"""What a file is by its content, and which steps it may take."""

from __future__ import annotations

import pytest

from esafety_desk.policy.evidence_rules import evidence_problems, file_problem, is_stopped, media_type_of
from esafety_desk.records.attachment import LARGEST, Attachment, MediaType, Seal
from esafety_desk.records.incident import IMAGE_TYPES
from tests.evidence_files import JPEG, PDF, PNG


def attachment(**values: object) -> Attachment:
    kept = {"about_id": 7, "file_name": "chat.txt", "media_type": "text/plain", "size": 5, "digest": "0" * 64}
    return Attachment.model_validate({**kept, **values})


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (PNG, MediaType.PNG),
        (JPEG, MediaType.JPEG),
        (PDF, MediaType.PDF),
        ("Zając wrote: “no”\r\n\tand left".encode(), MediaType.TEXT),
        (b"\xef\xbb\xbfwith a byte order mark", MediaType.TEXT),
        (b"MZ\x90\x00\x03", None),
        (b"text with a \x00 in it", None),
        ("not in UTF-8: é".encode("latin-1"), None),
        (b"PK\x03\x04", None),
    ],
)
def test_a_file_is_judged_by_its_content(content: bytes, media_type: MediaType | None) -> None:
    assert media_type_of(content) is media_type


def test_empty_and_too_large_files_are_refused() -> None:
    assert "empty" in file_problem(b"")
    assert "20 MB" in file_problem(b"a" * (LARGEST + 1))
    assert file_problem(b"a" * LARGEST) == ""
    assert "PNG picture, JPEG picture, PDF or Text" in file_problem(b"\x00\x01")


@pytest.mark.parametrize("kind", sorted(IMAGE_TYPES))
def test_every_image_type_switches_files_off(kind: str) -> None:
    assert is_stopped({"conduct.online-bullying", kind})
    assert not is_stopped({"conduct.online-bullying"})


@pytest.mark.parametrize(
    ("before", "after", "is_allowed"),
    [
        (Seal.OPEN, Seal.SEALED, True),
        (Seal.OPEN, Seal.DESTROYED, False),
        (Seal.OPEN, Seal.RELEASED, False),
        (Seal.SEALED, Seal.OPEN, False),
        (Seal.SEALED, Seal.RELEASED, True),
        (Seal.SEALED, Seal.DESTROYED, True),
        (Seal.RELEASED, Seal.SEALED, True),
        (Seal.RELEASED, Seal.DESTROYED, False),
        (Seal.DESTROYED, Seal.SEALED, False),
        (Seal.DESTROYED, Seal.RELEASED, False),
    ],
)
def test_seals_take_no_short_cut(before: Seal, after: Seal, is_allowed: bool) -> None:
    decided = {"seal_decided_by": 2, "seal_decided_on": "2026-11-19", "seal_reason": "Looked at."}
    problems = evidence_problems(attachment(seal=before, **decided), attachment(seal=after, **decided))
    assert ("seal" not in problems) is is_allowed


@pytest.mark.parametrize(
    "changed", [{"digest": "1" * 64}, {"about_id": 8}, {"size": 6}, {"file_name": "other.txt"}]
)
def test_what_was_attached_stays_as_it_was(changed: dict[str, object]) -> None:
    assert set(evidence_problems(attachment(), attachment(**changed))) == set(changed)
