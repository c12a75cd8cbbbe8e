"""Due dates, reviews and expiries for the leader's own calendar, without anybody's name unless it is asked for."""

from __future__ import annotations

from datetime import timedelta

from esafety_desk.exchange.calendar_out import Day, as_calendar
from esafety_desk.policy import agenda
from esafety_desk.policy.matters import Matter
from esafety_desk.records.registers import ACTIONS
from esafety_desk.services.keeping import Work
from esafety_desk.store import lookups, on_desk, words

FILE_NAME = "e-safety-dates.ics"


def calendar(work: Work, *, with_words: bool = False, purpose: str = "", to_whom: str = "") -> bytes:
    """Everything that falls due as a calendar file; that it left is audited.

    Without ``with_words`` an entry says a reference and what is due in fixed words: a calendar lies in the open.
    """
    with work.desk.writing(work.actor, work.now) as unit:
        school = lookups.school(unit.connection)
        found = on_desk.read(unit.connection, words.read(unit.connection), school, work.today)
        warning = timedelta(days=school.exemption_warning_days)
        matters = agenda.dated(found, work.today, school.terms, warning)
        unit.witness("exported", "calendar", fields=[part for part in (purpose, to_whom) if part])
    return as_calendar("E-safety", (_day(matter, with_words) for matter in matters), work.now)


def _day(matter: Matter, with_words: bool) -> Day:
    assert matter.due_on is not None
    key = f"{matter.reference}-{matter.due_on.isoformat()}"
    if with_words:
        return Day(key, matter.due_on, matter.title, f"{matter.reference}: {matter.reason}")
    title = f"Action {matter.reference}" if matter.register is ACTIONS else matter.title
    return Day(key, matter.due_on, title)
