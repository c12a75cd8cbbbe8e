"""The registers about staff: enquiries, what they read and declare, account reviews, projects, filtering."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from esafety_desk.policy import notice
from esafety_desk.records import registers
from esafety_desk.records.account_review import ReviewOutcome
from esafety_desk.records.declaration import Connection
from esafety_desk.records.exemption import ExemptionState
from esafety_desk.records.project import Stage
from esafety_desk.records.school import School
from esafety_desk.ui.registers import carrying_on
from esafety_desk.ui.registers.declaration import FilterChip, RegisterView, Shown, Tally
from esafety_desk.ui.registers.shorthand import among, chips, still, this_year, waiting


def _tell_by(draft: Mapping[str, Any], school: School, day: date) -> str:
    """By when technical support hears of a project that begins on the day typed."""
    first = draft.get("first_use_on")
    return notice.spoken_tell_by(first, school, day) if isinstance(first, date) else ""


ENQUIRIES = RegisterView(
    registers.ENQUIRIES,
    day="asked_on",
    columns=(
        Shown("reference", 116, keep=9),
        Shown("asked_on", 108, keep=8),
        Shown("topic", 190, stretches=True, keep=9),
        Shown("asked_by", 150, keep=7),
        Shown("platform", 120, keep=3),
        Shown("answered_on", 108, keep=5),
    ),
    purpose="Whoever wants to use social media asks here first. An answer, or a project, follows in one click.",
    first_step="Record the first enquiry",
    tallies=(this_year(), waiting("{n} to answer", "answered_on")),
    chips=(still("To answer", "answered_on"),),
    lead=("asked_by", "asked_on", "channel"),
    acts=carrying_on.ENQUIRY_ACTS,
)

ACKNOWLEDGEMENTS = RegisterView(
    registers.ACKNOWLEDGEMENTS,
    day="seen_on",
    columns=(
        Shown("reference", 116, keep=9),
        Shown("person_id", 170, stretches=True, keep=9),
        Shown("platform", 130, stretches=True, keep=8),
        Shown("policy_version", 110, "Policy", keep=7),
        Shown("seen_on", 108, keep=6),
        Shown("renew_on", 116, keep=5),
    ),
    purpose="Each member of staff reads the terms of the platforms they use, and each version of the policy.",
    first_step="Record the first",
    tallies=(this_year(),),
    lead=("person_id", "seen_on"),
)

DECLARATIONS = RegisterView(
    registers.DECLARATIONS,
    day="declared_on",
    columns=(
        Shown("reference", 116, keep=9),
        Shown("person_id", 170, stretches=True, keep=9),
        Shown("connection", 190, stretches=True, keep=8),
        Shown("declared_on", 108, keep=6),
        Shown("review_on", 116, keep=7),
        Shown("ended_on", 108, keep=3),
    ),
    purpose="Links between staff and pupils or parents that were there before, with the advice that was given.",
    first_step="Record the first declaration",
    tallies=(waiting("{n} that hold", "ended_on", optional=False),),
    chips=(
        still("Still hold", "ended_on"),
        *chips("connection", (Connection.OWN_CHILD, Connection.RELATIVE, Connection.PARENT)),
    ),
    lead=("person_id", "declared_on"),
    acts=carrying_on.DECLARATION_ACTS,
)

ACCOUNT_REVIEWS = RegisterView(
    registers.ACCOUNT_REVIEWS,
    day="reviewed_on",
    columns=(
        Shown("reference", 116, keep=9),
        Shown("reviewed_on", 108, keep=8),
        Shown("about_id", 190, "Account", stretches=True, keep=9),
        Shown("reviewer_id", 150, keep=5),
        Shown("outcome", 150, keep=7),
        Shown("next_on", 112, keep=4),
    ),
    purpose="Each approved account is looked at again, once a year at least: does it serve teaching alone?",
    first_step="Record the first review",
    tallies=(this_year(),),
    chips=chips("outcome", ReviewOutcome),
    lead=("reviewed_on", "reviewer_id"),
)

PROJECTS = RegisterView(
    registers.PROJECTS,
    day="first_use_on",
    columns=(
        Shown("reference", 116, keep=9),
        Shown("title", 190, stretches=True, keep=9),
        Shown("first_use_on", 116, "First use", keep=8),
        Shown("stage", 134, keep=8),
        Shown("owner_id", 150, keep=6),
        Shown("platforms", 130, stretches=True, keep=3),
        Shown("technical_request_on", 130, "Support told", keep=2),
    ),
    purpose="Learning in which pupils use social media: approved, prepared in time, and told to parents.",
    first_step="Plan the first project",
    tallies=(
        this_year(),
        among("{n} being prepared", "stage", Stage.PLANNED),
        among("{n} ready or running", "stage", Stage.READY, Stage.RUNNING),
    ),
    chips=(
        *chips("stage", (Stage.PLANNED, Stage.READY, Stage.RUNNING, Stage.FINISHED)),
        FilterChip("Not held", "stage", frozenset({Stage.REFUSED.value, Stage.CALLED_OFF.value})),
    ),
    mine="owner_id",
    assigns="owner_id",
    lead=("owner_id", "first_use_on"),
    acts=carrying_on.PROJECT_ACTS,
    panels=("readiness",),
    advice={"first_use_on": _tell_by},
)

EXEMPTIONS = RegisterView(
    registers.EXEMPTIONS,
    day="starts_on",
    columns=(
        Shown("reference", 116, keep=9),
        Shown("service", 150, stretches=True, keep=9),
        Shown("for_whom", 120, stretches=True, keep=6),
        Shown("starts_on", 108, keep=4),
        Shown("ends_on", 150, keep=8, late_while={"state": ExemptionState.IN_FORCE.label}),
        Shown("state", 96, keep=8),
        Shown("removed_on", 150, "Removal confirmed", keep=2),
    ),
    purpose="What is let through the filter, for whom, why and until when. It ends when someone confirms it is gone.",
    first_step="Ask for the first exemption",
    tallies=(
        among("{n} in force", "state", ExemptionState.IN_FORCE),
        among("{n} asked for", "state", ExemptionState.ASKED, optional=True),
        this_year(),
    ),
    chips=(*chips("state", ExemptionState), still("Without an end", "ends_on")),
    unsaid=frozenset({"service", "for_whom"}),
    acts=carrying_on.EXEMPTION_ACTS,
    sort="ends_on",
)

FILTERING_REVIEWS = RegisterView(
    registers.FILTERING_REVIEWS,
    day="reviewed_on",
    columns=(
        Shown("reference", 116, keep=9),
        Shown("reviewed_on", 116, keep=9),
        Shown("reviewer_id", 160, stretches=True, keep=8),
        Shown("second_reviewer", 160, stretches=True, keep=6),
        Shown("checks_done", 112, keep=5),
        Shown("checks_planned", 130, keep=4),
        Shown("next_on", 116, keep=7),
    ),
    purpose="Filtering and monitoring are looked over by two people, once a year at least.",
    first_step="Record the first review",
    tallies=(this_year(), Tally("{n} in all", "{n} in all")),
    lead=("reviewed_on", "reviewer_id", "second_reviewer"),
)

PLATFORMS = RegisterView(
    registers.PLATFORMS,
    columns=(
        Shown("reference", 116, keep=7),
        Shown("platform", 180, stretches=True, keep=9),
        Shown("age_rules", 190, "Minimum age", stretches=True, keep=9),
        Shown("check_again_on", 130, keep=8),
    ),
    purpose="The least age each platform asks for, since when, and where that was read. Rules change: check again.",
    first_step="Add the first platform",
    tallies=(Tally("{n} platform", "{n} platforms"),),
    unsaid=frozenset({"platform"}),
    by_term=False,
    sort="platform",
    descending=False,
)

VIEWS = (
    ENQUIRIES,
    ACKNOWLEDGEMENTS,
    DECLARATIONS,
    ACCOUNT_REVIEWS,
    PROJECTS,
    EXEMPTIONS,
    FILTERING_REVIEWS,
    PLATFORMS,
)
