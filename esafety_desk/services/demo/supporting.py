"""Support sessions and account approvals at the invented school (Staff 3, 5, 6)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from esafety_desk.policy.proposals import review_due
from esafety_desk.policy.rules import APPROVER_ROLES
from esafety_desk.records.account_review import AccountReview, ReviewOutcome
from esafety_desk.records.approval import AccountApproval, Decision
from esafety_desk.records.people import Person, Role
from esafety_desk.records.school import Term
from esafety_desk.records.support import Attendee, SupportSession
from esafety_desk.services.demo.cast import id_of
from esafety_desk.services.demo.dice import Dice
from esafety_desk.services.demo.following import action_life, kept_id, note_life
from esafety_desk.services.demo.texts import phrases, told
from esafety_desk.services.demo.world import Life, World

REVIEWER_ROLES = APPROVER_ROLES | {Role.ESAFETY_LEADER}
"""Who looks at approved accounts again."""
_GROUPS_IN_AUTUMN, _SINGLES_A_TERM, _REQUESTS_A_TERM = 3, 5, 6
_PLATFORMS = ("facebook", "instagram", "whatsapp", "tiktok", "x-twitter", "snapchat")
_SETTINGS = (
    "who-can-see-posts", "who-can-send-messages", "who-can-tag-or-mention", "location-turned-off",
    "two-step-sign-in", "old-posts-limited", "separate-professional-account", "blocking-and-reporting-shown",
)  # fmt: skip


def supporting(world: World, term: Term) -> Iterator[Life]:
    """The sessions and the requests of one term."""
    dice = world.dice.fork()
    if term.starts_on.month >= 8:
        for week in range(_GROUPS_IN_AUTUMN):
            yield session_life(
                world, dice.fork(), term.starts_on + timedelta(days=3 + 9 * week), dice.number(5, 8)
            )
    for _ in range(_SINGLES_A_TERM):
        yield session_life(world, dice.fork(), _day_in(term, dice), dice.number(1, 2))
    for _ in range(_REQUESTS_A_TERM):
        yield approval_life(world, dice.fork(), _day_in(term, dice))


def _day_in(term: Term, dice: Dice) -> date:
    return term.starts_on + timedelta(days=dice.below((term.ends_on - term.starts_on).days))


def session_life(world: World, dice: Dice, day: date, size: int, follow_up_after: int = 0) -> Life:
    """A session, and its follow-up where one was agreed. ``follow_up_after`` days, or as chance has it."""
    yield world.school_day(day)
    adviser = dice.pick(world.cast.holders({Role.SOCIAL_TEAM}, world.today))
    others = [person for person in world.cast.staff_on(world.today) if person != adviser]
    follow_up_after = follow_up_after or (dice.number(20, 45) if dice.chance(35) else 0)
    attendees = dice.some(others, size)
    session = world.keep(
        SupportSession(
            held_on=world.today,
            adviser_id=id_of(adviser),
            attendees=tuple(_attendee(person, dice) for person in attendees),
            platforms=tuple(dice.some(_PLATFORMS, dice.number(1, 3))),
            settings_covered=tuple(dice.some(_SETTINGS, dice.number(2, 5))),
            advice=dice.pick(phrases()["advice"]),
            follow_up_on=world.after(follow_up_after) if follow_up_after else None,
        )
    )
    world.cast.supported |= {id_of(person): world.today for person in attendees}
    if session.follow_up_on is not None and (dice.chance(80) or not world.is_lately):
        yield world.school_day(session.follow_up_on + timedelta(days=dice.number(0, 4)))
        world.keep(session.changed(followed_up_on=world.today))


def session_with(world: World, dice: Dice, person: Person, platforms: tuple[str, ...]) -> None:
    """A session for one person, on the day being lived."""
    adviser = world.cast.other(dice, {Role.SOCIAL_TEAM}, world.today, id_of(person))
    world.keep(
        SupportSession(
            held_on=world.today,
            adviser_id=id_of(adviser),
            attendees=(_attendee(person, dice),),
            platforms=platforms,
            settings_covered=tuple(dice.some(_SETTINGS, dice.number(2, 4))),
            advice=dice.pick(phrases()["advice"]),
        )
    )
    world.cast.supported[id_of(person)] = world.today


def _attendee(person: Person, dice: Dice) -> Attendee:
    before = dice.number(1, 4)
    return Attendee(
        person_id=id_of(person),
        confidence_before=before,
        confidence_after=min(5, before + dice.number(0, 2)),
    )


def approval_life(world: World, dice: Dice, day: date, decided_after: int = 0, **given: Any) -> Life:
    """An account is asked for, decided (sometimes late), reviewed each year, perhaps taken back.

    ``given`` fixes fields of the request.
    """
    yield world.school_day(day)
    platform, name, purpose = dice.pick(phrases()["approvals"])
    requester = world.cast.colleague(dice, world.today)
    approval = world.keep(
        AccountApproval(
            requested_by=id_of(requester),
            requested_on=world.today,
            platform=platform,
            account_name=name,
            purpose=purpose,
        ).changed(**given)
    )
    if dice.chance(30):
        world.begin(note_life(world, approval, dice, dice.pick(phrases()["approval_notes"])))
    late = dice.chance(18)
    yield world.after(decided_after or (dice.number(16, 40) if late else dice.number(1, 9)))
    approval = world.keep(_decided(world, approval, dice))
    if approval.is_approved and dice.chance(35):
        world.begin(action_life(world, approval, dice, dice.pick(phrases()["approval_actions"])))
    yield from _afterwards(world, approval, dice)


def _decided(world: World, approval: AccountApproval, dice: Dice) -> AccountApproval:
    able = world.cast.holders(APPROVER_ROLES, world.today)
    approver = dice.pick([person for person in able if id_of(person) != approval.requested_by])
    decided = {"decided_by": id_of(approver), "decided_on": world.today}
    if dice.chance(14):
        reason = dice.pick(phrases()["refusals"])
        return approval.changed(decision=Decision.REFUSED, conditions=reason, **decided)
    conditions = dice.pick(phrases()["conditions"]) if dice.chance(60) else ""
    review_on = review_due(world.today, world.school)
    return approval.changed(decision=Decision.APPROVED, conditions=conditions, review_on=review_on, **decided)


def _afterwards(world: World, approval: AccountApproval, dice: Dice) -> Life:
    if approval.is_approved and dice.chance(6):
        yield world.after(dice.number(60, 200))
        world.keep(approval.changed(decision=Decision.TAKEN_BACK, review_on=None))
        return
    while approval.review_on is not None and dice.chance(92):
        yield world.school_day(approval.review_on + timedelta(days=dice.number(-10, 6)))
        approval = _reviewed(world, approval, dice)


def _reviewed(world: World, approval: AccountApproval, dice: Dice) -> AccountApproval:
    """Looked at by someone else: it goes on, goes on with a change, or is closed and taken back (Staff 6)."""
    outcome = dice.weighted({ReviewOutcome.GOES_ON: 65, ReviewOutcome.CHANGED: 25, ReviewOutcome.CLOSED: 10})
    is_over = outcome is ReviewOutcome.CLOSED
    findings = told("staff")["closing_review"] if is_over else dice.pick(told("staff")["reviews"])
    review = world.keep(account_review(world, dice, approval, outcome, findings))
    if is_over:
        return world.keep(approval.changed(decision=Decision.TAKEN_BACK, review_on=None))
    return world.keep(approval.changed(review_on=review.next_on))


def account_review(
    world: World, dice: Dice, approval: AccountApproval, outcome: ReviewOutcome, findings: str
) -> AccountReview:
    """A look at the account by someone else than who asked for it, on the day being lived."""
    reviewer = world.cast.other(dice, REVIEWER_ROLES, world.today, approval.requested_by)
    return AccountReview(
        about_id=kept_id(approval),
        reviewed_on=world.today,
        reviewer_id=id_of(reviewer),
        outcome=outcome,
        findings=findings,
        next_on=None if outcome is ReviewOutcome.CLOSED else review_due(world.today, world.school),
    )
