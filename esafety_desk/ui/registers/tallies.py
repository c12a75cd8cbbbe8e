"""The sentence of a register's head: how things stand, in three counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from esafety_desk.policy.calendar import school_year_of
from esafety_desk.records.base import PersonId
from esafety_desk.services import listing
from esafety_desk.services.listing import ListQuery
from esafety_desk.store.desk import Desk
from esafety_desk.ui.registers.declaration import RegisterView


def sentence(desk: Desk, view: RegisterView, today: date, me: PersonId | None) -> str:
    """On the store thread: such as "38 this school year · 6 open · 2 yours to look after"."""
    year, said = school_year_of(today), []
    for tally in view.tallies:
        if tally.mine and me is None:
            continue
        query = ListQuery(view.register, choices=tally.choices, empty=tally.empty)
        if tally.this_year:
            query = replace(query, since=year.starts_on, until=year.ends_on)
        if tally.mine and me is not None:
            query = replace(query, mine=(view.mine, me))
        count = listing.count(desk, query)
        if count or not tally.optional:
            said.append(tally.words(count))
    return " · ".join(said)
