"""What comes round again: each reminder with its reason, its day, and none where nothing is to be done."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from esafety_desk.policy.agenda import Reminders, reminders
from esafety_desk.policy.pending import OnDesk, ProjectAhead, WatchedAccount
from esafety_desk.records.acknowledgement import Acknowledgement
from esafety_desk.records.base import RecordId
from esafety_desk.records.enquiry import Enquiry
from esafety_desk.records.exemption import ExemptionState
from esafety_desk.records.filtering_review import FilteringReview
from esafety_desk.records.project import Stage
from tests.policy.invented import (
    FIRST_USE,
    LEADER,
    SCHOOL,
    TEACHER,
    TODAY,
    account,
    around,
    exemption,
    platform,
    project,
)


def on(today: date = TODAY, warning: int = 7, **groups: Any) -> Reminders:
    return reminders(OnDesk(**groups), today, SCHOOL.terms, timedelta(days=warning))


def titles(found: Reminders) -> list[str]:
    return [reminder.title for reminder in (*found.overdue, *found.this_week, *found.waiting)]


def test_exemption_is_warned_of_seven_days_before_its_end() -> None:
    end = date(2026, 12, 18)
    (soon,) = on(date(2026, 12, 11), exemptions=[exemption()]).this_week

    assert (soon.title, soon.badge, soon.tone) == ("Exemption EXM-2026-001 ends", "In 7 days", "amber")
    assert soon.reason == "last day Fri 18 Dec · have it removed, or decide anew"
    assert on(date(2026, 12, 10), exemptions=[exemption()]) == Reminders()
    assert on(date(2026, 12, 4), warning=14, exemptions=[exemption()]).this_week[0].due_on == end


def test_exemption_past_its_end_is_red_until_the_removal_is_confirmed() -> None:
    (late,) = on(date(2026, 12, 21), exemptions=[exemption()]).overdue

    assert (late.title, late.tone) == ("Confirm that exemption EXM-2026-001 is removed", "red")
    removed = {"state": ExemptionState.REMOVED, "removed_by": LEADER, "removed_on": date(2026, 12, 20)}
    assert on(date(2026, 12, 21), exemptions=[exemption(**removed)]) == Reminders()
    assert on(date(2026, 12, 21), exemptions=[exemption(state=ExemptionState.REFUSED)]) == Reminders()


def test_exemption_without_an_end_is_looked_at_again_and_one_asked_for_waits() -> None:
    open_ended = exemption(ends_on=None, review_on=date(2026, 11, 18), open_because="The whole year")
    asked = exemption(state=ExemptionState.ASKED, authorised_by=None, authorised_on=None)

    (late,) = on(exemptions=[open_ended]).overdue
    assert late.title == "Look again at exemption EXM-2026-001"
    (waiting,) = on(exemptions=[asked]).waiting
    assert waiting.reason == "asked for from Mon 16 Nov, not decided"


def test_check_falls_due_from_the_last_one_or_from_the_opening() -> None:
    (soon,) = on(accounts=[WatchedAccount(account(), date(2026, 11, 9))]).this_week
    (late,) = on(accounts=[WatchedAccount(account(opened_on=date(2026, 11, 2)))]).overdue

    assert soon.reason == "due Mon 23 Nov · last check Mon 9 Nov · every 14 days"
    assert late.reason == "due Mon 16 Nov · never checked · every 14 days"


def test_closed_account_is_not_checked() -> None:
    assert on(accounts=[WatchedAccount(account(closed_on=date(2026, 11, 18)))]) == Reminders()


def ahead(today: date = TODAY, **fields: Any) -> ProjectAhead:
    return ProjectAhead(project(**fields), around(today=today))


def test_ready_project_is_no_reminder() -> None:
    assert on(projects=[ahead()]) == Reminders()
    assert on(projects=[ahead(stage=Stage.RUNNING)]) == Reminders()


def test_project_asks_for_technical_support_before_the_last_day_for_it() -> None:
    untold = {"technical_request_on": None, "first_use_on": date(2026, 12, 7)}
    found = on(projects=[ahead(**untold)])

    assert titles(found)[0] == "Tell technical support about PRJ-2026-001"
    assert found.this_week[0].reason == "due Mon 23 Nov · first use Mon 7 Dec · 14 days of notice"
    early = date(2026, 11, 13)
    assert on(early, projects=[ahead(early, **untold, parents_notices=())]) == Reminders()


def test_project_that_is_not_ready_says_what_is_missing() -> None:
    (soon,) = on(projects=[ahead(parents_notices=())]).this_week
    (late,) = on(
        FIRST_USE + timedelta(days=1), projects=[ahead(parents_notices=(), stage=Stage.RUNNING)]
    ).overdue

    assert soon.reason == "first use Mon 30 Nov · missing: parents told"
    assert late.title == "PRJ-2026-001 runs but is not ready"


def test_overridden_project_is_no_reminder() -> None:
    word = {"override_by": 2, "override_on": TODAY, "override_reason": "Parents asked for it."}
    assert on(projects=[ahead(parents_notices=(), **word)]) == Reminders()


def read(number: int, **fields: Any) -> Acknowledgement:
    usual = {
        "id": number,
        "reference": f"ACK-2025-00{number}",
        "person_id": TEACHER,
        "platform": "tiktok",
        "seen_on": date(2025, 11, 18),
        "renew_on": date(2026, 11, 18),
    }
    return Acknowledgement.model_validate(usual | fields)


def test_those_who_read_the_same_on_one_day_are_one_reminder() -> None:
    policy = read(3, platform="", policy_version="2025")
    found = on(acknowledgements=[read(1), read(2), policy])

    assert titles(found) == [
        "Ask 2 people to read a platform’s terms again",
        "Ask one person to read the policy again",
    ]


@pytest.mark.parametrize("answered", [True, False])
def test_enquiry_waits_until_it_is_answered(answered: bool) -> None:
    asked = Enquiry(
        id=RecordId(9), reference="ENQ-2026-009", asked_by=TEACHER, asked_on=TODAY, topic="A blog?"
    )
    found = on(enquiries=[] if answered else [asked])

    assert titles(found) == ([] if answered else ["Answer enquiry ENQ-2026-009"])


def test_age_limit_and_filtering_are_looked_at_again() -> None:
    old = platform(check_again_on=date(2026, 11, 18), reference="PLT-2026-001")
    review = FilteringReview(
        reference="FIL-2025-001",
        reviewed_on=date(2025, 11, 20),
        reviewer_id=LEADER,
        checks_planned=8,
        checks_done=8,
        next_on=date(2026, 11, 20),
    )
    found = on(platforms=[old], filtering=[review])

    assert titles(found) == [
        "Check the age limit of PLT-2026-001",
        "Review filtering and monitoring after FIL-2025-001",
    ]
    assert found.overdue[0].reason == "due Wed 18 Nov · last checked Tue 1 Sept"
