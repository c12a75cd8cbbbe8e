"""Lists: every filter lets through what it says, every column sorts, and names stand as one looks them up."""

from __future__ import annotations

from array import array
from datetime import date, timedelta
from typing import Any

import pytest

from esafety_desk.records.action import Action
from esafety_desk.records.approval import AccountApproval
from esafety_desk.records.base import Record
from esafety_desk.records.facts import facts
from esafety_desk.records.incident import Incident, Involved, InvolvedAs
from esafety_desk.records.people import Person, PersonKind
from esafety_desk.records.referral import Referral
from esafety_desk.records.registers import INCIDENTS, PEOPLE, REGISTERS
from esafety_desk.records.support import Attendee, SupportSession
from esafety_desk.services import keeping
from esafety_desk.services.keeping import Work
from esafety_desk.store import lists
from esafety_desk.store.lists import ListQuery
from tests.conftest import TODAY, add_person


@pytest.fixture
def filled(work: Work, pupil: Person, teacher: Person, head: Person) -> Work:
    """Four records of each register, each of another day, with and without what may be left out."""
    who = [teacher.id, head.id, teacher.id, head.id]
    with work.desk.writing("leader", work.now) as unit:
        for n, person in enumerate(who):
            day = TODAY - timedelta(days=40 * n)
            kept = unit.add(incident(n, day, person, pupil))
            unit.add(Action(about_id=kept.id, what="bcAd"[n], owner_id=person if n else None, due_on=day))
            unit.add(Referral(about_id=kept.id, to=["dsl", "police", "head", "hr"][n], referred_on=day))
            unit.add(
                AccountApproval(
                    requested_by=person, requested_on=day, platform="padlet" if n else "zoom", purpose="x"
                )
            )
            unit.add(
                SupportSession(
                    held_on=day,
                    adviser_id=person,
                    attendees=tuple(Attendee(person_id=p) for p in [*dict.fromkeys(who)][: 1 + n % 2]),
                )
            )
    return work


def incident(n: int, day: date, person: Any, pupil: Person) -> Incident:
    return Incident(
        kind="conduct.online-bullying" if n % 2 else "contact.extortion",
        summary=["Beta", "alpha", "Delta", "Café"][n],
        whereabouts="in-school",
        reported_on=day,
        happened_on=day if n else None,
        status="open" if n < 3 else "draft",
        owner_id=person if n else None,
        people=(Involved(person_id=pupil.id, involved_as=InvolvedAs.TARGET),) * (n % 2),
    )


def found(work: Work, query: ListQuery) -> array[int]:
    with work.desk.reading() as connection:
        return lists.ids(connection, query)


def records(work: Work, query: ListQuery) -> list[Record]:
    return [keeping.load(work, query.register.name, key) for key in found(work, query)]


def summaries(work: Work, **query: Any) -> set[str]:
    return {record.heading for record in records(work, ListQuery(INCIDENTS, **query))}


FILLED = ("people", "support-sessions", "approvals", "incidents", "referrals", "actions", "clauses")
COLUMNS = [
    (name, sort)
    for name in FILLED
    for sort in (
        "reference",
        "dated_on",
        *(f.name for f in facts(REGISTERS[name].record).values() if f.listed),
    )
]


@pytest.mark.parametrize(("register", "sort"), COLUMNS)
def test_every_column_sorts_both_ways_over_the_same_records(filled: Work, register: str, sort: str) -> None:
    up = found(filled, ListQuery(REGISTERS[register], sort=sort, descending=False))
    down = found(filled, ListQuery(REGISTERS[register], sort=sort))
    assert len(up) >= 4
    assert list(up) == list(reversed(down))


def test_days_and_words_sort_as_they_read(filled: Work) -> None:
    days = [record.dated_on for record in records(filled, ListQuery(INCIDENTS, sort="dated_on"))]
    assert days == sorted(filter(None, days), reverse=True)
    said = [r.heading for r in records(filled, ListQuery(INCIDENTS, sort="summary", descending=False))]
    assert said == ["alpha", "Beta", "Café", "Delta"]


def test_people_stand_as_one_looks_them_up(work: Work) -> None:
    for given, family in [
        ("Zoë", "adams"), ("Adam", "Adams"), ("A", "Zając"), ("A", "Żak"), ("A", "Lucy"), ("A", "Łukasik"), ("A", ""),
    ]:  # fmt: skip
        add_person(work, given, family, PersonKind.OTHER)
    others = {"kind": frozenset({"other"})}
    query = ListQuery(PEOPLE, choices=others, sort="family_name", descending=False)
    assert [record.heading for record in records(work, query)] == [
        "A", "Adam Adams", "Zoë adams", "A Lucy", "A Łukasik", "A Zając", "A Żak",
    ]  # fmt: skip
    by_first_name = ListQuery(PEOPLE, choices=others, sort="given_name", descending=False)
    assert [record.heading for record in records(work, by_first_name)][-1] == "Zoë adams"


def test_a_link_sorts_by_the_name_behind_it(filled: Work) -> None:
    query = ListQuery(REGISTERS["actions"], sort="owner_id", descending=False)
    assert [record.heading for record in records(filled, query)] == ["b", "c", "d", "A"]


def test_equal_values_fall_back_on_the_order_of_entry(filled: Work) -> None:
    same = ListQuery(INCIDENTS, sort="whereabouts", descending=False)
    assert list(found(filled, same)) == sorted(found(filled, same))


def test_choices_let_through_only_what_they_hold(filled: Work) -> None:
    assert summaries(filled, choices={"status": frozenset({"draft"})}) == {"Café"}
    assert summaries(filled, choices={"status": frozenset({"draft", "open"})}) == {
        "Beta",
        "alpha",
        "Delta",
        "Café",
    }
    assert summaries(filled, choices={"status": frozenset()}) == set()
    both = {"status": frozenset({"open"}), "kind": frozenset({"contact.extortion"})}
    assert summaries(filled, choices=both) == {"Beta", "Delta"}


def test_days_from_and_until_count_themselves(filled: Work) -> None:
    forty = TODAY - timedelta(days=40)
    assert summaries(filled, since=forty) == {"Beta", "alpha"}
    assert summaries(filled, until=forty) == {"alpha", "Delta", "Café"}
    assert summaries(filled, since=forty, until=forty) == {"alpha"}
    assert summaries(filled, since=TODAY + timedelta(days=1)) == set()


def test_mine_are_those_i_look_after(filled: Work, head: Person, pupil: Person) -> None:
    assert summaries(filled, mine=("owner_id", head.id)) == {"alpha", "Café"}
    assert summaries(filled, mine=("owner_id", pupil.id)) == set()


def test_text_filters_by_words_begun_and_by_who_is_in_it(filled: Work) -> None:
    assert summaries(filled, text="caf") == {"Café"}
    assert summaries(filled, text="zajac") == {"alpha", "Café"}
    assert summaries(filled, text="zajac alp") == {"alpha"}
    assert summaries(filled, text="   ") == {"Beta", "alpha", "Delta", "Café"}
    assert summaries(filled, text="?!") == set()
    assert summaries(filled, text="zajac", choices={"status": frozenset({"open"})}) == {"alpha"}


def test_a_withdrawn_record_is_in_no_list_and_no_count(filled: Work) -> None:
    gone = found(filled, ListQuery(INCIDENTS))[0]
    keeping.withdraw(filled, "incidents", gone, "Wrong school.")
    with filled.desk.reading() as connection:
        assert gone not in lists.ids(connection, ListQuery(INCIDENTS))
        assert lists.count(connection, ListQuery(INCIDENTS)) == 3
        assert sum(lists.counts_by(connection, ListQuery(INCIDENTS), "kind").values()) == 3


def test_counts_by_a_field_add_up_to_the_list(filled: Work) -> None:
    with filled.desk.reading() as connection:
        assert lists.counts_by(connection, ListQuery(INCIDENTS), "status") == {"open": 3, "draft": 1}
        open_ones = ListQuery(INCIDENTS, choices={"status": frozenset({"open"})})
        assert lists.counts_by(connection, open_ones, "kind") == {
            "contact.extortion": 2,
            "conduct.online-bullying": 1,
        }
        assert lists.count(connection, open_ones) == 3


def test_names_are_those_people_go_by_even_when_withdrawn(work: Work, pupil: Person) -> None:
    keeping.save(work, pupil.changed(known_as="Luke"))
    keeping.withdraw(work, "people", pupil.id or 0, "Entered twice.")
    with work.desk.reading() as connection:
        assert lists.names(connection, [pupil.id or 0, 999]) == {pupil.id: "Luke Zając"}
        assert lists.references(connection, [pupil.id or 0, 999]) == {pupil.id: pupil.reference}
