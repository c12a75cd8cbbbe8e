"""What Today reminds of: late, due this week, waiting; each with a reason a person understands."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from esafety_desk.policy.agenda import Reminder, Reminders, reminders
from esafety_desk.policy.calendar import suggested_terms
from esafety_desk.policy.headline import headline, where_in_year
from esafety_desk.policy.pending import (
    ApprovalToReview,
    AwaitedReply,
    FollowUp,
    OnDesk,
    OpenAction,
    OpenIncident,
    OpenRequest,
)
from esafety_desk.policy.wording import counted, full, heading, listed, spoken
from esafety_desk.records.base import RecordId
from esafety_desk.records.incident import Severity
from esafety_desk.records.referral import ReferredTo

TODAY = date(2026, 11, 22)
TERMS = suggested_terms(2026)


def on(**groups: Any) -> Reminders:
    return reminders(OnDesk(**groups), TODAY, TERMS)


def reply(due: date | None, to: ReferredTo = ReferredTo.ANTI_BULLYING, number: int = 1) -> AwaitedReply:
    return AwaitedReply(
        RecordId(number), f"REF-2026-00{number}", to, date(2026, 11, 8), due, about="INC-2026-034"
    )


def incident(**fields: Any) -> OpenIncident:
    usual: dict[str, Any] = {
        "id": RecordId(5),
        "reference": "INC-2026-034",
        "severity": Severity.LOW,
        "reported_on": date(2026, 11, 18),
        "changed_on": date(2026, 11, 19),
    }
    return OpenIncident(**(usual | fields))


def test_late_anti_bullying_reply_reads_as_on_the_sketch() -> None:
    assert on(replies=[reply(date(2026, 11, 18))]).overdue == (
        Reminder(
            register="referrals",
            id=RecordId(1),
            reference="REF-2026-001",
            title="Anti-bullying reply for INC-2026-034",
            reason="due Wed 18 Nov · asked of the anti-bullying lead",
            due_on=date(2026, 11, 18),
            badge="4 days",
            tone="red",
        ),
    )


def test_yesterday_is_one_day_late_and_today_is_this_week() -> None:
    found = on(replies=[reply(TODAY - timedelta(days=1)), reply(TODAY, number=2)])

    assert [late.badge for late in found.overdue] == ["1 day"]
    assert [(soon.badge, soon.tone) for soon in found.this_week] == [("Today", "amber")]


def test_this_week_is_seven_days_each_with_its_own_weekday() -> None:
    due = [TODAY + timedelta(days=n) for n in range(9)]
    found = on(actions=[OpenAction(RecordId(n), f"ACT-2026-00{n}", day) for n, day in enumerate(due)])

    assert [soon.badge for soon in found.this_week] == ["Today", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    assert found.overdue == found.waiting == ()


def test_reply_without_a_day_waits() -> None:
    (waiting,) = on(replies=[reply(None, ReferredTo.POLICE)]).waiting

    assert waiting.title == "Police reply for INC-2026-034"
    assert waiting.reason == "asked Sun 8 Nov, no day set for a reply · asked of the police"
    assert (waiting.badge, waiting.tone, waiting.due_on) == ("14 days", "", None)


@pytest.mark.parametrize("to", [ReferredTo.HR, ReferredTo.LEGAL])
def test_restricted_referral_does_not_say_whom_it_went_to_or_what_it_is_about(to: ReferredTo) -> None:
    (late,) = on(replies=[reply(date(2026, 11, 18), to)]).overdue

    assert late.title == "Reply to REF-2026-001"
    assert late.reason == "due Wed 18 Nov · restricted"


@pytest.mark.parametrize("to", list(ReferredTo))
def test_every_addressee_has_its_words(to: ReferredTo) -> None:
    (late,) = on(replies=[reply(date(2026, 11, 18), to)]).overdue

    assert late.title
    assert late.reason


def test_action_bears_its_words_where_it_may() -> None:
    about: dict[str, Any] = {"due_on": date(2026, 11, 23), "about": "INC-2026-041", "owner": "you"}
    plain = OpenAction(RecordId(1), "ACT-2026-001", what="Review it with the class teacher", **about)
    hidden = OpenAction(RecordId(2), "ACT-2026-002", **about)
    found = on(actions=[hidden, plain]).this_week

    assert (found[0].title, found[0].reason) == (
        "Review it with the class teacher",
        "due Mon 23 Nov · for you · INC-2026-041",
    )
    assert (found[1].title, found[1].reason) == (
        "Action ACT-2026-002 on INC-2026-041",
        "due Mon 23 Nov · for you",
    )


def test_action_without_a_day_is_not_a_reminder() -> None:
    assert on(actions=[OpenAction(RecordId(1), "ACT-2026-001", None)]) == Reminders()


def test_request_waits_with_the_days_since_it_was_asked() -> None:
    requests = [
        OpenRequest(RecordId(1), "APP-2026-012", TODAY, "Padlet"),
        OpenRequest(RecordId(2), "APP-2026-011", date(2026, 11, 13), "Seesaw"),
    ]
    waiting = on(requests=requests).waiting

    assert [(w.reference, w.reason, w.badge) for w in waiting] == [
        ("APP-2026-011", "asked 9 days ago, Fri 13 Nov · Seesaw", "9 days"),
        ("APP-2026-012", "asked today · Padlet", "Today"),
    ]


def test_review_and_follow_up_fall_due() -> None:
    found = on(
        reviews=[ApprovalToReview(RecordId(1), "APP-2025-003", date(2026, 11, 24), "Padlet")],
        follow_ups=[FollowUp(RecordId(2), "SUP-2026-008", date(2025, 12, 2), date(2026, 11, 2))],
    )

    assert [soon.title for soon in found.this_week] == ["Review the account of APP-2025-003"]
    assert [late.reason for late in found.overdue] == ["due Mon 2 Nov · held Tue 2 Dec 2025"]


@pytest.mark.parametrize(
    ("severity", "haste"), [(Severity.HIGH, "the same day"), (Severity.CRITICAL, "at once")]
)
def test_serious_incident_told_to_nobody_senior_is_late_the_next_day(severity: Severity, haste: str) -> None:
    (late,) = on(incidents=[incident(severity=severity)]).overdue

    assert late.title == "Tell the head or DSL of INC-2026-034"
    assert haste in late.reason
    assert late.due_on == date(2026, 11, 18)


def test_serious_incident_passed_on_is_no_reminder() -> None:
    assert on(incidents=[incident(severity=Severity.CRITICAL, was_passed_on=True)]) == Reminders()
    assert on(incidents=[incident(severity=Severity.MODERATE)]) == Reminders()


def test_serious_incident_of_today_is_due_today() -> None:
    (soon,) = on(incidents=[incident(severity=Severity.HIGH, reported_on=TODAY, changed_on=TODAY)]).this_week

    assert soon.badge == "Today"


def test_decision_falls_due_on_the_school_day_after_urgent_action() -> None:
    (soon,) = on(incidents=[incident(is_undecided=True, urgent_action_on=date(2026, 11, 20))]).this_week

    assert soon.due_on == date(2026, 11, 23)
    assert soon.reason == "due Mon 23 Nov · urgent action was taken Fri 20 Nov"


def test_decision_without_urgent_action_waits() -> None:
    (waiting,) = on(incidents=[incident(is_undecided=True)]).waiting

    assert waiting.title == "Decide whether the school acts on INC-2026-034"
    assert waiting.reason == "outside school · reported Wed 18 Nov"


def test_resting_incident_is_mentioned_after_thirty_days() -> None:
    rests = incident(reported_on=date(2026, 10, 1), changed_on=date(2026, 10, 22))
    (waiting,) = on(incidents=[rests]).waiting

    assert (waiting.title, waiting.badge) == ("INC-2026-034 is resting", "31 days")
    assert on(incidents=[incident(changed_on=date(2026, 10, 23))]) == Reminders()


def test_order_is_the_same_whatever_the_order_of_the_rows() -> None:
    rows = [reply(date(2026, 11, 18), number=n) for n in (3, 1, 2)] + [reply(date(2026, 11, 17), number=4)]

    found = on(replies=rows)
    assert found == on(replies=rows[::-1])
    assert [late.id for late in found.overdue] == [4, 1, 2, 3]


def test_days_are_spoken_with_the_year_only_when_it_is_another() -> None:
    assert spoken(date(2026, 9, 1), TODAY) == "Tue 1 Sept"
    assert spoken(date(2025, 6, 30), TODAY) == "Mon 30 June 2025"
    assert full(TODAY) == "22 November 2026"
    assert heading(TODAY) == "Sunday 22 November"


def test_words_are_counted_and_listed() -> None:
    assert [counted(n, "day") for n in (0, 1, 1200)] == ["0 days", "1 day", "1,200 days"]
    assert counted(2, "reply", "replies") == "2 replies"
    assert [listed(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


@pytest.mark.parametrize(
    ("late", "soon", "sentence"),
    [
        (3, 5, "3 things are late, 5 fall due this week"),
        (1, 1, "1 thing is late, 1 falls due this week"),
        (0, 2, "nothing is late, 2 fall due this week"),
        (2, 0, "2 things are late, nothing falls due this week"),
        (0, 0, "nothing is late or falls due this week"),
    ],
)
def test_headline_says_how_things_stand(late: int, soon: int, sentence: str) -> None:
    (one,) = on(replies=[reply(date(2026, 11, 18))]).overdue

    found = Reminders(overdue=(one,) * late, this_week=(one,) * soon)
    assert headline(found, TODAY, TERMS) == f"Week 12 of the autumn term · {sentence}"
    assert headline(found, TODAY, ()) == sentence[0].upper() + sentence[1:]


def test_headline_knows_half_term_and_holidays() -> None:
    assert where_in_year(date(2026, 10, 28), TERMS) == "Half-term of the autumn term"
    assert where_in_year(date(2026, 12, 24), TERMS) == "The spring term begins Mon 4 Jan 2027"
    assert where_in_year(date(2027, 8, 1), TERMS) == ""
