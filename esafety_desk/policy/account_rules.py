"""Rules of accounts: reviews of approved ones, and checks, contacts and moderation on the school's own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from esafety_desk.policy.surroundings import Finding, Surroundings, is_on_staff
from esafety_desk.policy.wording import spoken
from esafety_desk.records.account_review import AccountReview
from esafety_desk.records.approval import AccountApproval
from esafety_desk.records.base import RecordId
from esafety_desk.records.moderation import Moderation
from esafety_desk.records.official_account import Contact, MonitoringCheck, OfficialAccount


def review_rules(record: AccountReview, around: Surroundings) -> Iterator[Finding]:
    """Only an approved account is reviewed, and by someone else. Source: policy, Staff 6."""
    approval = around.linked.get(record.about_id)
    if not isinstance(approval, AccountApproval):
        return
    if not approval.is_approved:
        text = "This account is not approved, so there is nothing to review yet."
        yield Finding("about_id", text, must_be_mended=True)
    elif approval.decided_on and record.reviewed_on < approval.decided_on:
        yield Finding("reviewed_on", "This is before the account was approved.", must_be_mended=True)
    if record.reviewer_id == approval.requested_by:
        yield Finding("reviewer_id", "This is the person whose account it is. Is it right?")


def check_rules(record: MonitoringCheck, around: Surroundings) -> Iterator[Finding]:
    """An account is checked while it is in use, and not by its owner alone. Source: policy, Accounts 0."""
    account = _account(record.account_id, around)
    if account is not None and not account.is_open(record.checked_on):
        yield Finding("checked_on", _not_in_use(record.checked_on, around), must_be_mended=True)
    if account is not None and account.owner_id == record.checked_by:
        yield Finding("checked_by", "This is the account’s owner. Is it right?")


def contact_rules(record: Contact, around: Surroundings) -> Iterator[Finding]:
    """A question comes in while the account is in use. Source: policy, Accounts 2."""
    account = _account(record.account_id, around)
    if account is not None and not account.is_open(record.received_on):
        yield Finding("received_on", f"{_not_in_use(record.received_on, around)} Is it right?")


def moderation_rules(record: Moderation, around: Surroundings) -> Iterator[Finding]:
    """Blocking and removing is decided by staff, and looked at again. Source: policy, Accounts 6."""
    account = _account(record.account_id, around)
    if account is not None and not account.is_open(record.done_on):
        yield Finding("done_on", f"{_not_in_use(record.done_on, around)} Is it right?")
    if not is_on_staff(record.decided_by, record.done_on, around):
        text = "The school decides this, and this person was not on its staff that day. Is it right?"
        yield Finding("decided_by", text)


def _account(record_id: RecordId, around: Surroundings) -> OfficialAccount | None:
    linked = around.linked.get(record_id)
    return linked if isinstance(linked, OfficialAccount) else None


def _not_in_use(day: date, around: Surroundings) -> str:
    return f"The account was not in use on {spoken(day, around.today)}."
