"""How the clauses on staff stand (Staff 1–9)."""

from __future__ import annotations

from datetime import timedelta

from esafety_desk.policy.dates import months_after
from esafety_desk.policy.holdings import Holdings
from esafety_desk.policy.notice import is_late
from esafety_desk.policy.readiness import APPROVER_ROLES
from esafety_desk.policy.verdicts import Verdict, by_share, counted_only, evidence, shared
from esafety_desk.policy.wording import counted
from esafety_desk.records.account_review import AccountReview, ReviewOutcome
from esafety_desk.records.acknowledgement import Acknowledgement
from esafety_desk.records.approval import AccountApproval, Decision
from esafety_desk.records.declaration import Connection, Declaration
from esafety_desk.records.enquiry import Enquiry
from esafety_desk.records.incident import Incident
from esafety_desk.records.people import Person, Role
from esafety_desk.records.project import Project, Stage
from esafety_desk.records.referral import Outcome, Referral, ReferredTo
from esafety_desk.records.support import SupportSession

_LONG_OVERDUE = timedelta(days=90)
_STANDING = ("community.staff-comment", "community.reputation")
_NEVER_RUN = (Stage.REFUSED, Stage.CALLED_OFF)


def first_contact(held: Holdings) -> Verdict:
    """Staff 1: there is an e-safety leader, and no question waits long."""
    leaders = [person for person in held.staff if Role.ESAFETY_LEADER in person.roles_on(held.today)]
    enquiries = held.all(Enquiry)
    patience = held.today - timedelta(days=held.school.reply_days)
    unanswered = [item for item in enquiries if not item.is_answered]
    waiting = [item for item in unanswered if item.asked_on < patience]
    shown = (
        evidence(Enquiry, "Enquiries", enquiries),
        evidence(Enquiry, "Not answered", unanswered),
        evidence(Person, "E-safety leader in post", leaders),
    )
    if not leaders:
        mend = "Enter who is e-safety leader, under People."
        return Verdict("red", "Nobody is e-safety leader today.", mend, shown)
    if waiting:
        said = counted(len(waiting), "enquiry", "enquiries")
        reason = f"{said} unanswered for more than {held.school.reply_days} days."
        return Verdict("amber", reason, "Answer them.", shown)
    if not held.lately(enquiries):
        mend = "Note the questions that colleagues ask, as they ask them."
        return Verdict("grey", "No enquiry was recorded in twelve months.", mend, shown)
    return Verdict("green", "Questions come to the e-safety leader and are answered.", "", shown)


def own_answer(held: Holdings) -> Verdict:
    """Staff 2: everyone on the staff has read the terms or the policy, lately enough."""
    items = held.all(Acknowledgement)
    valid: set[int] = {
        item.person_id
        for item in items
        if (item.renew_on or months_after(item.seen_on, held.school.acknowledgement_months)) >= held.today
    }
    lacking = [person for person in held.staff if (person.id or 0) not in valid]
    shown = (
        evidence(Acknowledgement, "Acknowledgements", items),
        evidence(Person, "Staff with none that holds today", lacking),
    )
    done, whole = len(held.staff) - len(lacking), len(held.staff)
    reason = f"{done} of {whole} staff have read terms or policy, and need not read them again yet."
    mend = f"Ask the other {len(lacking)} to read them." if lacking else ""
    return shared(by_share(done, whole), reason, mend, shown)


def support_before_use(held: Holdings) -> Verdict:
    """Staff 3: coverage of staff, and a session before each approval of the last twelve months."""
    sessions = held.all(SupportSession)
    since = months_after(held.today, -held.school.support_valid_months)
    recent = [session for session in sessions if since < session.held_on <= held.today]
    lately: set[int] = {a.person_id for session in recent for a in session.attendees}
    lacking = [person for person in held.staff if (person.id or 0) not in lately]
    decided = held.lately(held.approved, lambda item: item.decided_on)
    unsupported = [item for item in decided if not _was_supported(item, sessions)]
    shown = (
        evidence(SupportSession, "Support sessions", sessions),
        evidence(Person, f"Staff without one in {held.school.support_valid_months} months", lacking),
        evidence(AccountApproval, "Approved without one, last 12 months", unsupported),
    )
    done, whole = len(held.staff) - len(lacking), len(held.staff)
    status = by_share(done, whole)
    reason = f"{done} of {whole} staff had a session in {held.school.support_valid_months} months"
    if unsupported:
        status = "amber" if status == "green" else status
        reason += f"; {counted(len(unsupported), 'account was', 'accounts were')} approved without one"
    mend = "Hold sessions for those without one, before they use a platform."
    return shared(status, f"{reason}.", mend, shown)


def _was_supported(approval: AccountApproval, sessions: tuple[SupportSession, ...]) -> bool:
    by = approval.decided_on or approval.requested_on
    return any(
        session.held_on <= by and any(a.person_id == approval.requested_by for a in session.attendees)
        for session in sessions
    )


def no_private_links(held: Holdings) -> Verdict:
    """Staff 4: links are declared and looked at again; no incident of such a link is open."""
    declared = [item for item in held.all(Declaration) if item.ended_on is None]
    overdue = [item for item in declared if item.review_on and item.review_on < held.today]
    found = [item for item in held.incidents if item.kind == "community.pupil-staff-connection"]
    still_open = [item for item in found if not item.is_closed]
    shown = (
        evidence(Declaration, "Declarations", held.all(Declaration)),
        evidence(Declaration, "Due to be looked at again", overdue),
        evidence(Incident, "Pupil–staff connection", found),
        evidence(Incident, "Of these still open", still_open),
    )
    if still_open:
        reason = f"{counted(len(still_open), 'incident')} of a link with a pupil still open."
        return Verdict("red", reason, "Finish them: advise, declare, close.", shown)
    if overdue:
        reason = f"{counted(len(overdue), 'declaration')} not looked at again in time."
        return Verdict("amber", reason, "Look at them again with those who made them.", shown)
    if held.lately(found):
        reason = f"{counted(len(held.lately(found)), 'incident')} of a link with a pupil in twelve months."
        return Verdict("amber", reason, "Remind staff of the rule; a year without one is green.", shown)
    if not declared:
        mend = "Ask staff for the links they have, such as an own child."
        return Verdict("grey", "Nothing has been declared.", mend, shown)
    return Verdict("green", "Links are declared and looked at again in time.", "", shown)


def accounts_approved(held: Holdings) -> Verdict:
    """Staff 5: decided by the right people, and without a long wait."""
    items = held.all(AccountApproval)
    waiting = [item for item in items if item.decision is Decision.ASKED]
    patience = held.today - timedelta(days=held.school.reply_days)
    long = [item for item in waiting if item.requested_on < patience]
    wrongly = [item for item in items if item.is_decided and not _rightly_decided(item, held)]
    shown = (
        evidence(AccountApproval, "Approvals", items),
        evidence(AccountApproval, "Approved", [item for item in items if item.is_approved]),
        evidence(AccountApproval, "Refused", [i for i in items if i.decision is Decision.REFUSED]),
        evidence(AccountApproval, "Waiting", waiting),
        evidence(AccountApproval, "Decided without the role on that day", wrongly),
    )
    if wrongly:
        reason = (
            f"{counted(len(wrongly), 'request was', 'requests were')} decided by someone without the role."
        )
        mend = "Have a Head of Department or senior staff decide them again."
        return Verdict("red", reason, mend, shown)
    if long:
        reason = f"{counted(len(long), 'request waits', 'requests wait')} for more than {held.school.reply_days} days."
        return Verdict("amber", reason, "Have them decided.", shown)
    if not items:
        return Verdict(
            "grey", "No account was ever asked for.", "Record accounts as they are asked for.", shown
        )
    return Verdict("green", "Every account was decided by those who may.", "", shown)


def _rightly_decided(item: AccountApproval, held: Holdings) -> bool:
    if item.decided_by is None or item.decided_on is None or item.decided_by == item.requested_by:
        return False
    person = held.people.get(item.decided_by)
    return person is not None and bool(person.roles_on(item.decided_on) & APPROVER_ROLES)


def accounts_reviewed(held: Holdings) -> Verdict:
    """Staff 6: approved accounts are looked at again in time."""
    latest = {r.about_id: r for r in sorted(held.all(AccountReview), key=lambda r: r.reviewed_on)}
    closed = {key for key, review in latest.items() if review.outcome is ReviewOutcome.CLOSED}
    in_use = [item for item in held.approved if item.id not in closed]
    due = {
        item.id: latest[item.id].next_on if item.id in latest else item.review_on
        for item in in_use
        if item.id is not None
    }
    overdue = [item for item in in_use if item.id and (due[item.id] or held.today) < held.today]
    long = [item for item in overdue if item.id and held.today - (due[item.id] or held.today) > _LONG_OVERDUE]
    accounts = {item.id for item in held.all(AccountApproval)}
    breaches = [item for item in held.incidents if item.linked_id is not None and item.linked_id in accounts]
    shown = (
        evidence(AccountApproval, "Approved accounts in use", in_use),
        evidence(AccountReview, "Account reviews", held.all(AccountReview)),
        evidence(AccountApproval, "Review overdue", overdue),
        evidence(Incident, "Incidents on an approved account", breaches),
    )
    if not in_use:
        return Verdict("grey", "No approved account is in use.", "", shown)
    if overdue:
        reason = f"{counted(len(overdue), 'account is', 'accounts are')} overdue for review"
        reason += f", {len(long)} by more than three months." if long else "."
        return Verdict("red" if long else "amber", reason, "Look at them with their owners.", shown)
    return Verdict("green", "Every approved account was looked at in time.", "", shown)


def two_weeks_notice(held: Holdings) -> Verdict:
    """Staff 7: technical support was told in time, or there is a reason."""
    projects = [item for item in held.all(Project) if item.stage not in _NEVER_RUN]
    days = held.school.notice_days
    late = [i for i in projects if is_late(i.technical_request_on, i.first_use_on, days, held.today)]
    unexplained = [item for item in late if not item.late_reason.strip()]
    lately = [item for item in late if item.first_use_on > held.year_ago]
    shown = (
        evidence(Project, "Projects", held.all(Project)),
        evidence(Project, f"Less than {days} days’ notice", late),
        evidence(Project, "Of these without a reason", unexplained),
    )
    if not projects:
        return Verdict(
            "grey", "No project is planned or has run.", "Enter projects as they are planned.", shown
        )
    if unexplained:
        reason = f"{counted(len(unexplained), 'project')} with short notice and no reason."
        return Verdict("red", reason, "Tell technical support, and say why it was short.", shown)
    if lately:
        reason = f"{counted(len(lately), 'project')} with short notice in twelve months, each with a reason."
        return Verdict("amber", reason, f"Give {days} days’ notice from now on.", shown)
    return Verdict("green", "Technical support was told in time of every project.", "", shown)


def care_among_neighbours(held: Holdings) -> Verdict:
    """Staff 8: links with parents are known; what harmed the school's standing is dealt with."""
    parents = [item for item in held.all(Declaration) if item.connection is Connection.PARENT]
    found = [item for item in held.incidents if item.kind in _STANDING]
    still_open = [item for item in found if not item.is_closed]
    shown = (
        evidence(Declaration, "Links with parents declared", parents),
        evidence(Incident, "Staff comment or reputation", found),
        evidence(Incident, "Of these still open", still_open),
    )
    if still_open:
        return Verdict("amber", f"{counted(len(still_open), 'incident')} still open.", "Finish them.", shown)
    if not parents and not found:
        mend = "Ask staff for the links they have with parents."
        return Verdict("grey", "No link was declared and nothing has gone wrong.", mend, shown)
    return Verdict("green", "Nothing that harmed the school’s standing is left open.", "", shown)


def trust_broken(held: Holdings) -> Verdict:
    """Staff 9: referrals to HR are answered. Numbers only."""
    made = [item for item in held.all(Referral) if item.to is ReferredTo.HR]
    late = [
        item
        for item in made
        if item.outcome is Outcome.WAITING and item.reply_due and item.reply_due < held.today
    ]
    shown = (counted_only(Referral, "Referrals to HR", made), counted_only(Referral, "Reply overdue", late))
    if late:
        reason = f"{counted(len(late), 'referral')} without a reply in time."
        return Verdict("amber", reason, "Ask HR where it stands.", shown)
    if not made:
        return Verdict("grey", "Nothing was referred to HR.", "", shown)
    return Verdict("green", "Every referral to HR is answered or not yet due.", "", shown)
