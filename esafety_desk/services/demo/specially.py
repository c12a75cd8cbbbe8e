"""What must not be missing at the invented school: each special case once, so near that it is still seen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from esafety_desk.policy.proposals import reply_due, review_due
from esafety_desk.policy.readiness import APPROVER_ROLES
from esafety_desk.records.account_review import ReviewOutcome
from esafety_desk.records.approval import AccountApproval, Decision
from esafety_desk.records.incident import Incident, Severity, Whereabouts
from esafety_desk.records.referral import Outcome, Recurrence, Referral, ReferredTo
from esafety_desk.services.demo.cast import id_of
from esafety_desk.services.demo.dice import Dice
from esafety_desk.services.demo.enquiring import answered, asked
from esafety_desk.services.demo.exempting import Ending
from esafety_desk.services.demo.following import REVIEW_AFTER, kept_id
from esafety_desk.services.demo.happening import decided, incident_life, reported
from esafety_desk.services.demo.preparing import Fate, Plan, life_of, project_life
from esafety_desk.services.demo.supporting import account_review, session_with
from esafety_desk.services.demo.texts import Story, phrases, stories, told
from esafety_desk.services.demo.world import Life, World


def specially(world: World) -> Iterator[Life]:
    """Projects in every stage, an enquiry that became one, bullying that came back, incidents on accounts."""
    dice = world.dice.fork()
    for plan in _plans(world):
        yield project_life(world, dice.fork(), plan)
    yield _blog(world, dice.fork())
    yield _breach(world, dice.fork())
    bullying = stories()["conduct.online-bullying"]
    yield _recurred(world, dice.fork(), bullying, since=76, again=30, is_confirmed=True)
    yield _recurred(world, dice.fork(), bullying, since=38, again=27, is_confirmed=False)


def _plans(world: World) -> Iterator[Plan]:
    def ago(days: int) -> date:
        return world.school_day(world.last_day - timedelta(days=days))

    ideas = told("projects")["specials"]
    yield Plan(ideas["late"], ago(47), ago(38), ago(33))
    yield Plan(ideas["overridden"], ago(34), ago(12), ago(5), Fate.OVERRIDDEN)
    yield Plan(ideas["refused"], ago(30), fate=Fate.REFUSED)
    yield Plan(ideas["preparing"], ago(6), ago(-17), ago(-25), Fate.PREPARING)
    yield Plan(ideas["ready"], ago(26), ago(-2), ago(-16))
    yield Plan(ideas["running"], ago(52), ago(17), ago(-18), goes_wrong=True)
    yield Plan(ideas["unconfirmed"], ago(68), ago(45), ago(9), ending=Ending.UNCONFIRMED)
    yield Plan(ideas["extended"], ago(66), ago(44), ago(18), longer_until=ago(-10))


def _blog(world: World, dice: Dice) -> Life:
    """ "Can Year 5 have a blog?": asked, answered, and carried on into a project of which nothing else is done."""
    yield world.school_day(world.last_day - timedelta(days=5))
    entry = told("staff")["asked"]
    asker = dice.pick(world.cast.staff_on(world.today))
    enquiry = world.keep(asked(world, dice, asker, entry))
    yield world.after(1)
    enquiry = world.keep(answered(world, enquiry, entry))
    session_with(world, dice, asker, (enquiry.platform,))
    plan = Plan(told("projects")["specials"]["asked"], world.today, world.after(33), fate=Fate.ASKED)
    yield from life_of(world, dice, plan, id_of(asker), kept_id(enquiry))


def _recurred(world: World, dice: Dice, story: Story, since: int, again: int, is_confirmed: bool) -> Life:
    """Bullying that came back between the same children within six weeks; confirmed by the leader, or not yet."""
    yield world.school_day(world.last_day - timedelta(days=since))
    first = reported(world, dice, story, world.today - timedelta(days=1), Whereabouts.BOTH)
    first = first.changed(severity=Severity.MODERATE)
    incident = world.keep(first)
    referral = world.keep(_referred(world, dice, incident))
    yield world.after(2)
    incident = world.keep(decided(world, dice, story, incident))
    yield world.after(4)
    reply = dice.pick(phrases()["replies"][Outcome.TAKEN_UP])
    referral = world.keep(referral.changed(replied_on=world.today, outcome=Outcome.TAKEN_UP, reply=reply))
    yield world.after(again - 6)
    second = reported(world, dice, story, world.today - timedelta(days=1), Whereabouts.BOTH)
    people = first.people
    second = second.changed(people=people, severity=Severity.MODERATE)
    incident = world.keep(second)
    if is_confirmed:
        world.keep(_referred(world, dice, incident))
        yield world.after(3)
        world.keep(decided(world, dice, story, incident))
        yield max(world.after(1), world.school_day(referral.review_on or world.today))
        world.keep(referral.changed(review_held_on=world.today, recurrence=Recurrence.YES))


def _referred(world: World, dice: Dice, incident: Incident) -> Referral:
    words = told("bullying")
    return Referral(
        about_id=kept_id(incident),
        to=ReferredTo.ANTI_BULLYING,
        referred_on=world.today,
        reason=dice.pick(phrases()["referred"]),
        reply_due=reply_due(world.today, world.school),
        impact=dice.pick(words["impact"]),
        childs_wishes=dice.pick(words["wishes"]),
        review_on=world.after(REVIEW_AFTER),
    )


def _breach(world: World, dice: Dice) -> Life:
    """An approved account was used for something else than teaching: an incident on it (Staff 6)."""
    yield world.school_day(world.last_day - timedelta(days=64))
    platform, name, purpose = dice.pick(phrases()["approvals"])
    requester = id_of(world.cast.colleague(dice, world.today))
    approval = AccountApproval(
        requested_by=requester,
        requested_on=world.today,
        platform=platform,
        account_name=name,
        purpose=purpose,
        decision=Decision.APPROVED,
        decided_by=id_of(world.cast.other(dice, APPROVER_ROLES, world.today, requester)),
        decided_on=world.today,
        review_on=review_due(world.today, world.school),
    )
    approval = world.keep(approval)
    story, summary = stories()["community.staff-comment"], told("accounts")["breach"]
    found = world.school_day(world.last_day - timedelta(days=21))
    account = {"linked_id": kept_id(approval), "platforms": (platform,), "people": (), "summary": summary}
    yield max(found, world.today)
    world.begin(incident_life(world, dice.fork(), story, world.today, **account))
    yield world.after(2)
    changed = ReviewOutcome.CHANGED
    review = world.keep(account_review(world, dice, approval, changed, told("accounts")["breach_review"]))
    world.keep(approval.changed(review_on=review.next_on))
