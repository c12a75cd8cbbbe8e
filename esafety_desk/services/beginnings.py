"""What a desk holds before anyone types: the words and the clauses that ship with the program."""

from __future__ import annotations

import json

from esafety_desk.host.resources import resource
from esafety_desk.records.policy_text import Clause
from esafety_desk.records.registers import CLAUSES
from esafety_desk.records.words import Word
from esafety_desk.store import lists, words
from esafety_desk.store.unit import Unit


def default_words() -> list[Word]:
    """The words a new desk begins with."""
    lists_of_words = json.loads(resource("words.json").read_text(encoding="utf-8"))
    return [
        Word(name, word["code"], word["label"])
        for name, entries in lists_of_words.items()
        for word in entries
    ]


def default_clauses() -> list[Clause]:
    """The policy's clauses in the program's own words; a school edits them."""
    clauses = json.loads(resource("clauses.json").read_text(encoding="utf-8"))
    return [Clause(**clause) for clause in clauses]


def complete(unit: Unit) -> None:
    """Give the desk the vocabularies and clauses it lacks; what the school has changed stays as it is."""
    kept = words.read(unit.connection)
    missing = [word for word in default_words() if not kept.has(word.vocabulary)]
    if missing:
        words.write(unit.connection, missing)
    if lists.count(unit.connection, lists.ListQuery(CLAUSES)) == 0:
        for clause in default_clauses():
            unit.add(clause)
