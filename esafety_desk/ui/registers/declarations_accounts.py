"""The registers about the school's own accounts: the accounts, checks of them, contacts and moderation."""

from __future__ import annotations

from esafety_desk.records import registers
from esafety_desk.records.moderation import ModerationKind
from esafety_desk.records.official_account import MovedTo
from esafety_desk.ui.registers import carrying_on
from esafety_desk.ui.registers.declaration import FilterChip, RegisterView, Shown
from esafety_desk.ui.registers.shorthand import chips, still, this_year, waiting

OFFICIAL_ACCOUNTS = RegisterView(
    registers.OFFICIAL_ACCOUNTS,
    day="opened_on",
    columns=(
        Shown("reference", 116, keep=8),
        Shown("name", 190, stretches=True, keep=9),
        Shown("platform", 120, stretches=True, keep=8),
        Shown("owner_id", 150, keep=6),
        Shown("check_every", 140, "Days between checks", keep=3),
        Shown("closed_on", 108, keep=2),
    ),
    purpose="The accounts the school speaks through: who owns each, who else can run it, who watches it from outside.",
    first_step="Add the first account",
    tallies=(waiting("{n} in use", "closed_on", optional=False),),
    chips=(still("In use", "closed_on"),),
    extras=("note",),
    lead=("platform", "owner_id"),
    unsaid=frozenset({"name"}),
    acts=carrying_on.OFFICIAL_ACCOUNT_ACTS,
    assigns="owner_id",
    by_term=False,
    sort="name",
    descending=False,
)

MONITORING_CHECKS = RegisterView(
    registers.MONITORING_CHECKS,
    day="checked_on",
    columns=(
        Shown("reference", 116, keep=7),
        Shown("checked_on", 108, keep=9),
        Shown("account_id", 190, stretches=True, keep=9),
        Shown("checked_by", 150, keep=5),
        Shown("sample_size", 170, keep=3),
        Shown("needs_action", 170, "To put right", keep=8),
    ),
    purpose="Each official account is looked over by the day it is due: what was read, and what was found.",
    first_step="Record the first check",
    tallies=(this_year(),),
    chips=(FilterChip("Something to put right", "needs_action", frozenset({"1"})),),
    lead=("checked_on", "checked_by"),
)

CONTACTS = RegisterView(
    registers.CONTACTS,
    day="received_on",
    columns=(
        Shown("reference", 116, keep=7),
        Shown("received_on", 108, keep=8),
        Shown("about", 190, stretches=True, keep=9),
        Shown("account_id", 150, stretches=True, keep=4),
        Shown("about_a_child", 130, "About a child", keep=6),
        Shown("moved_to", 130, keep=7),
        Shown("answered_on", 108, keep=5),
    ),
    purpose="Questions that came in on an account. Talk of a child moves to phone, a meeting, email or a letter.",
    first_step="Log the first contact",
    tallies=(this_year(), waiting("{n} to answer", "answered_on")),
    chips=(
        still("To answer", "answered_on"),
        *chips("moved_to", (MovedTo.PHONE, MovedTo.EMAIL, MovedTo.SIGNPOSTED)),
    ),
    lead=("received_on", "moved_to"),
    acts=carrying_on.CONTACT_ACTS,
)

MODERATION = RegisterView(
    registers.MODERATION,
    day="done_on",
    columns=(
        Shown("reference", 116, keep=7),
        Shown("done_on", 108, keep=8),
        Shown("kind", 160, stretches=True, keep=9),
        Shown("account_id", 170, stretches=True, keep=7),
        Shown("decided_by", 150, keep=4),
        Shown("review_on", 130, keep=8, late_while={"reviewed_on": ""}),
        Shown("reviewed_on", 108, keep=3),
    ),
    purpose="Users blocked and content removed: why, by whose decision, and looked at again on a set day.",
    first_step="Record the first",
    tallies=(this_year(), waiting("{n} to review", "reviewed_on")),
    chips=(
        still("To review", "reviewed_on"),
        *chips("kind", (ModerationKind.BLOCKED, ModerationKind.REMOVED)),
    ),
    lead=("done_on", "decided_by"),
    acts=carrying_on.MODERATION_ACTS,
)

VIEWS = (OFFICIAL_ACCOUNTS, MONITORING_CHECKS, CONTACTS, MODERATION)
