"""What Today reminds of beside incidents and approvals: projects, exemptions, accounts and all that comes round again.

Titles are made of references and fixed words, so they give nothing away over a shoulder.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from esafety_desk.policy.matters import Matter
from esafety_desk.policy.notice import tell_by
from esafety_desk.policy.pending import OnDesk, ProjectAhead, WatchedAccount
from esafety_desk.policy.readiness import is_ready, spoken_missing
from esafety_desk.policy.wording import counted, spoken
from esafety_desk.records.acknowledgement import Acknowledgement
from esafety_desk.records.base import Record, RecordId
from esafety_desk.records.exemption import Exemption, ExemptionState
from esafety_desk.records.project import Stage
from esafety_desk.records.registers import (
    ACKNOWLEDGEMENTS,
    OFFICIAL_ACCOUNTS,
    REFERRALS,
    register_of,
)

PROJECT_WARNING = timedelta(days=7)
"""Technical support and missing steps of a project are warned of a week before they fall due."""


def clause_matters(on_desk: OnDesk, today: date, exemption_warning: timedelta) -> Iterator[Matter]:
    """Everything of these kinds that falls due or waits."""
    for ahead in on_desk.projects:
        yield from _project(ahead, today)
    for exemption in on_desk.exemptions:
        yield from _exemption(exemption, today, exemption_warning)
    yield from (_check(watched, today) for watched in on_desk.accounts if watched.account.is_open(today))
    yield from _acknowledgements(on_desk.acknowledgements, today)
    yield from _unanswered(on_desk, today)
    for found in on_desk.recurrences:
        title = f"Did the bullying of {found.referral} come back?"
        reason = f"{found.incident} · {found.reason.rstrip('.')}"
        yield Matter(REFERRALS, found.referral_id, found.referral, title, reason, found.day)
    yield from _coming_round(on_desk, today)


def _matter(
    record: Record, title: str, reason: str, since: date, due: date | None, warned: date | None = None
) -> Matter:
    key = record.id or RecordId(0)
    return Matter(register_of(record), key, record.reference, title, reason, since, due, warned)


def _project(ahead: ProjectAhead, today: date) -> Iterator[Matter]:
    """Technical support not told, and whatever else is missing as the first day comes near."""
    project, around = ahead.project, ahead.around
    first = f"first use {spoken(project.first_use_on, today)}"
    if project.stage is Stage.PLANNED and project.technical_request_on is None:
        due = tell_by(project.first_use_on, around.school.notice_days)
        reason = f"due {spoken(due, today)} · {first} · {counted(around.school.notice_days, 'day')} of notice"
        title = f"Tell technical support about {project.reference}"
        yield _matter(project, title, reason, project.planned_on, due, due - PROJECT_WARNING)
    if is_ready(project, around):
        return
    missing = spoken_missing(project, around)
    is_running = project.stage is Stage.RUNNING
    title = (
        f"{project.reference} runs but is not ready" if is_running else f"{project.reference} is not ready"
    )
    warned = project.first_use_on - timedelta(days=around.school.notice_days)
    reason = f"{first} · missing: {missing}"
    yield _matter(project, title, reason, project.planned_on, project.first_use_on, warned)


def _exemption(exemption: Exemption, today: date, warning: timedelta) -> Iterator[Matter]:
    """Its end, red once past until the removal is confirmed; its review where it has no end."""
    if exemption.state is ExemptionState.ASKED:
        reason = f"asked for from {spoken(exemption.starts_on, today)}, not decided"
        title = f"Exemption {exemption.reference} waits for a decision"
        yield _matter(exemption, title, reason, min(exemption.starts_on, today), None)
    if exemption.state is not ExemptionState.IN_FORCE:
        return
    if exemption.ends_on is not None:
        end = spoken(exemption.ends_on, today)
        if exemption.is_past_end(today):
            title = f"Confirm that exemption {exemption.reference} is removed"
            reason = f"ended {end} · nobody has confirmed the removal"
        else:
            title = f"Exemption {exemption.reference} ends"
            reason = f"last day {end} · have it removed, or decide anew"
        warned = exemption.ends_on - warning
        yield _matter(exemption, title, reason, exemption.starts_on, exemption.ends_on, warned)
    elif exemption.review_on is not None:
        reason = f"due {spoken(exemption.review_on, today)} · it has no end"
        title = f"Look again at exemption {exemption.reference}"
        yield _matter(exemption, title, reason, exemption.starts_on, exemption.review_on)


def check_due(watched: WatchedAccount) -> date:
    """The day of the next monitoring check. Source: policy, Accounts 0."""
    account = watched.account
    return (watched.checked_on or account.opened_on) + timedelta(days=account.check_every)


def _check(watched: WatchedAccount, today: date) -> Matter:
    account, due = watched.account, check_due(watched)
    last = f"last check {spoken(watched.checked_on, today)}" if watched.checked_on else "never checked"
    every = f"every {counted(account.check_every, 'day')}"
    reason = f"due {spoken(due, today)} · {last} · {every}"
    title = f"Check the official account {account.reference}"
    return Matter(
        OFFICIAL_ACCOUNTS, account.id or RecordId(0), account.reference, title, reason, account.opened_on, due
    )


def _acknowledgements(latest: Iterable[Acknowledgement], today: date) -> Iterator[Matter]:
    """One line for all who read the same text and fall due on the same day."""
    together: dict[tuple[date, str], list[Acknowledgement]] = defaultdict(list)
    for item in latest:
        if item.renew_on is not None:
            text = "a platform’s terms" if item.platform else "the policy"
            together[item.renew_on, text].append(item)
    for (due, text), items in together.items():
        first = min(items, key=lambda item: item.reference)
        whom = "one person" if len(items) == 1 else f"{len(items)} people"
        title = f"Ask {whom} to read {text} again"
        reason = f"due {spoken(due, today)} · read {spoken(first.seen_on, today)} · {first.reference}"
        key = first.id or RecordId(0)
        yield Matter(ACKNOWLEDGEMENTS, key, first.reference, title, reason, first.seen_on, due)


def _unanswered(on_desk: OnDesk, today: date) -> Iterator[Matter]:
    for enquiry in on_desk.enquiries:
        reason = f"asked {spoken(enquiry.asked_on, today)} · {enquiry.channel.label.lower()}"
        yield _matter(enquiry, f"Answer enquiry {enquiry.reference}", reason, enquiry.asked_on, None)
    for contact in on_desk.contacts:
        reason = f"received {spoken(contact.received_on, today)} · moved to {contact.moved_to.label.lower()}"
        title = f"Answer contact {contact.reference}"
        yield _matter(contact, title, reason, contact.received_on, None)


def _coming_round(on_desk: OnDesk, today: date) -> Iterator[Matter]:
    """What is looked at again on a day that was set for it."""
    for declaration in on_desk.declarations:
        due, since = declaration.review_on, declaration.declared_on
        yield from _again(declaration, "Look again at declaration", due, since, "declared", today)
    for moderation in on_desk.moderations:
        due, since = moderation.review_on, moderation.done_on
        yield from _again(moderation, "Look again at moderation", due, since, "done", today)
    for referral in on_desk.bullying:
        due, since = referral.review_on, referral.referred_on
        yield from _again(referral, "Hold the anti-bullying review of", due, since, "referred", today)
    for review in on_desk.filtering:
        due, since = review.next_on, review.reviewed_on
        yield from _again(review, "Review filtering and monitoring after", due, since, "last held", today)
    for version in on_desk.policy:
        due, since = version.review_due, version.adopted_on
        yield from _again(version, "Review the policy", due, since, "adopted", today)
    for platform in on_desk.platforms:
        checked = max(rule.checked_on for rule in platform.age_rules)
        due = platform.check_again_on
        yield from _again(platform, "Check the age limit of", due, checked, "last checked", today)


def _again(
    record: Record, title: str, due: date | None, since: date, what: str, today: date
) -> Iterator[Matter]:
    if due is not None:
        reason = f"due {spoken(due, today)} · {what} {spoken(since, today)}"
        yield _matter(record, f"{title} {record.reference}", reason, since, due)
