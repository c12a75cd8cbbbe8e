"""Bullying that came back: found from people and roles, offered for confirmation, never assumed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from esafety_desk.policy.proposals import RECURS_WITHIN
from esafety_desk.policy.recurrence import (
    BULLYING_TYPE,
    PossibleRecurrence,
    recurrences,
    targets_and_instigators,
    windows,
)
from esafety_desk.records.incident import Incident
from esafety_desk.records.referral import Recurrence, Referral
from esafety_desk.records.registers import REFERRALS
from esafety_desk.services import keeping
from esafety_desk.services.keeping import Saved, Work
from esafety_desk.store import audit, entries, together
from esafety_desk.store.desk import Desk
from esafety_desk.store.engine import Connection

__all__ = ["PossibleRecurrence", "confirm", "of_referral", "possible_recurrences"]


def possible_recurrences(desk: Desk, today: date) -> list[PossibleRecurrence]:
    """Every possible return that waits for a yes or a no, in the order of the referrals."""
    with desk.reading() as connection:
        return possible(connection, today)


def possible(connection: Connection, today: date) -> list[PossibleRecurrence]:
    """As ``possible_recurrences``, for a reading that is under way.

    A referral is looked at for six weeks after it and after its review, and as long again, so that an incident
    that is reported late is still found.
    """
    referrals = together.bullying_referrals(connection, today - 2 * RECURS_WITHIN)
    return _open(connection, referrals, today)


def of_referral(desk: Desk, referral: Referral, today: date) -> list[PossibleRecurrence]:
    """What one referral has to be asked about."""
    if not referral.is_anti_bullying:
        return []
    with desk.reading() as connection:
        return _open(connection, [referral], today)


def confirm(work: Work, referral_id: int, yes: bool) -> Saved[Referral]:
    """Say whether the bullying came back. A no is asked again only for an incident entered later."""
    referral = keeping.load(work, REFERRALS.name, referral_id)
    assert isinstance(referral, Referral)
    if referral.recurrence is Recurrence.NO and not yes:
        return _said_again(work, referral)
    return keeping.save(work, referral.changed(recurrence=Recurrence.YES if yes else Recurrence.NO))


def _said_again(work: Work, referral: Referral) -> Saved[Referral]:
    """A second no changes nothing in the record: the audit line alone says that it was looked at again."""
    with work.desk.writing(work.actor, work.now) as unit:
        unit.witness("looked at", referral.reference, ("recurrence",))
    return Saved(referral, frozenset({REFERRALS.name}), f"{referral.reference} saved.")


def _open(connection: Connection, referrals: Sequence[Referral], today: date) -> list[PossibleRecurrence]:
    """What these referrals have to be asked about, in as many queries for one as for all."""
    firsts = together.incidents_by_id(connection, {r.about_id for r in referrals if r.about_id is not None})
    known = [(referral, firsts[r]) for referral in referrals if (r := referral.about_id) in firsts]
    others = _others(connection, known)
    found = [
        (referral, item) for referral, first in known for item in recurrences(referral, first, others, today)
    ]
    moments = entries.entered(connection, {item.incident_id for _, item in found})
    answered = {referral.id: _answered_at(connection, referral) for referral, _ in found}
    return [
        item
        for referral, item in found
        if (last := answered[referral.id]) is None or moments[item.incident_id] > last
    ]


def _others(connection: Connection, known: Sequence[tuple[Referral, Incident]]) -> list[Incident]:
    """Bullying incidents with any of the same targets in the days that matter to any of the referrals."""
    targets = frozenset(person for _, first in known for person in targets_and_instigators(first)[0])
    spans = [window for referral, _ in known for window in windows(referral)]
    if not targets:
        return []
    days = min(window.first for window in spans), max(window.last for window in spans)
    near = together.incidents_with(connection, targets, *days)
    referred = together.referred_for_bullying(connection, {other.id or 0 for other in near})
    return [other for other in near if other.kind == BULLYING_TYPE or other.id in referred]


def _answered_at(connection: Connection, referral: Referral) -> datetime | None:
    """When a no was given last; None where nobody has answered yet."""
    if referral.recurrence is Recurrence.NOT_KNOWN:
        return None
    said = [
        line.at for line in audit.lines(connection, referral.reference) if "recurrence" in line.fields.split()
    ]
    return max(said, default=None)
