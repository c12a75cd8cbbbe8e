"""What Today reminds of, each thing with its reason: late, due this week, or waiting for someone.

Titles are made of references and fixed words, so they give nothing away over a shoulder; only an action may
bear the words it was entered with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from esafety_desk.policy.calendar import next_school_day
from esafety_desk.policy.clause_agenda import clause_matters
from esafety_desk.policy.matters import Matter
from esafety_desk.policy.pending import AwaitedReply, OnDesk, OpenAction, OpenIncident, OpenRequest
from esafety_desk.policy.wording import WEEKDAYS, counted, spoken
from esafety_desk.records.base import RecordId
from esafety_desk.records.incident import Severity
from esafety_desk.records.referral import RESTRICTED, ReferredTo
from esafety_desk.records.registers import (
    ACTIONS,
    APPROVALS,
    INCIDENTS,
    REFERRALS,
    SUPPORT_SESSIONS,
)
from esafety_desk.records.school import Term

RESTS_AFTER = timedelta(days=30)
"""An open incident without any entry for longer than this is worth another look."""
_WEEK = timedelta(days=6)
_SERIOUS = (Severity.HIGH, Severity.CRITICAL)


@dataclass(frozen=True, slots=True)
class Reminder:
    """One line of Today. ``tone`` is "red", "amber" or empty; ``badge`` says the same in a word."""

    register: str
    id: RecordId
    reference: str
    title: str
    reason: str
    due_on: date | None
    badge: str
    tone: str


@dataclass(frozen=True, slots=True)
class Reminders:
    """Late by the oldest first, this week by day, waiting by the longest first."""

    overdue: tuple[Reminder, ...] = ()
    this_week: tuple[Reminder, ...] = ()
    waiting: tuple[Reminder, ...] = ()


def reminders(
    on_desk: OnDesk, today: date, terms: Iterable[Term], exemption_warning: timedelta = timedelta(days=7)
) -> Reminders:
    """The reminders of ``today``. "This week" is today and the six days after, each with its own weekday.

    What asks to be warned of earlier stands there too, with the days that are left.
    """
    found = [*_matters(on_desk, today, tuple(terms)), *clause_matters(on_desk, today, exemption_warning)]
    matters = sorted(found, key=Matter.order)
    late = [m for m in matters if m.due_on is not None and m.due_on < today]
    soon = [m for m in matters if m.due_on is not None and today <= m.due_on and _is_near(m, today)]
    waiting = [m for m in matters if m.due_on is None]
    return Reminders(
        overdue=tuple(_reminder(m, _days(today - m.order()[0]), "red") for m in late),
        this_week=tuple(_reminder(m, _until(m.order()[0], today), "amber") for m in soon),
        waiting=tuple(_reminder(m, _days(today - m.since), "") for m in waiting),
    )


def dated(
    on_desk: OnDesk, today: date, terms: Iterable[Term], exemption_warning: timedelta
) -> tuple[Matter, ...]:
    """Everything that has a day of its own, late or to come, by day."""
    found = [*_matters(on_desk, today, tuple(terms)), *clause_matters(on_desk, today, exemption_warning)]
    return tuple(sorted((m for m in found if m.due_on is not None), key=Matter.order))


def _is_near(matter: Matter, today: date) -> bool:
    is_warned = matter.warned_from is not None and matter.warned_from <= today
    return is_warned or matter.order()[0] <= today + _WEEK


def _reminder(matter: Matter, badge: str, tone: str) -> Reminder:
    return Reminder(
        register=matter.register.name,
        id=matter.id,
        reference=matter.reference,
        title=matter.title,
        reason=matter.reason,
        due_on=matter.due_on,
        badge=badge,
        tone=tone,
    )


def _days(length: timedelta) -> str:
    return counted(length.days, "day") if length.days > 0 else "Today"


def _until(day: date, today: date) -> str:
    if day == today:
        return "Today"
    return WEEKDAYS[day.weekday()] if day <= today + _WEEK else f"In {counted((day - today).days, 'day')}"


def _matters(on_desk: OnDesk, today: date, terms: tuple[Term, ...]) -> Iterator[Matter]:
    yield from (_action(action, today) for action in on_desk.actions if action.due_on is not None)
    yield from (_reply(referral, today) for referral in on_desk.replies)
    yield from (_request(request, today) for request in on_desk.requests)
    for approval in on_desk.reviews:
        title = f"Review the account of {approval.reference}"
        reason = f"due {spoken(approval.review_on, today)} · {approval.platform}"
        yield Matter(
            APPROVALS, approval.id, approval.reference, title, reason, approval.review_on, approval.review_on
        )
    for session in on_desk.follow_ups:
        title = f"Follow up support session {session.reference}"
        reason = f"due {spoken(session.follow_up_on, today)} · held {spoken(session.held_on, today)}"
        yield Matter(
            SUPPORT_SESSIONS,
            session.id,
            session.reference,
            title,
            reason,
            session.held_on,
            session.follow_up_on,
        )
    for incident in on_desk.incidents:
        yield from _incident(incident, today, terms)


def _action(action: OpenAction, today: date) -> Matter:
    due = action.due_on or today
    title = action.what or f"Action {action.reference}" + (f" on {action.about}" if action.about else "")
    said = [f"due {spoken(due, today)}"]
    if action.owner:
        said.append(f"for {action.owner}")
    if action.what and action.about:
        said.append(action.about)
    return Matter(ACTIONS, action.id, action.reference, title, " · ".join(said), due, due)


def _reply(referral: AwaitedReply, today: date) -> Matter:
    subject, asked_of = _ASKED[referral.to]
    if referral.to in RESTRICTED:
        title, asked = f"Reply to {referral.reference}", "restricted"
    else:
        title, asked = f"{subject} reply for {referral.about or referral.reference}", f"asked of {asked_of}"
    when = (
        f"due {spoken(referral.reply_due, today)}"
        if referral.reply_due is not None
        else f"asked {spoken(referral.referred_on, today)}, no day set for a reply"
    )
    reason = f"{when} · {asked}"
    return Matter(
        REFERRALS, referral.id, referral.reference, title, reason, referral.referred_on, referral.reply_due
    )


def _request(request: OpenRequest, today: date) -> Matter:
    days = (today - request.requested_on).days
    ago = f"{counted(days, 'day')} ago, {spoken(request.requested_on, today)}" if days > 0 else "today"
    title = f"Approval {request.reference} waits for a decision"
    return Matter(
        APPROVALS,
        request.id,
        request.reference,
        title,
        f"asked {ago} · {request.platform}",
        request.requested_on,
    )


def _incident(incident: OpenIncident, today: date, terms: tuple[Term, ...]) -> Iterator[Matter]:
    """Told nobody senior, undecided, not referred, or resting: the last is said only where nothing else is."""
    who = (INCIDENTS, incident.id, incident.reference)
    reported = f"reported {spoken(incident.reported_on, today)}"
    must_pass_on = incident.severity in _SERIOUS and not incident.was_passed_on
    if must_pass_on:
        haste = "at once" if incident.severity is Severity.CRITICAL else "the same day"
        reason = f"severity {incident.severity.label}: {haste} · {reported}"
        title = f"Tell the head or DSL of {incident.reference}"
        yield Matter(*who, title, reason, incident.reported_on, incident.reported_on)
    if incident.is_undecided:
        yield _undecided(incident, today, terms)
    if incident.lacks_referral:
        title = f"Refer {incident.reference} to the anti-bullying lead"
        yield Matter(*who, title, f"online bullying, nobody was asked yet · {reported}", incident.reported_on)
    is_asked_for = must_pass_on or incident.is_undecided or incident.lacks_referral
    if not is_asked_for and today - incident.changed_on > RESTS_AFTER:
        reason = f"{reported}, last entry {spoken(incident.changed_on, today)} · add a note, or close it"
        yield Matter(*who, f"{incident.reference} is resting", reason, incident.changed_on)


def _undecided(incident: OpenIncident, today: date, terms: tuple[Term, ...]) -> Matter:
    """After urgent action the decision falls due on the next school day. Source: DOMAIN, Out 2."""
    who = (INCIDENTS, incident.id, incident.reference)
    title = f"Decide whether the school acts on {incident.reference}"
    if incident.urgent_action_on is None:
        reason = f"outside school · reported {spoken(incident.reported_on, today)}"
        return Matter(*who, title, reason, incident.reported_on)
    due = next_school_day(incident.urgent_action_on, terms)
    reason = f"due {spoken(due, today)} · urgent action was taken {spoken(incident.urgent_action_on, today)}"
    return Matter(*who, title, reason, incident.urgent_action_on, due)


_ASKED: dict[ReferredTo, tuple[str, str]] = {
    ReferredTo.ANTI_BULLYING: ("Anti-bullying", "the anti-bullying lead"),
    ReferredTo.DSL: ("DSL", "the designated safeguarding lead"),
    ReferredTo.HEAD: ("Head teacher’s", "the head teacher"),
    ReferredTo.HR: ("HR", "HR"),
    ReferredTo.LEGAL: ("Governors’", "the governors"),
    ReferredTo.LADO: ("LADO", "the local authority designated officer"),
    ReferredTo.POLICE: ("Police", "the police"),
    ReferredTo.SOCIAL_CARE: ("Social care", "children’s social care"),
    ReferredTo.PREVENT: ("Prevent", "Prevent"),
    ReferredTo.CEOP: ("CEOP", "CEOP"),
    ReferredTo.IWF: ("IWF", "the Internet Watch Foundation"),
    ReferredTo.HARMFUL_CONTENT: ("Report Harmful Content", "Report Harmful Content"),
    ReferredTo.PROFESSIONALS_HELPLINE: ("Helpline", "the Professionals Online Safety Helpline"),
    ReferredTo.PLATFORM: ("Platform’s", "the platform"),
    ReferredTo.LA_FILTERING: ("Filtering", "local authority filtering"),
    ReferredTo.DPO: ("DPO", "the data protection officer"),
}
