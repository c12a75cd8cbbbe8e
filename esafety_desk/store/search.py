"""Full-text search inside the encrypted file: folded words, prefixes as one types, newest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from esafety_desk.records.base import Record, RecordId
from esafety_desk.records.facts import facts
from esafety_desk.records.names import folded
from esafety_desk.records.registers import Register, register_of
from esafety_desk.store.among import among
from esafety_desk.store.tables import ENTRY, SEARCH_TEXT

_DAY_SHIFT = 24  # a record id has 24 bits below the day, so rowids sort by day and then by id
RECORD_BITS = (1 << _DAY_SHIFT) - 1
"""What of a rowid is the record's id."""
_APOSTROPHED = re.compile(r"\w+'\w+")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Found:
    """One record that holds every word asked for."""

    id: RecordId
    register: str
    reference: str
    dated_on: date | None


def index(connection: sa.Connection, record: Record, names: Iterable[str]) -> None:
    """Put ``record`` into the index, with the ``names`` of the people it links to.

    A restricted record is found by its reference alone.
    """
    title, body = texts(record, names)
    day = record.dated_on.toordinal() if record.dated_on else 0
    row = {
        "id": (day << _DAY_SHIFT) | (record.id or 0),
        "entry_id": record.id,
        "title": title,
        "body": body,
        "facets": facet(register_of(record)),
    }
    connection.execute(sa.insert(SEARCH_TEXT), row)


def texts(record: Record, names: Iterable[str]) -> tuple[str, str]:
    """What ``record`` is found by, folded: its title, and everything else."""
    if record.is_restricted:
        return folded(record.reference), ""
    body = " ".join([*_searched_texts(record), *names])
    return _both_ways(f"{record.heading} {record.reference}"), _both_ways(body)


def _both_ways(text: str) -> str:
    """``text`` folded, with each O'Brien as obrien as well: people type a name either way."""
    plain = folded(text)
    joined = (word.replace("'", "") for word in _APOSTROPHED.findall(plain))
    return " ".join([plain, *joined])


def reindex(connection: sa.Connection, record: Record, names: Iterable[str]) -> None:
    """Put a changed ``record`` into the index in place of what it said before."""
    connection.execute(sa.delete(SEARCH_TEXT).where(SEARCH_TEXT.c.entry_id == record.id))
    index(connection, record, names)


def find(
    connection: sa.Connection, text: str, registers: Sequence[Register] = (), limit: int = 50
) -> list[Found]:
    """Records that hold every word of ``text`` (the last may be unfinished), newest first."""
    wanted = match_expression(text, registers)
    if not wanted:
        return []
    newest = (
        sa.select(SEARCH_TEXT.c.entry_id)
        .where(sa.text("search_text.id IN (SELECT rowid FROM search WHERE search MATCH :wanted)"))
        .order_by(SEARCH_TEXT.c.id.desc())
        .limit(limit)
    ).subquery()
    query = (
        sa.select(ENTRY.c.id, ENTRY.c.register, ENTRY.c.reference, ENTRY.c.dated_on)
        .join(newest, newest.c.entry_id == ENTRY.c.id)
        .where(ENTRY.c.withdrawn.is_(None))
        .order_by(ENTRY.c.dated_on.desc(), ENTRY.c.id.desc())
    )
    return [Found(**row._mapping) for row in connection.execute(query, {"wanted": wanted})]


def found_among(connection: sa.Connection, text: str, ids: Sequence[int]) -> list[Found]:
    """Those of ``ids``, a few, that ``find`` would find, in their order."""
    words = _WORD.findall(folded(text).replace("'", ""))
    columns = (ENTRY.c.id, ENTRY.c.register, ENTRY.c.reference, ENTRY.c.dated_on)
    query = (
        sa.select(*columns, SEARCH_TEXT.c.title, SEARCH_TEXT.c.body)
        .join(SEARCH_TEXT, SEARCH_TEXT.c.entry_id == ENTRY.c.id)
        .where(ENTRY.c.id.in_(ids), ENTRY.c.withdrawn.is_(None))
    )
    found = {
        row.id: Found(row.id, row.register, row.reference, row.dated_on)
        for row in connection.execute(query)
        if _holds_all(f"{row.title} {row.body}", words)
    }
    return [found[RecordId(key)] for key in ids if key in found]


def _holds_all(text: str, words: Sequence[str]) -> bool:
    """Whether each of ``words`` begins a word of ``text``."""
    held = _WORD.findall(text)
    return all(any(one.startswith(word) for one in held) for word in words)


def match_expression(text: str, registers: Sequence[Register] = ()) -> str:
    """An FTS5 query for the words of ``text`` as prefixes, within ``registers``; empty where it has no word."""
    words = _WORD.findall(folded(text).replace("'", ""))
    if not words:
        return ""
    sought = " ".join(f'"{word}"*' for word in words)
    expression = f"{{title body}} : ({sought})"
    if registers:
        within = " OR ".join(facet(register) for register in registers)
        expression = f"facets : ({within}) AND ({expression})"
    return expression


def facet(register: Register) -> str:
    """The token that marks every record of ``register`` in the index."""
    return "in" + register.name.replace("-", "")


def is_broken(connection: sa.Connection) -> bool:
    """Whether the index no longer matches the texts it was made from."""
    try:
        connection.exec_driver_sql("INSERT INTO search(search, rank) VALUES ('integrity-check', 1)")
    except sa.exc.DatabaseError as error:
        if not any(word in str(error.orig) for word in ("malformed", "corruption")):
            raise  # the desk is in use, or may not be written: that says nothing about the index
        return True
    return False


def indexed(connection: sa.Connection, ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """The title and body under which each of these records is found."""
    columns = (SEARCH_TEXT.c.entry_id, SEARCH_TEXT.c.title, SEARCH_TEXT.c.body)
    rows = connection.execute(sa.select(*columns).where(among(SEARCH_TEXT.c.entry_id, ids)))
    return {row.entry_id: (row.title, row.body) for row in rows}


def _searched_texts(record: Record) -> Iterable[str]:
    for fact in facts(type(record)).values():
        value = getattr(record, fact.name)
        if fact.searched and value:
            yield " ".join(value) if isinstance(value, tuple) else str(value)
