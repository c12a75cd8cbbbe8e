"""One unit of work: every change in it is written, indexed and audited together, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from esafety_desk.records.base import PersonId, Record, RecordId
from esafety_desk.records.facts import Kind, facts
from esafety_desk.records.people import Person
from esafety_desk.records.registers import PEOPLE, REGISTERS, Register, register_of
from esafety_desk.store import audit, pointing, remembered, rows, search
from esafety_desk.store.tables import COUNTER, ENTRY

R = TypeVar("R", bound=Record)
NAME_FIELDS = frozenset({"given_name", "family_name", "known_as"})
"""Fields of a person by which other records are found."""


# Made once: an import writes a hundred thousand records, and making a statement takes longer than doing it.
_ENTERED = sa.insert(ENTRY).returning(ENTRY.c.id)
_SEALED = sa.update(ENTRY).where(ENTRY.c.id == sa.bindparam("key"))
_DIGEST = sa.select(ENTRY.c.digest).where(ENTRY.c.id == sa.bindparam("key"))
_COUNTED = (
    insert(COUNTER)
    .on_conflict_do_update(index_elements=["prefix"], set_={"last": COUNTER.c.last + 1})
    .returning(COUNTER.c.last)
)


class Unit:
    """The writing side of an open transaction. Made by ``Desk.writing``; gone when that block ends."""

    def __init__(self, connection: sa.Connection, actor: str, now: datetime) -> None:
        self.connection = connection
        self.actor = actor
        self.now = now
        self.changed: set[str] = set()
        self._chain: audit.Chain | None = None

    def add(self, record: R, verb: str = "created") -> R:
        """Keep a new record; returns it with its id and reference."""
        register = register_of(record)
        reference, salt = self._next_reference(register), audit.new_salt()
        entry = {
            "register": register.name,
            "reference": reference,
            "dated_on": record.dated_on,
            "entered_at": self.now,
            "changed_at": self.now,
            "salt": salt,
            "digest": b"",
        }
        entry_id = self.connection.execute(_ENTERED, entry).scalar_one()
        kept = record.model_copy(update={"id": RecordId(entry_id), "reference": reference})
        rows.write_new(self.connection, kept)
        filled = [f for f in facts(type(kept)) if getattr(kept, f) not in (None, "", ())]
        search.index(self.connection, kept, self._linked_names(kept))
        self._seal(kept, verb, filled, salt)
        return kept

    def change(self, record: R, verb: str = "changed") -> R:
        """Replace what is kept under ``record.id``; a copy that changes nothing leaves no trace.

        Raises LookupError where no such record is kept.
        """
        before = self.get(register_of(record), _known_id(record))
        record = record.model_copy(update={"reference": before.reference})
        differing = [f for f in facts(type(record)) if getattr(record, f) != getattr(before, f)]
        if differing:
            self._rewrite(record, verb, differing)
        return record

    def rewrite(self, record: R, verb: str) -> R:
        """As ``change``, and sealed again even where nothing differs: its salt is another."""
        before = self.get(register_of(record), _known_id(record))
        self._rewrite(
            record, verb, [f for f in facts(type(record)) if getattr(record, f) != getattr(before, f)]
        )
        return record

    def _rewrite(self, record: Record, verb: str, differing: Sequence[str]) -> None:
        remembered.forget(self.connection, record)
        rows.write_changed(self.connection, record)
        search.reindex(self.connection, record, self._linked_names(record))
        self._seal(record, verb, differing, self._salt(record))
        if isinstance(record, Person) and not NAME_FIELDS.isdisjoint(differing):
            self._reindex_mentions(PersonId(_known_id(record)))

    def withdraw(self, record: Record, reason: str, verb: str = "withdrawn") -> None:
        """Take ``record`` out of every list and count, for a reason. It stays in the desk."""
        entry = sa.update(ENTRY).where(ENTRY.c.id == record.id)
        self.connection.execute(entry.values(withdrawn=reason, changed_at=self.now))
        self._append(verb, record.reference, (audit.WITHDRAWAL,), self.digest(_known_id(record)))
        self.changed.add(register_of(record).name)

    def reinstate(self, record: Record) -> None:
        """Bring a withdrawn ``record`` back."""
        entry = sa.update(ENTRY).where(ENTRY.c.id == record.id)
        self.connection.execute(entry.values(withdrawn=None, changed_at=self.now))
        self._append(audit.REINSTATED, record.reference, (audit.WITHDRAWAL,), self.digest(_known_id(record)))
        self.changed.add(register_of(record).name)

    def witness(self, verb: str, reference: str = "", fields: Sequence[str] = ()) -> None:
        """Audit an act that changes no record: a list, a print, an export."""
        self._append(verb, reference, fields, b"")

    def get(self, register: Register, record_id: int) -> Record:
        """The record kept under ``record_id``. Raises LookupError."""
        found = rows.read(self.connection, register, [record_id])
        if not found:
            raise LookupError(f"no record {record_id} in {register.name}")
        return found[RecordId(record_id)]

    def digest(self, record_id: int) -> bytes:
        """The digest under which a record is kept now."""
        value: bytes = self.connection.execute(_DIGEST, {"key": record_id}).scalar_one()
        return value

    def _seal(self, record: Record, verb: str, fields: Sequence[str], salt: bytes) -> None:
        digest = audit.digest(record, salt)
        kept = {"key": record.id, "dated_on": record.dated_on, "changed_at": self.now, "digest": digest}
        self.connection.execute(_SEALED, kept)
        self._append(verb, record.reference, fields, digest)
        self.changed.add(register_of(record).name)

    def _salt(self, record: Record) -> bytes:
        query = sa.select(ENTRY.c.salt).where(ENTRY.c.id == record.id)
        value: bytes = self.connection.execute(query).scalar_one()
        return value

    def _append(self, verb: str, reference: str, fields: Sequence[str], digest: bytes) -> None:
        if self._chain is None:
            self._chain = audit.Chain(self.connection)
        self._chain.append(
            at=self.now,
            actor=self.actor,
            verb=verb,
            reference=reference,
            fields=fields,
            digest=digest,
        )

    def _next_reference(self, register: Register) -> str:
        prefix = f"{register.prefix}-{self.now.year}"
        number = self.connection.execute(_COUNTED, {"prefix": prefix, "last": 1}).scalar_one()
        return f"{prefix}-{number:03d}"

    def _linked_names(self, record: Record) -> list[str]:
        return list(names_found_by(self.connection, linked_people(record)).values())

    def _reindex_mentions(self, person: PersonId) -> None:
        for register in REGISTERS.values():
            for record in rows.read(
                self.connection, register, pointing.naming(self.connection, register, person)
            ).values():
                search.reindex(self.connection, record, self._linked_names(record))


def names_found_by(connection: sa.Connection, people: Iterable[PersonId]) -> dict[int, str]:
    """The words by which a record is found through each of these people, in order of their ids."""
    found = sorted(remembered.read(connection, PEOPLE, people).items())
    return {key: f"{p.given_name} {p.full_name}" for key, p in found if isinstance(p, Person)}


def linked_people(record: Record) -> set[PersonId]:
    """Everyone ``record`` links to, in its own fields and in its parts."""
    linked: set[PersonId] = set()
    for fact in facts(type(record)).values():
        value = getattr(record, fact.name)
        if fact.refers_to == "people" and value is not None:
            linked.add(value)
        elif fact.kind is Kind.PARTS:
            linked |= {part.person_id for part in value if "person_id" in type(part).model_fields}
    return linked


def _known_id(record: Record) -> RecordId:
    if record.id is None:
        raise LookupError("a record that is not kept yet has no id")
    return record.id
