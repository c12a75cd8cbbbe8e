"""Notes: dated additions to any record. What was written is never rewritten; a correction is a new note."""

from __future__ import annotations

from datetime import date

from esafety_desk.records.base import Choice, Record, RecordId, kept


class NoteKind(Choice):
    FACT = "fact", "Fact"
    OPINION = "opinion", "Opinion"
    CORRECTION = "correction", "Correction"


class Note(Record):
    """What was learnt later, on the day it happened; when it was entered is kept beside it."""

    about_id: RecordId = kept("About", refers_to="any", foreign_key="entry.id", index=True)
    dated: date = kept(
        "On", past_only=True, listed=True, why="A note stands on the day it happened, in the order of things."
    )
    kind: NoteKind = kept("Kind", default=NoteKind.FACT, listed=True, why="Fact and opinion are kept apart.")
    text: str = kept(
        "Note", long=True, searched=True, personal=True, min_length=1, max_length=40_000, listed=True
    )
    source: str = kept(
        "Source",
        default="",
        personal=True,
        max_length=200,
        help="Who said so, or where it was seen.",
        why="What somebody saw weighs more than what somebody heard.",
    )

    @property
    def heading(self) -> str:
        return self.text if len(self.text) <= 80 else self.text[:79].rstrip() + "…"

    @property
    def dated_on(self) -> date:
        return self.dated
