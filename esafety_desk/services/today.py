"""Today: what is late, what falls due, what waits, and the term at a glance, for the leader's eyes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta

from esafety_desk.policy.agenda import Reminder, Reminders, reminders
from esafety_desk.policy.figures import Chart
from esafety_desk.policy.headline import headline
from esafety_desk.records.base import RecordId
from esafety_desk.records.school import School
from esafety_desk.records.words import Words
from esafety_desk.services import auditing, recurrence
from esafety_desk.services.term_at_a_glance import glance
from esafety_desk.store import lookups, on_desk
from esafety_desk.store import words as kept_words
from esafety_desk.store.desk import Desk
from esafety_desk.store.engine import Connection

_ANCHOR = Reminder(
    register="audit",
    id=RecordId(0),
    reference="Audit",
    title="Write down the anchor",
    reason="once a term, on paper that does not lie beside the computer",
    due_on=None,
    badge="This term",
    tone="",
)
"""It leads to the page of the audit; there is no record of it."""


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
        due = _reminders(connection, lookups.school(connection), kept_words.read(connection), today)
    return Counter(reminder.register for reminder in due.overdue)


def agenda(desk: Desk, today: date) -> Agenda:
    """What stands on the desk on ``today``."""
    with desk.reading() as connection:
        school = lookups.school(connection)
        due = _reminders(connection, school, kept_words.read(connection), today)
        if auditing.anchor_is_due(connection, today):
            due = replace(due, waiting=(*due.waiting, _ANCHOR))
        figures, charts = glance(connection, school, today)
    return Agenda(headline(due, today, school.terms), due, figures, charts)


def _reminders(connection: Connection, school: School, words: Words, today: date) -> Reminders:
    warning = timedelta(days=school.exemption_warning_days)
    found = on_desk.read(connection, words, school, today)
    found = replace(found, recurrences=recurrence.possible(connection, today))
    return reminders(found, today, school.terms, warning)
