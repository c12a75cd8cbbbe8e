"""The one sentence under Today's title: where in the school year we are, and how things stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from esafety_desk.policy.agenda import Reminders
from esafety_desk.policy.calendar import in_order, week_of_term
from esafety_desk.policy.wording import counted, spoken
from esafety_desk.records.school import Term


def headline(reminders: Reminders, today: date, terms: Iterable[Term]) -> str:
    """Such as "Week 12 of the autumn term · 3 things are late, 5 fall due this week"."""
    place = where_in_year(today, terms)
    standing = _standing(len(reminders.overdue), len(reminders.this_week))
    return f"{place} · {standing}" if place else standing[0].upper() + standing[1:]


def where_in_year(today: date, terms: Iterable[Term]) -> str:
    """The week of the running term, half-term, or when the next term begins; empty where no term is known."""
    known = in_order(terms)
    running = next((term for term in known if term.starts_on <= today <= term.ends_on), None)
    if running is not None:
        if running.break_from and running.break_until and running.break_from <= today <= running.break_until:
            return f"Half-term of {_spoken_name(running)}"
        return f"Week {week_of_term(today, known)} of {_spoken_name(running)}"
    following = next((term for term in known if term.starts_on > today), None)
    if following is None:
        return ""
    name = _spoken_name(following)
    return f"{name[0].upper()}{name[1:]} begins {spoken(following.starts_on, today)}"


def _spoken_name(term: Term) -> str:
    season = re.fullmatch(r"(autumn|spring|summer) (?:term )?\d{4}", term.name.strip().casefold())
    return f"the {season[1]} term" if season else term.name


def _standing(late: int, soon: int) -> str:
    if not late and not soon:
        return "nothing is late or falls due this week"
    first = f"{counted(late, 'thing')} {'is' if late == 1 else 'are'} late" if late else "nothing is late"
    if not soon:
        return f"{first}, nothing falls due this week"
    return f"{first}, {soon:,} {'falls' if soon == 1 else 'fall'} due this week"
