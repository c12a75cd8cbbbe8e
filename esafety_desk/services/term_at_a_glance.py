"""The running term in a few figures and charts, exact, for the leader's own screen."""

from __future__ import annotations

from collections import Counter
from datetime import date

from esafety_desk.policy.calendar import Period, period_of, recent_terms, school_year_of, term_on
from esafety_desk.policy.counts import COUNTED_STATUSES
from esafety_desk.policy.figures import Chart, Figure, Series
from esafety_desk.records.approval import Decision
from esafety_desk.records.base import RecordId
from esafety_desk.records.incident import RiskArea, risk_area_of
from esafety_desk.records.registers import APPROVALS, INCIDENTS, PEOPLE, REFERRALS
from esafety_desk.records.school import School
from esafety_desk.services.behind import Behind
from esafety_desk.store import counts, lists, lookups
from esafety_desk.store.desk import Desk
from esafety_desk.store.engine import Connection
from esafety_desk.store.lists import ListQuery

_COUNTED = {"status": frozenset(str(status) for status in COUNTED_STATUSES)}
_TERMS = 6
_APPROVALS_WAITING = ListQuery(APPROVALS, choices={"decision": frozenset({Decision.ASKED.value})})
_REPLIES_WAITING = ListQuery(REFERRALS, choices={"outcome": frozenset({"waiting"})})


def glance(
    connection: Connection, school: School, today: date
) -> tuple[tuple[tuple[str, str], ...], tuple[Chart, ...]]:
    """The labelled figures of the running term (or year, between terms), and the charts beside them.

    The records behind each are found by ``behind``.
    """
    period = _running(school, today)
    supported, in_post = counts.staff_coverage(connection, today, school.support_valid_months)
    incidents = lists.count(connection, _in(period))
    waiting = lists.count(connection, _APPROVALS_WAITING)
    replies = lists.count(connection, _REPLIES_WAITING)
    figures = (
        (f"Staff supported in {school.support_valid_months} months", f"{supported} of {in_post}"),
        ("Approvals waiting", f"{waiting:,}"),
        ("Referrals without a reply", f"{replies:,}"),
        (f"Incidents, {period.label}", f"{incidents:,}"),
    )
    terms = _terms(period, school)
    return figures, (_areas_by_term(connection, terms), _coverage(connection, school, terms, today))


def behind(desk: Desk, today: date, what: str, place: int) -> Behind:
    """The records behind a figure ("figures" and its place) or under one label of a chart (its key and the place)."""
    with desk.reading() as connection:
        school = lookups.school(connection)
        period = _running(school, today)
        terms = _terms(period, school)
        if what == "areas":
            return _listed(connection, _in(terms[place]))
        if what == "coverage":
            return _supported(connection, min(terms[place].ends_on, today), school)
        if place == 0:
            return _supported(connection, today, school)
        return _listed(connection, (_APPROVALS_WAITING, _REPLIES_WAITING, _in(period))[place - 1])


def _listed(connection: Connection, query: ListQuery) -> Behind:
    return Behind(query.register.name, frozenset(map(RecordId, lists.ids(connection, query))))


def _supported(connection: Connection, on: date, school: School) -> Behind:
    staff = counts.staff_on(connection, on, school.support_valid_months)
    return Behind(PEOPLE.name, frozenset(RecordId(key) for key, had_one in staff if had_one))


def _running(school: School, today: date) -> Period:
    term = term_on(today, school.terms)
    return period_of(term, school.terms) if term else school_year_of(today)


def _terms(period: Period, school: School) -> tuple[Period, ...]:
    return recent_terms(period, school.terms, _TERMS) or (period,)


def _in(period: Period) -> ListQuery:
    return ListQuery(INCIDENTS, choices=_COUNTED, since=period.starts_on, until=period.ends_on)


def _areas_by_term(connection: Connection, terms: tuple[Period, ...]) -> Chart:
    by_term = [_by_area(connection, term) for term in terms]
    areas = [area for area in RiskArea if any(counted[area] for counted in by_term)]
    series = tuple(Series(area.label, tuple(_exact(counted[area]) for counted in by_term)) for area in areas)
    said = ", ".join(f"{term.label} {counted.total()}" for term, counted in zip(terms, by_term, strict=True))
    labels = tuple(_short(term.label) for term in terms)
    return Chart(
        "areas", "Incidents by risk area", "stacked", labels, series, f"Incidents recorded by term: {said}."
    )


def _by_area(connection: Connection, term: Period) -> Counter[RiskArea]:
    counted: Counter[RiskArea] = Counter()
    for kind, number in lists.counts_by(connection, _in(term), "kind").items():
        counted[risk_area_of(kind)] += number
    return counted


def _coverage(connection: Connection, school: School, terms: tuple[Period, ...], today: date) -> Chart:
    covered = [
        counts.staff_coverage(connection, min(term.ends_on, today), school.support_valid_months)
        for term in terms
    ]
    figures = tuple(Figure(f"{supported} of {in_post}", float(supported)) for supported, in_post in covered)
    latest = f"{covered[-1][0]} of {covered[-1][1]}"
    return Chart(
        "coverage",
        "Staff supported",
        "bars",
        tuple(_short(term.label) for term in terms),
        (Series("Supported", figures),),
        f"Staff in post with a support session in the months before: {latest} at the last count.",
        of=tuple(float(in_post) for _, in_post in covered),
    )


def _exact(number: int) -> Figure:
    return Figure(f"{number}", float(number))


def _short(label: str) -> str:
    """ "Autumn 2026" as "Aut 26", to stand under a bar."""
    season, _, year = label.partition(" ")
    return f"{season[:3]} {year[2:]}" if year.isdigit() and len(year) == 4 else label
