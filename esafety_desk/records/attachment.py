"""Attachments: evidence on any record, kept inside the encrypted desk and shown inside the window."""

from __future__ import annotations

from datetime import date

from esafety_desk.records.base import Choice, PersonId, Record, RecordId, kept

LARGEST = 20 * 1024 * 1024
"""The size in bytes beyond which a file is refused."""


class MediaType(Choice):
    PNG = "image/png", "PNG picture"
    JPEG = "image/jpeg", "JPEG picture"
    PDF = "application/pdf", "PDF"
    TEXT = "text/plain", "Text"


class Seal(Choice):
    """Sealed files are not viewed, exported or deleted until a DSL releases or destroys them."""

    OPEN = "open", "Open"
    SEALED = "sealed", "Sealed"
    RELEASED = "released", "Released"
    DESTROYED = "destroyed", "Destroyed"


class Attachment(Record):
    """What is known of one file; its content lies beside it, encrypted like everything else."""

    about_id: RecordId = kept("About", listed=True, refers_to="any", foreign_key="entry.id", index=True)
    file_name: str = kept("File", listed=True, searched=True, personal=True, min_length=1, max_length=200)
    media_type: MediaType = kept("Kind", listed=True)
    size: int = kept("Size in bytes", ge=1, le=LARGEST)
    digest: str = kept("SHA-256 of the content", min_length=64, max_length=64)
    taken_on: date | None = kept("Taken on", default=None, past_only=True)
    source: str = kept(
        "Source", default="", personal=True, max_length=200, help="Who gave it, or where it was seen."
    )
    seal: Seal = kept("Seal", default=Seal.OPEN, listed=True)
    seal_decided_by: PersonId | None = kept(
        "Decided by", default=None, refers_to="people", foreign_key="people.id",
        help="A designated safeguarding lead on that day.",
    )  # fmt: skip
    seal_decided_on: date | None = kept("Decided on", default=None, past_only=True)
    seal_reason: str = kept("Because", default="", max_length=400)

    @property
    def heading(self) -> str:
        return self.file_name

    @property
    def is_sealed(self) -> bool:
        return self.seal is Seal.SEALED

    def rule_problems(self) -> dict[str, str]:
        problems = {}
        if self.seal in (Seal.RELEASED, Seal.DESTROYED):
            if self.seal_decided_by is None:
                problems["seal_decided_by"] = "Say which designated safeguarding lead decided."
            if self.seal_decided_on is None:
                problems["seal_decided_on"] = "Say on which day this was decided."
            if not self.seal_reason.strip():
                problems["seal_reason"] = "Give the reason in a few words."
        return problems
