"""How often each word of a vocabulary is used, wherever a record's declaration draws from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import sqlalchemy as sa

from esafety_desk.records.facts import FieldFacts, Kind, facts
from esafety_desk.records.registers import REGISTERS
from esafety_desk.store.tables import RECORD_TABLES


def counted(connection: sa.Connection, vocabulary: str) -> Counter[str]:
    """How many records use each code, withdrawn ones among them: they too must stay readable."""
    uses: Counter[str] = Counter()
    for table, fact in _drawing(vocabulary):
        if fact.kind is Kind.WORDS:
            code: sa.ColumnElement[str] = (
                sa.func.json_each(table.c[fact.name]).table_valued("value", joins_implicitly=True).c.value
            )
            query = sa.select(code, sa.func.count()).select_from(table).group_by(code)
        else:
            code = table.c[fact.name]
            query = sa.select(code, sa.func.count()).group_by(code)
        uses.update({row[0]: row[1] for row in connection.execute(query) if row[0]})
    return uses


def _drawing(vocabulary: str) -> Iterator[tuple[sa.Table, FieldFacts]]:
    for name, register in REGISTERS.items():
        for fact in facts(register.record).values():
            if fact.vocabulary == vocabulary and fact.kind in (Kind.WORD, Kind.WORDS):
                yield RECORD_TABLES[name], fact
