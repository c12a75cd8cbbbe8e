"""What a meeting calls people, who gets what it decides, and what its search can find."""

from __future__ import annotations

from datetime import date

import pytest

from esafety_desk.policy.meeting import (
    DECIDED,
    LONGEST,
    OWNERS,
    Minutes,
    OpenAction,
    actions_found,
    as_actions,
    role_of,
)
from esafety_desk.policy.narrative import Promise
from esafety_desk.records.action import Action
from esafety_desk.records.facts import facts
from esafety_desk.records.people import Person, PersonKind, Role, RoleHeld

DAY = date(2026, 11, 19)


def staff(number: int, *roles: Role, until: date | None = None) -> Person:
    held = tuple(RoleHeld(role=role, since=date(2025, 9, 1), until=until) for role in roles)
    return Person(id=number, kind=PersonKind.STAFF, given_name="Siân", family_name="O’Brien", roles=held)


@pytest.mark.parametrize(
    ("person", "said"),
    [
        (staff(1, Role.DSL, Role.HEAD), "Head teacher"),
        (staff(1), "A member of staff"),
        (staff(1, Role.HEAD, until=date(2026, 8, 31)), "A member of staff"),
        (Person(id=2, kind=PersonKind.PUPIL, given_name="Łukasz"), "A pupil"),
        (None, "Nobody yet"),
    ],
)
def test_people_are_called_by_the_role_they_hold_that_day(person: Person | None, said: str) -> None:
    assert role_of(person, DAY) == said


def test_an_action_goes_to_the_one_holder_of_its_role() -> None:
    minutes = Minutes(actions=(Promise("Ask families", "Head teacher", DAY),))
    (made,) = as_actions(minutes, [staff(1, Role.SLT), staff(2, Role.HEAD)], DAY)
    assert (made.what, made.owner_id, made.due_on) == ("Ask families", 2, DAY)


@pytest.mark.parametrize("people", [[], [staff(1, Role.HEAD), staff(2, Role.HEAD)]])
def test_a_role_that_nobody_or_several_hold_stands_in_the_words(people: list[Person]) -> None:
    (made,) = as_actions(Minutes(actions=(Promise("Ask families", "Head teacher"),)), people, DAY)
    assert (made.what, made.owner_id) == ("Ask families (Head teacher)", None)


def test_a_decision_is_done_as_it_is_made() -> None:
    (made,) = as_actions(Minutes(("The report is received.",)), [], DAY)
    assert (made.what, made.done_on) == (f"{DECIDED}The report is received.", DAY)


def test_the_longest_minute_still_fits_an_action() -> None:
    words = "a" * LONGEST
    longest = max(OWNERS, key=len)
    made = as_actions(Minutes((words,), (Promise(words, longest),)), [], DAY)
    assert all(len(one.what) <= facts(Action)["what"].max_length for one in made)


def test_search_knows_reference_role_and_kind_of_record_alone() -> None:
    action = OpenAction("ACT-2026-014", "Head teacher", DAY, "platform")
    assert actions_found([action], "head plat") == (action,)
    assert actions_found([action], "act-2026-014") == (action,)
    assert actions_found([action], "siân") == ()


def test_minutes_are_told_in_words() -> None:
    assert Minutes(("One",), (Promise("Two", "Governors"), Promise("Three", "Governors"))).told() == (
        "1 decision and 2 actions"
    )
