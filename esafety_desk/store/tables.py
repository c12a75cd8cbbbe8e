"""The tables of the database, made from the records' declarations; no column is declared a second time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from esafety_desk.records.base import Choice
from esafety_desk.records.facts import FieldFacts, Kind, facts
from esafety_desk.records.registers import REGISTERS, Register
from esafety_desk.store.columns import Instant, TextList
from esafety_desk.store.columns import metadata as metadata
from esafety_desk.store.import_tables import IMPORT_BATCH as IMPORT_BATCH
from esafety_desk.store.import_tables import IMPORT_MAPPING as IMPORT_MAPPING
from esafety_desk.store.import_tables import IMPORT_ROW as IMPORT_ROW

ENTRY = sa.Table(
    "entry",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("register", sa.Text, nullable=False),
    sa.Column("reference", sa.Text, nullable=False, unique=True),
    sa.Column("dated_on", sa.Date),
    sa.Column("entered_at", Instant, nullable=False),
    sa.Column("changed_at", Instant, nullable=False),
    sa.Column("withdrawn", sa.Text),
    sa.Column("salt", sa.LargeBinary, nullable=False),
    sa.Column("digest", sa.LargeBinary, nullable=False),
    sa.Index("ix_entry_kept", "register", "id", sqlite_where=sa.text("withdrawn IS NULL")),
    sa.Index("ix_entry_dated", "register", "dated_on", sqlite_where=sa.text("withdrawn IS NULL")),
    sqlite_autoincrement=True,
)
"""One row a record, whatever its register: its identity, its day, and what proves it untouched."""

AUDIT = sa.Table(
    "audit",
    metadata,
    sa.Column("sequence", sa.Integer, primary_key=True),
    sa.Column("at", Instant, nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("verb", sa.Text, nullable=False),
    sa.Column("reference", sa.Text, nullable=False, index=True),
    sa.Column("fields", sa.Text, nullable=False),
    sa.Column("digest", sa.LargeBinary, nullable=False),
    sa.Column("mac", sa.LargeBinary, nullable=False),
)
SECRET = sa.Table(
    "secret",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.LargeBinary, nullable=False),
)
KEY_SLOT = sa.Table(
    "key_slot",
    metadata,
    sa.Column("slot", sa.Text, primary_key=True),
    sa.Column("person_id", sa.Integer),
    sa.Column("public", sa.Text, nullable=False),
    sa.Column("since", Instant, nullable=False),
    sa.Column("removed_at", Instant),
)
"""Whose each key slot is. It stands here because the key header lies in the clear and may name nobody."""

BACKUP_PLACE = sa.Table(
    "backup_place",
    metadata,
    sa.Column("path", sa.Text, primary_key=True),
    sa.Column("added_at", Instant, nullable=False),
    sa.Column("last_at", Instant),
    sa.Column("problem", sa.Text, nullable=False),
)
"""Where backups go, when the last one got there, and what was in the way of a newer one."""

RETENTION = sa.Table(
    "retention",
    metadata,
    sa.Column("entry_id", sa.ForeignKey("entry.id"), primary_key=True, autoincrement=False),
    sa.Column("review_on", sa.Date),
    sa.Column("hold", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False, server_default=""),
    sa.Column("decided_at", Instant, nullable=False),
    sa.Column("decided_by", sa.Text, nullable=False),
)
"""What was decided about keeping a record: kept until another day, or held, each for a reason."""

ERASED = sa.Table(
    "erased",
    metadata,
    sa.Column("mark", sa.Text, primary_key=True),
    sa.Column("act", sa.Text, nullable=False),
    sa.Column("erasure", sa.Integer, nullable=False),
)
"""A digest of the salt of each record that was erased or anonymised, so that a restored backup loses it again."""

ERASURE = sa.Table(
    "erasure",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", Instant, nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("act", sa.Text, nullable=False),
    sa.Column("ground", sa.Text, nullable=False),
    sa.Column("records", sa.Text, nullable=False),
    sa.Column("backups_until", sa.Date),
    sa.Column("sequence", sa.Integer, nullable=False),
    sa.Column("short_hash", sa.Text, nullable=False),
)
"""What a certificate of erasure says: when, by whom, on what ground, and the references that went. No content."""

WORD = sa.Table(
    "word",
    metadata,
    sa.Column("vocabulary", sa.Text, primary_key=True),
    sa.Column("code", sa.Text, primary_key=True),
    sa.Column("label", sa.Text, nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("archived", sa.Boolean, nullable=False),
)
LETTER = sa.Table(
    "letter",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
)
"""The school's own wording of a paper."""
LIST_VIEW = sa.Table(
    "list_view",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("register", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("opens_first", sa.Boolean, nullable=False),
    sa.Column("arrangement", sa.Text, nullable=False),
)
"""How a list is narrowed, laid out and sorted, by a name. It stands here because both may name somebody."""
DRAFT = sa.Table(
    "draft",
    metadata,
    sa.Column("form", sa.Text, primary_key=True),
    sa.Column("content", sa.Text, nullable=False),
    sa.Column("saved_at", Instant, nullable=False),
)
COUNTER = sa.Table(
    "counter",
    metadata,
    sa.Column("prefix", sa.Text, primary_key=True),
    sa.Column("last", sa.Integer, nullable=False),
)
SEARCH_TEXT = sa.Table(
    "search_text",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("entry_id", sa.ForeignKey("entry.id"), nullable=False, unique=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("facets", sa.Text, nullable=False),
)
"""What Ctrl+K looks through, folded; ``id`` grows with the record's day so that newest comes first."""


ATTACHMENT_CONTENT = sa.Table(
    "attachment_content",
    metadata,
    sa.Column("id", sa.ForeignKey("attachments.id"), primary_key=True, autoincrement=False),
    sa.Column("content", sa.LargeBinary, nullable=False),
)
"""The bytes of each attachment, apart from what lists read."""

ISSUED_REPORT = sa.Table(
    "issued_report",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("period_label", sa.Text, nullable=False),
    sa.Column("starts_on", sa.Date, nullable=False),
    sa.Column("ends_on", sa.Date, nullable=False),
    sa.Column("counted_to", sa.Date, nullable=False),
    sa.Column("edition", sa.Text, nullable=False),
    sa.Column("issued_at", Instant, nullable=False),
    *(
        sa.Column(name, sa.Text, nullable=False)
        for name in (
            "issued_by",
            "attested_by",
            "asked_by",
            "short_hash",
            "figures",
            "report",
            "words",
            "frozen",
        )
    ),
    sa.Column("sequence", sa.Integer, nullable=False),
    sa.Column("digest", sa.Text, nullable=False, index=True),
    sa.Column("content", sa.LargeBinary, nullable=False),
)
"""What was issued to governors, kept as it was."""


def _columns(model: type[SQLModel]) -> Iterator[sa.Column[Any]]:
    for fact in facts(model).values():
        if fact.kind is not Kind.PARTS:
            yield _column(model, fact)


def _column(model: type[SQLModel], fact: FieldFacts) -> sa.Column[Any]:
    declared = next(m for m in model.model_fields[fact.name].metadata if hasattr(m, "foreign_key"))
    target = declared.foreign_key
    links = [sa.ForeignKey(target)] if isinstance(target, str) else []
    is_sorted = fact.listed and declared.index is not False and fact.kind not in (Kind.LONG_TEXT, Kind.WORDS)
    is_indexed = declared.index is True or is_sorted
    return sa.Column(fact.name, _type(fact), *links, nullable=fact.optional, index=is_indexed)


def _type(fact: FieldFacts) -> sa.types.TypeEngine[Any]:
    types: dict[Kind, sa.types.TypeEngine[Any]] = {
        Kind.NUMBER: sa.Integer(),
        Kind.LINK: sa.Integer(),
        Kind.YES_NO: sa.Boolean(),
        Kind.DATE: sa.Date(),
        Kind.INSTANT: Instant(),
        Kind.WORDS: TextList(),
        Kind.CHOICES: TextList(),
    }
    return types.get(fact.kind, sa.Text())


def _checks(model: type[SQLModel]) -> Iterator[sa.CheckConstraint]:
    for fact in facts(model).values():
        if fact.kind is Kind.CHOICE and fact.choices:
            yield sa.CheckConstraint(f'"{fact.name}" IN ({_quoted(fact.choices)})', name=fact.name)


def _quoted(choices: type[Choice]) -> str:
    return ", ".join(f"'{choice.value}'" for choice in choices)


def _record_table(register: Register) -> sa.Table:
    name = register.name.replace("-", "_")
    identity: sa.Column[int] = sa.Column(
        "id", sa.ForeignKey("entry.id"), primary_key=True, autoincrement=False
    )
    return sa.Table(name, metadata, identity, *_columns(register.record), *_checks(register.record))


def _part_tables(register: Register) -> dict[str, sa.Table]:
    parent = RECORD_TABLES[register.name]
    return {
        fact.name: sa.Table(
            f"{parent.name}_{fact.name}",
            metadata,
            sa.Column("parent_id", sa.ForeignKey(parent.c.id), primary_key=True),
            sa.Column("position", sa.Integer, primary_key=True),
            *_columns(fact.part),
            *_checks(fact.part),
        )
        for fact in facts(register.record).values()
        if fact.part is not None
    }


RECORD_TABLES: dict[str, sa.Table] = {r.name: _record_table(r) for r in REGISTERS.values()}
"""The table of each register by name."""
PART_TABLES: dict[str, dict[str, sa.Table]] = {r.name: _part_tables(r) for r in REGISTERS.values()}
"""The tables of each register's parts, by register and field."""

TO_REVIEW = {
    "incidents": "decision = 'to-review'",
    "support-sessions": "to_review = 1",
    "approvals": "to_review = 1",
}
"""What is so of a record that an import brought and nobody has looked at yet, by register; each has its index."""
for _name, _so in TO_REVIEW.items():
    _own = RECORD_TABLES[_name]
    sa.Index(f"ix_{_own.name}_to_review", _own.c.id, sqlite_where=sa.text(_so))
