"""Every register's page, declared: which record, which columns, which filters, which words, which extra acts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from esafety_desk.records import registers
from esafety_desk.records.approval import Decision
from esafety_desk.records.incident import CLOSED, IMAGE_TYPES, Status
from esafety_desk.records.people import PersonKind
from esafety_desk.records.referral import Outcome
from esafety_desk.ui.registers import (
    carrying_on,
    declarations_accounts,
    declarations_school,
    declarations_staff,
)
from esafety_desk.ui.registers.declaration import Caution, FilterChip, RegisterView, Shown, Tally
from esafety_desk.ui.registers.shorthand import chips, still, waiting


def _is_about_an_image(draft: Mapping[str, Any]) -> bool:
    return draft.get("kind") in IMAGE_TYPES


INCIDENTS = RegisterView(
    registers.INCIDENTS,
    panels=("bullying", "twins"),
    acts=carrying_on.INCIDENT_ACTS,
    day="happened_on",
    columns=(
        Shown("reference", 112, keep=9),
        Shown("happened_on", 108, "Happened", keep=8),
        Shown("kind", 160, stretches=True, keep=9, roomy=256),
        Shown("summary", 240, stretches=True, keep=1),
        Shown("whereabouts", 136, keep=5, roomy=176),
        Shown("severity", 104, keep=3),
        Shown("status", 100, keep=7, roomy=160),
    ),
    purpose="What goes wrong online is recorded here once: who was part of it, what was decided, what was done.",
    first_step="Record the first incident",
    tallies=(
        Tally("{n} this school year", "{n} this school year", this_year=True),
        Tally("{n} open", "{n} open", {"status": frozenset({"open", "waiting", "monitoring", "reopened"})}),
        Tally("{n} yours", "{n} yours", mine=True, optional=True,
              choices={"status": frozenset({"open", "waiting", "monitoring", "reopened"})}),
    ),
    chips=(
        FilterChip("Open", "status", frozenset({Status.OPEN.value, Status.REOPENED.value})),
        *chips("status", (Status.WAITING, Status.MONITORING)),
        FilterChip("Closed", "status", frozenset(status.value for status in CLOSED)),
    ),
    extras=("note", "action", "refer"),
    mine="owner_id",
    assigns="owner_id",
    lead=("kind", "happened_on", "happened_at", "whereabouts", "platforms"),
    cautions=(
        Caution(
            _is_about_an_image,
            "Do not view, copy, print, share, store or save the image. Tell the designated safeguarding lead "
            "now, then save this and refer it to them.",
        ),
    ),
)  # fmt: skip

SUPPORT_SESSIONS = RegisterView(
    registers.SUPPORT_SESSIONS,
    day="held_on",
    columns=(
        Shown("reference", 116, keep=9),
        Shown("held_on", 108, keep=8),
        Shown("attendees", 160, stretches=True, keep=9),
        Shown("adviser_id", 150, keep=6),
        Shown("platforms", 150, stretches=True, keep=2),
        Shown("follow_up_on", 112, keep=5),
    ),
    purpose="Staff ask for help with privacy settings before they use a platform. Each session is kept here.",
    first_step="Record the first support session",
    tallies=(Tally("{n} this school year", "{n} this school year", this_year=True),),
    mine="adviser_id",
    lead=("held_on", "adviser_id", "platforms"),
)

APPROVALS = RegisterView(
    registers.APPROVALS,
    acts=carrying_on.APPROVAL_ACTS,
    day="requested_on",
    columns=(
        Shown("reference", 116, keep=9),
        Shown("requested_on", 108, keep=6),
        Shown("requested_by", 150, stretches=True, keep=9),
        Shown("platform", 120, stretches=True, keep=7),
        Shown("decision", 100, keep=8),
        Shown("decided_by", 140, keep=2),
        Shown("review_on", 108, keep=4),
    ),
    purpose="An account used for learning needs a yes from a Head of Department or senior staff first.",
    first_step="Record the first request",
    tallies=(
        Tally("{n} this school year", "{n} this school year", this_year=True),
        Tally("{n} waiting for a decision", "{n} waiting for a decision", {"decision": frozenset({"asked"})}),
    ),
    chips=chips("decision", Decision),
    lead=("requested_on", "requested_by"),
)

REFERRALS = RegisterView(
    registers.REFERRALS,
    panels=("recurrence",),
    acts=carrying_on.REFERRAL_ACTS,
    day="referred_on",
    columns=(
        Shown("reference", 116, keep=9),
        Shown("referred_on", 108, keep=7),
        Shown("to", 176, stretches=True, keep=9, roomy=230),
        Shown("about_id", 116, keep=5),
        Shown("reply_due", 144, keep=8, late_while={"outcome": Outcome.WAITING.label}),
        Shown("replied_on", 108, keep=2),
        Shown("outcome", 150, keep=6),
    ),
    purpose="Whoever else was asked to act is listed here, with the day an answer is due and what came back.",
    first_step="Record the first referral",
    tallies=(
        Tally("{n} this school year", "{n} this school year", this_year=True),
        Tally("{n} waiting for a reply", "{n} waiting for a reply", {"outcome": frozenset({"waiting"})}),
    ),
    chips=chips("outcome", Outcome),
    lead=("referred_on", "outcome"),
    unsaid=frozenset({"to", "about_id"}),
)

PEOPLE = RegisterView(
    registers.PEOPLE,
    panels=("same-person",),
    columns=(
        Shown("family_name", 140, stretches=True, keep=9),
        Shown("given_name", 130, stretches=True, keep=9),
        Shown("kind", 120, keep=8),
        Shown("year_group", 90, keep=7),
        Shown("class_name", 80, keep=6),
        Shown("left_on", 108, keep=3),
        Shown("reference", 116, keep=2),
    ),
    purpose="Only those the school must act for or about. Bring in a class list, or add people as they are met.",
    first_step="Add the first person",
    tallies=(
        Tally("{n} member of staff", "{n} staff", {"kind": frozenset({"staff"})}),
        Tally("{n} pupil", "{n} pupils", {"kind": frozenset({"pupil"})}),
        Tally(
            "{n} parent or carer", "{n} parents and carers", {"kind": frozenset({"parent"})}, optional=True
        ),
    ),
    chips=chips("kind", PersonKind),
    extras=("note", "action"),
    lead=("year_group", "class_name"),
    unsaid=frozenset({"given_name", "family_name", "kind"}),
    left_out=frozenset({"external_ids"}),
    wanted_by={"birth_date": "keep_birth_dates", "guardians": "keep_guardians"},
    by_term=False,
    sort="family_name",
    descending=False,
)

_TO_DO = ("done_on", "set_aside")
ACTIONS = RegisterView(
    registers.ACTIONS,
    day="due_on",
    columns=(
        Shown("reference", 116, keep=9),
        Shown("what", 220, stretches=True, keep=9),
        Shown("owner_id", 150, keep=6),
        Shown("due_on", 144, keep=8, late_while={"done_on": "", "set_aside": ""}),
        Shown("done_on", 108, keep=7),
        Shown("about_id", 116, keep=5),
    ),
    purpose="What someone is to do by a day, on any record.",
    first_step="Add the first action",
    tallies=(
        waiting("{n} to do", *_TO_DO, optional=False),
        Tally("{n} yours", "{n} yours", empty=frozenset(_TO_DO), mine=True, optional=True),
    ),
    chips=(still("To do", *_TO_DO), still("Nobody named", "owner_id")),
    extras=("done", "note"),
    mine="owner_id",
    assigns="owner_id",
    lead=("due_on", "owner_id"),
    unsaid=frozenset({"what", "about_id"}),
    sort="due_on",
)

NOTES = RegisterView(
    registers.NOTES,
    day="dated",
    columns=(
        Shown("reference", 116, keep=9),
        Shown("dated", 108, keep=8),
        Shown("text", 300, stretches=True, keep=9),
    ),
    purpose="What was learnt later, on the day it happened.",
    first_step="Add the first note",
    extras=(),
    sort="dated",
)

VIEWS: dict[str, RegisterView] = {
    view.name: view
    for view in (
        *(PEOPLE, SUPPORT_SESSIONS, APPROVALS, INCIDENTS, REFERRALS, ACTIONS, NOTES),
        *declarations_staff.VIEWS,
        *declarations_school.VIEWS,
        *declarations_accounts.VIEWS,
    )
}


def view_of(register: str) -> RegisterView:
    """The declaration of a register by its name."""
    return VIEWS[register]
