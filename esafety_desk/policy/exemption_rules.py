"""Rules of exemptions and of sealed files: who decides, on which day, and what is a decision of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from esafety_desk.policy.readiness import AUTHORISER_ROLES
from esafety_desk.policy.surroundings import Finding, Surroundings, in_role, is_on_staff
from esafety_desk.records.attachment import Attachment, Seal
from esafety_desk.records.exemption import Exemption
from esafety_desk.records.people import Role

_DSL = frozenset({Role.DSL})


def exemption_rules(record: Exemption, around: Surroundings) -> Iterator[Finding]:
    """What stands against this exemption. Source: policy, Pupils 4."""
    otherwise = "neither e-safety leader nor computing leader nor senior staff"
    yield from in_role(
        "authorised_by", record.authorised_on, AUTHORISER_ROLES, otherwise, around, record.authorised_by
    )
    if record.is_authorised and record.authorised_on and record.authorised_on > record.starts_on:
        yield Finding("authorised_on", "It was let through before it was authorised. Is this the right day?")
    if record.removed_on and not is_on_staff(record.removed_by, record.removed_on, around):
        yield Finding("removed_by", "This person was not on the staff on that day. Is it right?")
    if _is_prolonged(record, around):
        text = "Extending is a new decision: enter a new exemption that names this one under Extends."
        yield Finding("ends_on", text, must_be_mended=True)
    yield from _extension_rules(record, around)


def _is_prolonged(record: Exemption, around: Surroundings) -> bool:
    """Whether an authorised exemption was given a later end, or none, after the decision."""
    before = around.before
    if not isinstance(before, Exemption) or not before.is_authorised or before.ends_on is None:
        return False
    return (record.ends_on or date.max) > before.ends_on


def _extension_rules(record: Exemption, around: Surroundings) -> Iterator[Finding]:
    if record.extends_id is None:
        return
    if record.extends_id == record.id:
        yield Finding("extends_id", "An exemption cannot extend itself. Choose the one before.", True)
        return
    earlier = around.linked.get(record.extends_id)
    if not isinstance(earlier, Exemption):
        return
    if not earlier.is_authorised:
        text = "The exemption before was never authorised, so there is nothing to extend."
        yield Finding("extends_id", text, must_be_mended=True)
    elif record.starts_on < earlier.starts_on:
        yield Finding("starts_on", "This is before the exemption that it extends began.", must_be_mended=True)
    elif record.authorised_on and earlier.authorised_on and record.authorised_on < earlier.authorised_on:
        text = "This is before the decision that it extends. Extending is a new decision."
        yield Finding("authorised_on", text, must_be_mended=True)


def attachment_rules(record: Attachment, around: Surroundings) -> Iterator[Finding]:
    """A sealed file is released or destroyed by a DSL alone, and what is destroyed stays so."""
    if record.seal in (Seal.RELEASED, Seal.DESTROYED):
        otherwise, who = "not a designated safeguarding lead", record.seal_decided_by
        yield from in_role("seal_decided_by", record.seal_decided_on, _DSL, otherwise, around, who)
    before = around.before
    if not isinstance(before, Attachment):
        return
    if before.seal is Seal.DESTROYED and record.seal is not Seal.DESTROYED:
        yield Finding("seal", "This file was destroyed. That cannot be taken back.", must_be_mended=True)
    if before.seal is Seal.SEALED and record.seal is Seal.OPEN:
        text = "A sealed file is opened only when a designated safeguarding lead releases it."
        yield Finding("seal", text, must_be_mended=True)
