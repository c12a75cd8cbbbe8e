"""Every name the desk knows, as a text is searched for it."""

from __future__ import annotations

import sqlalchemy as sa

from esafety_desk.policy.known_names import KnownName
from esafety_desk.records.base import PersonId
from esafety_desk.records.people import PersonKind, YearGroup
from esafety_desk.records.registers import PEOPLE
from esafety_desk.store.tables import RECORD_TABLES


def read(connection: sa.Connection) -> list[KnownName]:
    """What each person goes by, those withdrawn among them: their names are no less theirs."""
    people = RECORD_TABLES[PEOPLE.name]
    columns = people.c["id", "given_name", "family_name", "known_as", "kind", "year_group"]
    return [
        KnownName(
            PersonId(row.id),
            row.given_name,
            row.family_name,
            row.known_as,
            row.kind == PersonKind.PUPIL,
            YearGroup(row.year_group) if row.year_group else None,
        )
        for row in connection.execute(sa.select(*columns))
    ]
