"""What follows a record at the invented school: actions, notes and referrals."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from esafety_desk.policy.proposals import reply_due
from esafety_desk.records.action import Action
from esafety_desk.records.base import Record, RecordId
from esafety_desk.records.incident import Incident
from esafety_desk.records.note import Note, NoteKind
from esafety_desk.records.referral import Outcome, Recurrence, Referral, ReferredTo
from esafety_desk.services.demo.cast import id_of
from esafety_desk.services.demo.dice import Dice
from esafety_desk.services.demo.texts import phrases, told
from esafety_desk.services.demo.world import Life, World

REVIEW_AFTER = 42
"""Days after which a bullying case is looked at again: whether it came back within six weeks."""
_OUTCOMES = {Outcome.TAKEN_UP: 35, Outcome.ADVICE: 25, Outcome.FINISHED: 30, Outcome.NOT_TAKEN_UP: 10}


def action_life(
    world: World, about: Record, dice: Dice, what: str, due_after: int = 0, done: int = 90
) -> Life:
    """Something to do: done in time, done late, set aside, or lately (in 100 less ``done``) left undone."""
    dice = dice.fork()
    yield world.after(dice.number(0, 2))
    owner = world.cast.leader if dice.chance(60) else world.cast.colleague(dice, world.today)
    due = world.after(due_after or dice.number(3, 21))
    action = Action(about_id=kept_id(about), what=what, owner_id=id_of(owner), due_on=due)
    if not world.is_history:
        action = world.keep(action)
    if not dice.chance(done) and world.is_lately:
        return
    late = dice.number(1, 9) if dice.chance(22) else -dice.number(0, 3)
    yield max(world.after(0), world.school_day(due + timedelta(days=late)))
    if dice.chance(5):
        world.keep(action.changed(set_aside="No longer needed, says the family."))
    else:
        world.keep(action.changed(done_on=world.today))


def note_life(world: World, about: Record, dice: Dice, text: str, kind: NoteKind = NoteKind.FACT) -> Life:
    """A note, sometimes entered days after what it tells."""
    dice = dice.fork()
    yield world.after(dice.number(2, 14))
    backdated = dice.number(1, 6) if dice.chance(40) else 0
    earlier = world.school_day(world.today - timedelta(days=backdated))
    dated = min(world.today, max(earlier, world.school_day(about.dated_on or world.today)))
    source = dice.pick(phrases()["sources"]) if kind is NoteKind.FACT else ""
    world.keep(Note(about_id=kept_id(about), dated=dated, kind=kind, text=text, source=source))


def referral_life(
    world: World, incident: Incident, dice: Dice, to: ReferredTo, answered_after: int | None = None
) -> Life:
    """Someone else is asked; most answer, not all in time. ``answered_after`` 0: never.

    A reply on bullying brings a review six weeks after it was referred (Out 1).
    """
    dice = dice.fork()
    yield world.today
    referral = Referral(
        about_id=kept_id(incident),
        to=to,
        referred_on=world.today,
        reason=_asked(to, dice),
        their_reference=f"HR/{world.today:%y}/{dice.number(1, 60):02}" if to is ReferredTo.HR else "",
        reply_due=reply_due(world.today, world.school),
        **_of_the_child(world, to, dice),
    )
    was_history = world.is_history
    if not was_history:
        referral = world.keep(referral)
    if answered_after is None:
        answered_after = dice.number(1, 17) if dice.chance(88) or not world.is_lately else 0
    if not answered_after:
        return
    yield world.after(answered_after)
    referral = _answered(world, referral, dice)
    if not (was_history and referral.is_anti_bullying):
        referral = world.keep(referral)
    if referral.review_on is not None and (was_history or dice.chance(85)):
        yield max(world.after(1), world.school_day(referral.review_on + timedelta(days=dice.number(-2, 4))))
        world.keep(referral.changed(review_held_on=world.today, recurrence=Recurrence.NO))


def _answered(world: World, referral: Referral, dice: Dice) -> Referral:
    outcome = dice.weighted(_OUTCOMES)
    says = referral.keeps_detail and not referral.is_restricted
    reply = dice.pick(phrases()["replies"][outcome]) if says else ""
    return referral.changed(replied_on=world.today, outcome=outcome, reply=reply)


def _of_the_child(world: World, to: ReferredTo, dice: Dice) -> dict[str, Any]:
    if to is not ReferredTo.ANTI_BULLYING:
        return {}
    return {
        "impact": dice.pick(told("bullying")["impact"]),
        "childs_wishes": dice.pick(told("bullying")["wishes"]),
        "review_on": world.after(REVIEW_AFTER),
    }


def _asked(to: ReferredTo, dice: Dice) -> str:
    if to is ReferredTo.HR:
        return ""
    return str(dice.pick(phrases()["legal" if to is ReferredTo.LEGAL else "referred"]))


def kept_id(record: Record) -> RecordId:
    """The id of a record that has been kept."""
    assert record.id is not None, "only what has been kept can be followed up"
    return record.id
