"""Bullying that may have come back: same target, same instigator, six weeks of the referral or of its review."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from esafety_desk.policy.recurrence import recurrences
from esafety_desk.records.incident import Incident
from esafety_desk.records.referral import Recurrence, Referral

HAPPENED, REFERRED = date(2026, 9, 14), date(2026, 9, 16)
TODAY = date(2027, 3, 1)
TARGET, INSTIGATOR = (11, "target"), (12, "instigator")


def incident(key: int, day: date, *people: tuple[int, str]) -> Incident:
    parts = [{"person_id": person, "involved_as": role} for person, role in people]
    return Incident.model_validate(
        {
            "id": key,
            "reference": f"INC-{key}",
            "kind": "conduct.online-bullying",
            "summary": "x",
            "whereabouts": "in-school",
            "happened_on": day,
            "reported_on": day,
            "people": parts,
        }
    )


FIRST = incident(1, HAPPENED, TARGET, INSTIGATOR)


def referral(**values: object) -> Referral:
    kept = {"id": 2, "reference": "REF-2", "about_id": 1, "to": "anti-bullying", "referred_on": REFERRED}
    return Referral.model_validate({**kept, **values})


def days_found(asked: Referral, *others: Incident, today: date = TODAY) -> list[date]:
    return [item.day for item in recurrences(asked, FIRST, others, today)]


@pytest.mark.parametrize(("after", "is_found"), [(-1, False), (0, True), (1, True), (42, True), (43, False)])
def test_six_weeks_from_the_referral(after: int, is_found: bool) -> None:
    day = REFERRED + timedelta(days=after)
    assert days_found(referral(), incident(3, day, TARGET, INSTIGATOR)) == ([day] if is_found else [])


@pytest.mark.parametrize(("after", "is_found"), [(0, True), (42, True), (43, False)])
def test_six_weeks_from_the_review(after: int, is_found: bool) -> None:
    held = REFERRED + timedelta(days=60)
    day = held + timedelta(days=after)
    other = incident(3, day, TARGET, INSTIGATOR)
    assert days_found(referral(review_held_on=held), other) == ([day] if is_found else [])


@pytest.mark.parametrize(
    "people",
    [
        (TARGET,),
        (INSTIGATOR,),
        (TARGET, (13, "instigator")),
        ((13, "target"), INSTIGATOR),
        ((11, "instigator"), (12, "target")),
        ((11, "witness"), INSTIGATOR),
    ],
)
def test_other_people_or_other_roles_are_no_return(people: tuple[tuple[int, str], ...]) -> None:
    assert days_found(referral(), incident(3, REFERRED + timedelta(days=5), *people)) == []


def test_neither_the_incident_itself_nor_its_duplicate_nor_a_day_to_come() -> None:
    day = REFERRED + timedelta(days=5)
    duplicate = incident(3, day, TARGET, INSTIGATOR).model_copy(update={"duplicate_of": 1})
    assert days_found(referral(), FIRST, duplicate) == []
    assert days_found(referral(), incident(4, day, TARGET, INSTIGATOR), today=day - timedelta(days=1)) == []


def test_nothing_is_asked_once_a_yes_was_given() -> None:
    other = incident(3, REFERRED + timedelta(days=5), TARGET, INSTIGATOR)
    assert days_found(referral(recurrence=Recurrence.YES), other) == []


def test_the_reason_names_days_and_no_one() -> None:
    other = incident(3, REFERRED + timedelta(days=5), TARGET, INSTIGATOR)
    (found,) = recurrences(referral(), FIRST, [other], date(2026, 10, 1))
    assert found.reason == "Same target and same instigator on Mon 21 Sept, 5 days after the referral."
