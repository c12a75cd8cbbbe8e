"""The school of this desk: its settings and its words."""

from __future__ import annotations

from esafety_desk.records.school import School
from esafety_desk.records.words import Words
from esafety_desk.store import lookups
from esafety_desk.store import words as kept_words
from esafety_desk.store.desk import Desk


def school(desk: Desk) -> School:
    """The school as it is kept now."""
    with desk.reading() as connection:
        return lookups.school(connection)


def words(desk: Desk) -> Words:
    """Every vocabulary of this school."""
    with desk.reading() as connection:
        return kept_words.read(connection)
