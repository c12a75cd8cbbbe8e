"""The school's vocabularies as they are kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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


def add(connection: sa.Connection, word: Word) -> None:
    """Put ``word`` at the end of its vocabulary."""
    last = sa.select(sa.func.max(WORD.c.position)).where(WORD.c.vocabulary == word.vocabulary)
    position = (connection.execute(last).scalar() or 0) + 1
    row = {
        "vocabulary": word.vocabulary,
        "code": word.code,
        "label": word.label,
        "archived": word.archived,
        "position": position,
    }
    connection.execute(sa.insert(WORD), row)


def change(connection: sa.Connection, word: Word) -> None:
    """Keep the label of ``word`` and whether it is archived; its code never changes."""
    kept = {"label": word.label, "archived": word.archived}
    connection.execute(_one(word.vocabulary, word.code).values(kept))


def arrange(connection: sa.Connection, vocabulary: str, codes: Sequence[str]) -> None:
    """Put the words of ``vocabulary`` into the order of ``codes``, which names every one of them."""
    for position, code in enumerate(codes):
        connection.execute(_one(vocabulary, code).values(position=position))


def _one(vocabulary: str, code: str) -> sa.Update:
    return sa.update(WORD).where(WORD.c.vocabulary == vocabulary, WORD.c.code == code)
