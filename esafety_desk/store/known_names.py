"""Every name the desk knows, as text is searched for it."""

from __future__ import annotations

import sqlalchemy as sa

from esafety_desk.policy.name_check import KnownName
from esafety_desk.records.base import PersonId
from esafety_desk.records.people import YearGroup
from esafety_desk.records.registers import PEOPLE
from esafety_desk.store.tables import RECORD_TABLES

_PARTICLE = 3
"""The length of "van", "del" and the like, which name nobody by themselves."""


def read(connection: sa.Connection) -> list[KnownName]:
    """What each person goes by, those withdrawn among them: their names are no less theirs."""
    people = RECORD_TABLES[PEOPLE.name]
    columns = people.c["id", "given_name", "family_name", "known_as", "year_group"]
    return [
        KnownName(
            PersonId(row.id),
            _names(row.given_name, row.family_name, row.known_as),
            f"{row.given_name[:1]}{row.family_name[:1]}",
            YearGroup(row.year_group) if row.year_group else None,
        )
        for row in connection.execute(sa.select(*columns))
    ]


def _names(given: str, family: str, known_as: str) -> tuple[str, ...]:
    """Every name alone and together; of names in several parts each part as well, unless it is a mere particle."""
    parts = [part for name in (given, family, known_as) for part in name.replace("-", " ").split()]
    full = [f"{first} {family}".strip() for first in (given, known_as) if first]
    long_enough = [part for part in parts if len(part) > _PARTICLE]
    return tuple(filter(None, dict.fromkeys([*full, given, family, known_as, *long_enough])))
