"""Bullying that came back is found by itself, offered, and answered; a missing referral is filled in beforehand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from esafety_desk.records.incident import Incident, Involved, InvolvedAs
from esafety_desk.records.people import Person, PersonKind
from esafety_desk.records.referral import Recurrence, Referral, ReferredTo
from esafety_desk.services import bullying, keeping, recurrence, today
from esafety_desk.services.keeping import Work
from tests.conftest import TODAY, add_person

HAPPENED, REFERRED = date(2026, 10, 5), date(2026, 10, 7)
Add = Callable[..., Incident]


@pytest.fixture
def add(work: Work, pupil: Person) -> Add:
    other = add_person(work, "Gethin", "Rowlands", PersonKind.PUPIL)
    people = (
        Involved(person_id=pupil.id, involved_as=InvolvedAs.TARGET),
        Involved(person_id=other.id, involved_as=InvolvedAs.INSTIGATOR),
    )

    def added(day: date, at: Work = work, **values: object) -> Incident:
        kept = {
            "kind": "conduct.online-bullying",
            "summary": "Unkind messages",
            "whereabouts": "in-school",
            "happened_on": day,
            "reported_on": day,
            "people": people,
        }
        return keeping.save(at, Incident.model_validate({**kept, **values})).record

    return added


@pytest.fixture
def referral(work: Work, add: Add) -> Referral:
    first = add(HAPPENED)
    asked = Referral(about_id=first.id, to=ReferredTo.ANTI_BULLYING, referred_on=REFERRED)
    return keeping.save(work, asked).record


def found(work: Work, today: date = TODAY) -> list[str]:
    return [item.incident for item in recurrence.possible_recurrences(work.desk, today)]


def test_a_return_is_offered_and_never_assumed(work: Work, add: Add, referral: Referral) -> None:
    assert found(work) == []
    again = add(date(2026, 11, 10))
    assert found(work) == [again.reference]
    assert keeping.load(work, "referrals", referral.id or 0) == referral
    assert [item.incident for item in recurrence.of_referral(work.desk, referral, TODAY)] == [again.reference]


def test_a_yes_is_kept_and_settles_it(work: Work, add: Add, referral: Referral) -> None:
    add(date(2026, 11, 10))
    saved = recurrence.confirm(work, referral.id or 0, True)
    assert saved.record.recurrence is Recurrence.YES
    assert found(work) == []


def test_a_no_is_asked_again_only_for_what_came_later(work: Work, add: Add, referral: Referral) -> None:
    add(date(2026, 11, 10))
    recurrence.confirm(work, referral.id or 0, False)
    assert found(work) == []
    later = replace(work, now=work.now + timedelta(hours=2))
    newer = add(date(2026, 11, 12), later)
    assert found(work) == [newer.reference]
    latest = replace(work, now=work.now + timedelta(hours=4))
    recurrence.confirm(latest, referral.id or 0, False)
    assert found(work) == []


def test_withdrawn_and_other_incidents_are_left_out(work: Work, add: Add, referral: Referral) -> None:
    add(date(2026, 11, 10), kind="conduct.filter-bypass")
    gone = add(date(2026, 11, 11))
    keeping.withdraw(work, "incidents", gone.id or 0, "Entered for the wrong child.")
    assert found(work) == []


def test_another_type_counts_once_it_is_referred_as_bullying(
    work: Work, add: Add, referral: Referral
) -> None:
    left_out = add(date(2026, 11, 10), kind="conduct.exclusion-from-group")
    asked = Referral(about_id=left_out.id, to=ReferredTo.ANTI_BULLYING, referred_on=TODAY)
    keeping.save(work, asked)
    assert found(work) == [left_out.reference]


def test_an_incident_outside_the_six_weeks_is_another_matter(
    work: Work, add: Add, referral: Referral
) -> None:
    keeping.save(work, referral.changed(referred_on=HAPPENED))
    add(HAPPENED + timedelta(days=43))
    assert found(work) == []


def test_bullying_without_a_referral_is_asked_about(work: Work, add: Add, referral: Referral) -> None:
    fresh = add(TODAY)
    assert bullying.lacks_referral(work.desk, fresh.id or 0)
    assert not bullying.lacks_referral(work.desk, referral.about_id or 0)
    assert not bullying.lacks_referral(work.desk, add(TODAY, kind="conduct.filter-bypass").id or 0)


def test_the_referral_is_filled_in_beforehand(work: Work, add: Add) -> None:
    fresh = add(TODAY, account="He was shown six messages.", identity_targeted=("disability",))
    draft = bullying.referral_draft(work.desk, fresh.id or 0, TODAY)
    assert draft["about_id"] == fresh.id
    assert draft["review_on"] == TODAY + timedelta(weeks=6) or draft["review_on"] > TODAY + timedelta(weeks=6)
    assert "Unkind messages" in draft["reason"]
    assert "six messages" in draft["reason"]
    assert "Disability" in draft["reason"]
    saved = keeping.save(work, Referral.model_validate(draft)).record
    assert saved.reply_due is not None
    assert not bullying.lacks_referral(work.desk, fresh.id or 0)


def reminded(work: Work) -> dict[str, str]:
    due = today.agenda(work.desk, work.today).reminders
    return {one.title: one.reason for one in (*due.overdue, *due.this_week, *due.waiting)}


def test_today_asks_whether_it_came_back_until_somebody_says(
    work: Work, add: Add, referral: Referral
) -> None:
    again = add(date(2026, 11, 10))
    asked = f"Did the bullying of {referral.reference} come back?"
    when = "Same target and same instigator on Tue 10 Nov, 34 days after the referral"
    assert reminded(work)[asked] == f"{again.reference} · {when}"
    recurrence.confirm(work, referral.id or 0, False)
    assert asked not in reminded(work)


def test_today_names_bullying_that_was_not_referred(work: Work, add: Add) -> None:
    fresh = add(TODAY)
    wanted = f"Refer {fresh.reference} to the anti-bullying lead"
    assert reminded(work)[wanted] == "online bullying, nobody was asked yet · reported Thu 19 Nov"
    keeping.save(work, Referral(about_id=fresh.id, to=ReferredTo.ANTI_BULLYING, referred_on=TODAY))
    assert wanted not in reminded(work)


def test_today_is_silent_about_bullying_that_is_closed(work: Work, add: Add) -> None:
    add(TODAY, status="closed", closed_on=TODAY)
    assert reminded(work) == {}
