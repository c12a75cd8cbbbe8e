"""When the school year turns: classes go up under their names, the oldest leave, roles end on the last day."""

from __future__ import annotations

from datetime import date

import pytest

from esafety_desk.policy import year_turn
from esafety_desk.policy.calendar import suggested_terms
from esafety_desk.policy.year_turn import SchoolClass
from esafety_desk.records.base import PersonId
from esafety_desk.records.people import Person, PersonKind, Role, YearGroup
from esafety_desk.records.school import Phase, School
from tests.policy.invented import in_role, person

TODAY = date(2026, 7, 24)
SCHOOL = School(name="A school", terms=suggested_terms(2025))
YEAR = year_turn.coming_year(TODAY)
LAST_DAY = year_turn.last_day_before(YEAR, SCHOOL.terms)


def pupil(number: int, year: YearGroup, name: str = "", **fields: object) -> Person:
    return person(PersonId(number), PersonKind.PUPIL, year_group=year, class_name=name, **fields)


@pytest.mark.parametrize(
    ("name", "year", "to_year", "then"),
    [
        ("5B", YearGroup.YEAR_5, YearGroup.YEAR_6, "6B"),
        ("Year 5 Oak", YearGroup.YEAR_5, YearGroup.YEAR_6, "Year 6 Oak"),
        ("RW", YearGroup.RECEPTION, YearGroup.YEAR_1, "1W"),
        ("Reception", YearGroup.RECEPTION, YearGroup.YEAR_1, "1"),
        ("N", YearGroup.NURSERY, YearGroup.RECEPTION, "R"),
        ("Oak", YearGroup.YEAR_5, YearGroup.YEAR_6, "Oak"),
        ("Robins", YearGroup.RECEPTION, YearGroup.YEAR_1, "Robins"),
        ("4B", YearGroup.YEAR_5, YearGroup.YEAR_6, "4B"),
        ("", YearGroup.YEAR_5, YearGroup.YEAR_6, ""),
    ],
)
def test_a_class_takes_its_name_along(name: str, year: YearGroup, to_year: YearGroup, then: str) -> None:
    assert year_turn.next_name(name, year, to_year) == then


def test_every_class_goes_up_and_the_oldest_leave() -> None:
    people = [
        pupil(1, YearGroup.RECEPTION, "R"),
        pupil(2, YearGroup.YEAR_6, "6A"),
        pupil(3, YearGroup.YEAR_1, "1"),
    ]
    found = year_turn.moves(people, SCHOOL, LAST_DAY)
    assert [(m.of.year_group, m.to_year, m.to_name) for m in found] == [
        (YearGroup.RECEPTION, YearGroup.YEAR_1, "1"),
        (YearGroup.YEAR_1, YearGroup.YEAR_2, "2"),
        (YearGroup.YEAR_6, None, "6A"),
    ]
    assert year_turn.moved(people[1], found[2], LAST_DAY).left_on == LAST_DAY == date(2026, 7, 22)


def test_an_infant_school_lets_year_2_go() -> None:
    infants = SCHOOL.changed(phase=Phase.INFANT)
    (move,) = year_turn.moves([pupil(1, YearGroup.YEAR_2, "2A")], infants, LAST_DAY)
    assert move.leaves


def test_who_has_left_or_comes_in_september_stays_where_they_are() -> None:
    gone = pupil(1, YearGroup.YEAR_4, "4A", left_on=date(2026, 3, 1))
    going = pupil(2, YearGroup.YEAR_4, "4A", left_on=LAST_DAY)
    coming = pupil(3, YearGroup.RECEPTION, "R", joined_on=date(2026, 9, 2))
    assert year_turn.moves([gone, going, coming], SCHOOL, LAST_DAY) == ()
    assert year_turn.class_of(pupil(4, YearGroup.YEAR_4, "4A"), LAST_DAY) == SchoolClass(
        YearGroup.YEAR_4, "4A"
    )


def test_a_role_that_ends_keeps_its_days() -> None:
    head = person(PersonId(5), **in_role(Role.HEAD))
    (held,) = year_turn.open_roles(head, LAST_DAY)
    after = year_turn.without_roles(head, [held], LAST_DAY)
    assert after.roles_on(LAST_DAY) == {Role.HEAD}
    assert after.roles_on(date(2026, 9, 1)) == frozenset()
    assert year_turn.open_roles(after, LAST_DAY) == ()


def test_terms_are_suggested_once_and_replace_only_their_own_year() -> None:
    coming = year_turn.terms_for(YEAR, SCHOOL.terms)
    after = year_turn.with_terms(SCHOOL, YEAR, coming)
    assert [term.name for term in coming] == ["Autumn 2026", "Spring 2027", "Summer 2027"]
    assert after.terms == (*SCHOOL.terms, *coming)
    assert year_turn.terms_for(YEAR, after.terms) == coming
    assert year_turn.with_terms(after, YEAR, coming[:2]).terms == (*SCHOOL.terms, *coming[:2])


def test_without_terms_the_year_ends_in_august() -> None:
    assert year_turn.last_day_before(YEAR, ()) == date(2026, 8, 31)
