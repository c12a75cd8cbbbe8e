"""Today's reminders from a real desk: none for what is done, left, archived or withdrawn."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import update

from esafety_desk.records.account_review import AccountReview, ReviewOutcome
from esafety_desk.records.acknowledgement import Acknowledgement
from esafety_desk.records.approval import AccountApproval, Decision
from esafety_desk.records.base import Record
from esafety_desk.records.declaration import Connection, Declaration
from esafety_desk.records.moderation import Moderation, ModerationKind
from esafety_desk.records.official_account import MonitoringCheck, OfficialAccount
from esafety_desk.records.people import Person
from esafety_desk.records.platform import AgeRule, Basis, Platform
from esafety_desk.records.referral import Referral, ReferredTo
from esafety_desk.services import keeping, today
from esafety_desk.services.keeping import Work
from esafety_desk.store.tables import WORD
from tests.conftest import TODAY

PAST = date(2026, 11, 2)


class _Anything(frozenset[str]):
    """Yes to every question."""

    def __contains__(self, name: object) -> bool:
        return True


def kept(work: Work, record: Record) -> Any:
    return keeping.save(work, record, confirmed=_Anything()).record


def reminded(work: Work) -> list[str]:
    due = today.agenda(work.desk, work.today).reminders
    return [reminder.register for reminder in (*due.overdue, *due.this_week, *due.waiting)]


def test_account_review_moves_the_next_one(work: Work, teacher: Person, leader: Person, head: Person) -> None:
    approval = AccountApproval(
        requested_by=teacher.id,
        requested_on=date(2025, 11, 1),
        platform="padlet",
        purpose="Poems",
        decision=Decision.APPROVED,
        decided_by=head.id,
        decided_on=date(2025, 11, 2),
        review_on=PAST,
    )
    approval = kept(work, approval)
    assert reminded(work) == ["approvals"]

    review = AccountReview(
        about_id=approval.id, reviewed_on=TODAY, reviewer_id=leader.id, outcome=ReviewOutcome.GOES_ON
    )
    review = kept(work, review.changed(next_on=date(2027, 11, 19)))
    assert reminded(work) == []
    kept(work, review.changed(next_on=date(2026, 11, 23)))
    assert reminded(work) == ["approvals"]


def test_monitoring_check_is_done_and_account_closed(work: Work, leader: Person) -> None:
    account = kept(
        work, OfficialAccount(platform="facebook", name="Willowmere", owner_id=leader.id, opened_on=PAST)
    )
    assert reminded(work) == ["official-accounts"]
    check = MonitoringCheck(account_id=account.id, checked_on=TODAY, checked_by=leader.id, sample_size=9)
    check = kept(work, check)
    assert reminded(work) == []
    keeping.withdraw(work, "monitoring-checks", check.id, "Entered for another account.")
    assert reminded(work) == ["official-accounts"]
    kept(work, account.changed(closed_on=date(2026, 11, 18)))
    assert reminded(work) == []


def test_who_has_left_is_not_asked_again(work: Work, teacher: Person) -> None:
    declared = Declaration(
        person_id=teacher.id, connection=Connection.OWN_CHILD, declared_on=date(2025, 9, 9), review_on=PAST
    )
    kept(work, declared)
    read = Acknowledgement(person_id=teacher.id, platform="tiktok", seen_on=date(2025, 9, 9), renew_on=PAST)
    kept(work, read)
    assert sorted(reminded(work)) == ["acknowledgements", "declarations"]

    newer = read.changed(seen_on=TODAY, renew_on=date(2027, 11, 19))
    newer = kept(work, newer)
    assert reminded(work) == ["declarations"]
    keeping.withdraw(work, "acknowledgements", newer.id, "Not read after all.")
    kept(work, teacher.changed(left_on=date(2026, 11, 18)))
    assert reminded(work) == []


def test_what_was_looked_at_again_is_done(work: Work, leader: Person) -> None:
    account = kept(
        work, OfficialAccount(platform="facebook", name="Willowmere", owner_id=leader.id, opened_on=TODAY)
    )
    blocked = Moderation(
        account_id=account.id,
        kind=ModerationKind.BLOCKED,
        done_on=TODAY,
        what="Abuse",
        why="Asked twice to stop.",
        decided_by=leader.id,
        review_on=date(2026, 11, 23),
    )
    blocked = kept(work, blocked)
    bullying = Referral(
        to=ReferredTo.ANTI_BULLYING, referred_on=PAST, replied_on=PAST, outcome="taken-up", review_on=TODAY
    )
    bullying = kept(work, bullying)
    assert sorted(reminded(work)) == ["moderation", "referrals"]
    kept(work, blocked.changed(reviewed_on=TODAY))
    kept(work, bullying.changed(review_held_on=TODAY))
    assert reminded(work) == []


def test_age_limits_are_checked_until_the_entry_goes(work: Work) -> None:
    rule = AgeRule(
        effective_from=PAST, minimum_age=13, basis=Basis.TERMS, source="Terms of use", checked_on=PAST
    )
    platform = kept(work, Platform(platform="tiktok", age_rules=(rule,), check_again_on=PAST))
    assert reminded(work) == ["platforms"]
    keeping.withdraw(work, "platforms", platform.id, "Nobody uses it.")
    assert reminded(work) == []


def test_an_archived_platform_is_not_checked_again(work: Work) -> None:
    rule = AgeRule(
        effective_from=PAST, minimum_age=13, basis=Basis.TERMS, source="Terms of use", checked_on=PAST
    )
    kept(work, Platform(platform="tiktok", age_rules=(rule,), check_again_on=PAST))
    with work.desk.sketching() as connection:
        connection.execute(update(WORD).where(WORD.c.code == "tiktok").values(archived=True))

    assert reminded(work) == []
