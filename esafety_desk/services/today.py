"""Today: what is late, what falls due, what waits, and the term at a glance, for the leader's eyes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from esafety_desk.policy.agenda import Reminders, reminders
from esafety_desk.policy.figures import Chart
from esafety_desk.policy.headline import headline
from esafety_desk.services.term_at_a_glance import glance
from esafety_desk.store import lookups, on_desk
from esafety_desk.store import words as kept_words
from esafety_desk.store.desk import Desk


@dataclass(frozen=True, slots=True)
class Agenda:
    """Everything the Today page shows. ``figures`` are exact and stay on the leader's screen."""

    sentence: str
    reminders: Reminders
    figures: tuple[tuple[str, str], ...]
    charts: tuple[Chart, ...]


def late_by_register(desk: Desk, today: date) -> Counter[str]:
    """How many things are late, by the register they are in: the counts beside the places of the rail."""
    with desk.reading() as connection:
        terms = lookups.school(connection).terms
        due = reminders(on_desk.read(connection, kept_words.read(connection)), today, terms)
    return Counter(reminder.register for reminder in due.overdue)


def agenda(desk: Desk, today: date) -> Agenda:
    """What stands on the desk on ``today``."""
    with desk.reading() as connection:
        school = lookups.school(connection)
        words = kept_words.read(connection)
        due = reminders(on_desk.read(connection, words), today, school.terms)
        figures, charts = glance(connection, school, today)
    return Agenda(headline(due, today, school.terms), due, figures, charts)
