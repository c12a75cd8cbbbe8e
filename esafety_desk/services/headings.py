"""What a record is called, with the school's own words in place of their codes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from esafety_desk.records.base import Record, RecordId
from esafety_desk.records.facts import Kind, facts
from esafety_desk.records.registers import PEOPLE, REGISTERS
from esafety_desk.records.words import Words
from esafety_desk.store import rows
from esafety_desk.store import words as kept_words
from esafety_desk.store.engine import Connection


def heading(record: Record, words: Words) -> str:
    """The record's heading as a person reads it: "Read: Class blog", not "Read: class-blog"."""
    said = record.heading
    for fact in facts(type(record)).values():
        code = getattr(record, fact.name) if fact.kind is Kind.WORD else ""
        if code:
            said = re.sub(rf"(?<![\w-]){re.escape(code)}(?![\w-])", words.label(fact.vocabulary, code), said)
    return said


def of_links(connection: Connection, records: Iterable[Record]) -> dict[int, str]:
    """The headings of the records these link to in fields which lead to one register, by id."""
    by_register: dict[str, set[int]] = {}
    for record in records:
        for fact in facts(type(record)).values():
            value = getattr(record, fact.name)
            if fact.refers_to in REGISTERS and fact.refers_to != PEOPLE.name and value is not None:
                by_register.setdefault(fact.refers_to, set()).add(value)
    return headings(connection, by_register) if by_register else {}


def headings(connection: Connection, wanted: Mapping[str, Iterable[int]]) -> dict[int, str]:
    """The headings of the records with these ids by register; a restricted one's reference alone."""
    words = kept_words.read(connection)
    said: dict[int, str] = {}
    for name, ids in wanted.items():
        for key, record in rows.read(connection, REGISTERS[name], ids).items():
            said[RecordId(key)] = record.reference if record.is_restricted else heading(record, words)
    return said
