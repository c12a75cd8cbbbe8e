"""The school's vocabularies as they are kept."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from esafety_desk.records.words import Word, Words
from esafety_desk.store.tables import WORD


def write(connection: sa.Connection, words: Iterable[Word]) -> None:
    """Keep ``words`` in the order given."""
    rows = [
        {"vocabulary": w.vocabulary, "code": w.code, "label": w.label, "archived": w.archived, "position": n}
        for n, w in enumerate(words)
    ]
    connection.execute(sa.insert(WORD), rows)


def read(connection: sa.Connection) -> Words:
    """Every word, archived ones among them, in the school's order."""
    rows = connection.execute(sa.select(WORD).order_by(WORD.c.vocabulary, WORD.c.position))
    return Words(Word(row.vocabulary, row.code, row.label, row.archived) for row in rows)
