"""What follows a record at the invented school: actions, notes and referrals."""

from __future__ import annotations

from datetime import timedelta

from esafety_desk.policy.proposals import reply_due
from esafety_desk.records.action import Action
from esafety_desk.records.base import Record, RecordId
from esafety_desk.records.incident import Incident
from esafety_desk.records.note import Note, NoteKind
from esafety_desk.records.referral import Outcome, Referral, ReferredTo
from esafety_desk.services.demo.cast import id_of
from esafety_desk.services.demo.dice import Dice
from esafety_desk.services.demo.texts import phrases
from esafety_desk.services.demo.world import Life, World

_OUTCOMES = {Outcome.TAKEN_UP: 35, Outcome.ADVICE: 25, Outcome.FINISHED: 30, Outcome.NOT_TAKEN_UP: 10}


def action_life(
    world: World, about: Record, dice: Dice, what: str, due_after: int = 0, done: int = 90
) -> Life:
    """Something to do: done in time, done late, set aside, or lately (in 100 less ``done``) left undone."""
    dice = dice.fork()
    yield world.after(dice.number(0, 2))
    owner = world.cast.leader if dice.chance(60) else world.cast.colleague(dice, world.today)
    due = world.after(due_after or dice.number(3, 21))
    action = Action(about_id=_id(about), what=what, owner_id=id_of(owner), due_on=due)
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
    dated = max(world.today - timedelta(days=backdated), about.dated_on or world.today)
    source = dice.pick(phrases()["sources"]) if kind is NoteKind.FACT else ""
    world.keep(Note(about_id=_id(about), dated=dated, kind=kind, text=text, source=source))


def referral_life(
    world: World, incident: Incident, dice: Dice, to: ReferredTo, answered_after: int | None = None
) -> Life:
    """Someone else is asked; most answer, not all in time. ``answered_after`` 0: never."""
    dice = dice.fork()
    yield world.today
    referral = Referral(
        about_id=_id(incident),
        to=to,
        referred_on=world.today,
        reason=_asked(to, dice),
        their_reference=f"HR/{world.today:%y}/{dice.number(1, 60):02}" if to is ReferredTo.HR else "",
        reply_due=reply_due(world.today, world.school),
    )
    if not world.is_history:
        referral = world.keep(referral)
    if answered_after is None:
        answered_after = dice.number(1, 17) if dice.chance(88) or not world.is_lately else 0
    if not answered_after:
        return
    yield world.after(answered_after)
    outcome = dice.weighted(_OUTCOMES)
    reply = (
        dice.pick(phrases()["replies"][outcome])
        if referral.keeps_detail and not referral.is_restricted
        else ""
    )
    world.keep(referral.changed(replied_on=world.today, outcome=outcome, reply=reply))


def _asked(to: ReferredTo, dice: Dice) -> str:
    if to is ReferredTo.HR:
        return ""
    return str(dice.pick(phrases()["legal" if to is ReferredTo.LEGAL else "referred"]))


def _id(record: Record) -> RecordId:
    assert record.id is not None, "only what has been kept can be followed up"
    return record.id
