"""How the clauses on the school's own accounts stand (Accounts 0–7)."""

from __future__ import annotations

from datetime import date, timedelta

from esafety_desk.policy.holdings import Holdings
from esafety_desk.policy.verdicts import Verdict, by_share, evidence, shared
from esafety_desk.policy.wording import counted, listed
from esafety_desk.records.family_support import FamilySupport
from esafety_desk.records.incident import Incident
from esafety_desk.records.moderation import Moderation
from esafety_desk.records.official_account import Contact, MonitoringCheck, MovedTo, OfficialAccount

_LONG_OVERDUE = timedelta(days=30)
_NO_CHECK = "No official account was checked in twelve months."


def _open_accounts(held: Holdings) -> list[OfficialAccount]:
    return [account for account in held.all(OfficialAccount) if account.is_open(held.today)]


def watched_over(held: Holdings) -> Verdict:
    """Accounts 0: each account has a second administrator, an external monitor and its checks."""
    accounts = _open_accounts(held)
    checks = held.all(MonitoringCheck)
    alone = [a for a in accounts if a.second_administrator is None or not a.external_monitor.strip()]
    late = [a for a in accounts if _days_late(a, checks, held.today) > 0]
    missed = [a for a in late if _days_late(a, checks, held.today) > a.check_every]
    shown = (
        evidence(OfficialAccount, "Official accounts", held.all(OfficialAccount)),
        evidence(OfficialAccount, "In use", accounts),
        evidence(MonitoringCheck, "Monitoring checks", checks),
        evidence(OfficialAccount, "Check due and not done", late),
        evidence(OfficialAccount, "Without a second administrator or external monitor", alone),
    )
    if not accounts:
        mend = "Enter the accounts the school speaks through."
        return Verdict("grey", "No official account is in use.", mend, shown)
    if missed:
        reason = f"{counted(len(missed), 'account has', 'accounts have')} missed more than one check."
        return Verdict("red", reason, "Check them now.", shown)
    wrong = []
    if late:
        wrong.append(f"{counted(len(late), 'check')} due and not done")
    if alone:
        wrong.append(f"{counted(len(alone), 'account')} without a second administrator or external monitor")
    unsure = [c for c in _latest(accounts, checks) if not c.photo_permissions_checked]
    if unsure:
        wrong.append(f"photo permissions not looked at in {counted(len(unsure), 'latest check')}")
    if wrong:
        mend = "Do the checks, photo permissions among them, and name those who are missing."
        return Verdict("amber", f"{listed(wrong)}.", mend, shown)
    return Verdict("green", "Every official account is watched over and was checked in time.", "", shown)


def _days_late(account: OfficialAccount, checks: tuple[MonitoringCheck, ...], today: date) -> int:
    done = [c.checked_on for c in checks if c.account_id == account.id and c.checked_on <= today]
    last = max(done, default=account.opened_on)
    return (today - last).days - account.check_every


def _latest(accounts: list[OfficialAccount], checks: tuple[MonitoringCheck, ...]) -> list[MonitoringCheck]:
    by_account = {check.account_id: check for check in sorted(checks, key=lambda check: check.checked_on)}
    return [by_account[a.id] for a in accounts if a.id is not None and a.id in by_account]


def achievements(held: Holdings) -> Verdict:
    """Accounts 1: checks found achievements told in general terms."""
    kept = "Achievements were told in general terms in"
    return _point(held, "achievements-told-in-general-terms", kept, "Reword posts that say too much.")


def opportunities(held: Holdings) -> Verdict:
    """Accounts 3: checks found that the school's offers are shared."""
    return _point(
        held, "opportunities-shared", "Opportunities were shared in", "Post what the school offers."
    )


def friendly(held: Holdings) -> Verdict:
    """Accounts 4: checks found the tone right; questions were pointed to the right place."""
    sent = [item for item in held.all(Contact) if item.moved_to is MovedTo.SIGNPOSTED]
    mend = "Speak with those who post about tone and signposting."
    verdict = _point(held, "tone-friendly-and-fair", "The tone was friendly and fair in", mend)
    more = (evidence(Contact, "Questions signposted", sent),)
    return Verdict(verdict.status, verdict.reason, verdict.to_green, verdict.evidence + more)


def _point(held: Holdings, code: str, kept: str, mend: str) -> Verdict:
    checks = held.lately(held.all(MonitoringCheck))
    in_order = [check for check in checks if code in check.points_kept]
    shown = (
        evidence(MonitoringCheck, "Checks, last 12 months", checks),
        evidence(MonitoringCheck, "Of these in order", in_order),
    )
    if not checks:
        return Verdict("grey", _NO_CHECK, "Check the official accounts.", shown)
    reason = f"{kept} {len(in_order)} of {counted(len(checks), 'check')}."
    return shared(by_share(len(in_order), len(checks)), reason, mend, shown)


def no_talk_about_a_child(held: Holdings) -> Verdict:
    """Accounts 2: what is about a child was moved to phone, a meeting, email or a letter, and answered there."""
    contacts = held.all(Contact)
    about_child = [item for item in contacts if item.about_a_child]
    public = [item for item in about_child if item.moved_to is MovedTo.ANSWERED]
    waiting = [item for item in about_child if item.answered_on is None]
    patience = held.today - timedelta(days=held.school.reply_days)
    long = [item for item in waiting if item.received_on < patience]
    shown = (
        evidence(Contact, "Contact log", contacts),
        evidence(Contact, "About a child", about_child),
        evidence(Contact, "Of these not yet answered", waiting),
    )
    if public:
        reason = f"{counted(len(public), 'question')} about a child answered in public."
        return Verdict("red", reason, "Move the talk to phone, a meeting, email or a letter.", shown)
    if long:
        reason = f"{counted(len(long), 'question')} about a child unanswered for too long."
        return Verdict("amber", reason, "Answer them by phone, a meeting, email or letter.", shown)
    if not contacts:
        mend = "Log the questions that come in on the school’s accounts."
        return Verdict("grey", "No contact is logged.", mend, shown)
    return Verdict("green", "Talk about a child was moved out of public view and answered.", "", shown)


def families_helped(held: Holdings) -> Verdict:
    """Accounts 5: something was done for families in the last twelve months."""
    items = held.all(FamilySupport)
    lately = held.lately(items)
    shown = (
        evidence(FamilySupport, "Family support", items),
        evidence(FamilySupport, "Last 12 months", lately),
    )
    if lately:
        reach = sum(item.reach for item in lately)
        reason = f"{counted(len(lately), 'offer')} in twelve months reached {counted(reach, 'family', 'families')}."
        return Verdict("green", reason, "", shown)
    mend = "Offer a workshop, a drop-in or advice, and note how many it reached."
    if items:
        return Verdict("amber", "Nothing was offered to families in the last twelve months.", mend, shown)
    return Verdict("red", "Nothing was ever offered to families.", mend, shown)


def risk_lessened(held: Holdings) -> Verdict:
    """Accounts 6: what was blocked or removed is looked at again in time."""
    items = held.all(Moderation)
    pending = [item for item in items if item.reviewed_on is None and item.reversed_on is None]
    overdue = [item for item in pending if item.review_on < held.today]
    long = [item for item in overdue if held.today - item.review_on > _LONG_OVERDUE]
    shown = (
        evidence(Moderation, "Moderation", items),
        evidence(Moderation, "Review overdue", overdue),
        evidence(Moderation, "Reversed", [item for item in items if item.reversed_on]),
    )
    if overdue:
        reason = (
            f"{counted(len(overdue), 'block or removal', 'blocks or removals')} not looked at again in time."
        )
        return Verdict("red" if long else "amber", reason, "Look at them again, or reverse them.", shown)
    if not items:
        return Verdict("grey", "Nobody was blocked and nothing removed.", "", shown)
    return Verdict("green", "Every block and removal was looked at again in time.", "", shown)


def other_policies(held: Holdings) -> Verdict:
    """Accounts 7: incidents say which other policies were applied."""
    lately = held.lately(held.incidents)
    closed = [item for item in lately if item.is_closed]
    applied = [item for item in closed if item.policies_applied]
    shown = (
        evidence(Incident, "Incidents, last 12 months", lately),
        evidence(Incident, "Closed", closed),
        evidence(Incident, "Closed with the policies that were applied", applied),
    )
    if not closed:
        return Verdict("grey", "No incident of the last twelve months is closed.", "", shown)
    reason = f"{len(applied)} of {counted(len(closed), 'closed incident')} say which policies were applied."
    mend = "Say under Policies applied which ones held."
    return shared(by_share(len(applied), len(closed)), reason, mend, shown)
