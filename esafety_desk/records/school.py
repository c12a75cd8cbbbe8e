"""The school itself: its terms, and the settings its policy leaves to it."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from sqlmodel import Field

from esafety_desk.records.base import Choice, Part, Record, kept

_LONGEST = 75
"""Years: a school may have to keep a matter for a working life."""


class Phase(Choice):
    INFANT = "infant", "Infant"
    JUNIOR = "junior", "Junior"
    PRIMARY = "primary", "Primary"
    MIDDLE = "middle", "Middle"
    SECONDARY = "secondary", "Secondary"
    ALL_THROUGH = "all-through", "All-through"
    SPECIAL = "special", "Special"


class Term(Part):
    """A term by name, such as "Autumn 2026", first and last day included, with its half-term break."""

    name: str = kept("Term", min_length=1, max_length=40)
    starts_on: date = kept("First day")
    ends_on: date = kept("Last day")
    break_from: date | None = kept("Half term from", default=None)
    break_until: date | None = kept("Half term until", default=None)


class School(Record):
    """The one school of this desk, with its settings. Every change of a setting is audited like a record."""

    name: str = kept("School", min_length=1, max_length=200)
    phase: Phase = kept("Phase", default=Phase.PRIMARY, why="Year groups and words follow from it.")
    roll: int | None = kept(
        "Pupils on roll",
        default=None,
        ge=1,
        le=10_000,
        why="Reports tell incidents per hundred pupils where that gives nobody away.",
    )
    terms: tuple[Term, ...] = kept("Terms", default=(), why="Every figure is counted by term.")
    notice_days: int = kept(
        "Notice to technical support, in days",
        default=14,
        ge=0,
        le=90,
        clause="Staff 7",
        why="Technical support hears so many days before a project begins.",
    )
    reply_days: int = kept(
        "Days in which a referral should be answered",
        default=10,
        ge=1,
        le=90,
        why="Today says when an answer is late.",
    )
    approval_review_months: int = kept(
        "Months until an approved account is reviewed",
        default=12,
        ge=1,
        le=24,
        clause="Staff 6",
        why="Approved accounts are looked at again at least once a year.",
    )
    support_valid_months: int = kept(
        "Months a support session counts for",
        default=12,
        ge=1,
        le=36,
        clause="Staff 3",
        why="Approvals look for a support session within this time.",
    )
    exemption_warning_days: int = kept(
        "Days before its end that an exemption is warned of",
        default=7,
        ge=1,
        le=60,
        clause="Pupils 4",
        why="Today says so before an exemption runs out.",
    )
    platform_check_months: int = kept(
        "Months until a platform's age limit is checked again",
        default=6,
        ge=1,
        le=24,
        clause="Pupils 1",
        why="Age limits change and are read again.",
    )
    acknowledgement_months: int = kept(
        "Months until terms are read again",
        default=12,
        ge=1,
        le=36,
        clause="Staff 2",
        why="Terms change and are read again.",
    )
    filtering_review_months: int = kept(
        "Months between reviews of filtering",
        default=12,
        ge=1,
        le=24,
        clause="Pupils 4",
        why="The filter is looked over as often as this.",
    )
    idle_lock_minutes: int = kept(
        "Minutes of rest before the desk locks",
        default=5,
        ge=1,
        le=60,
        why="Names do not stay on a screen that nobody watches.",
    )
    backup_reminder_days: int = kept(
        "Days without a backup until Today says so",
        default=7,
        ge=1,
        le=90,
        why="A desk without a copy is lost with its computer.",
    )
    keep_incidents_years: int = kept(
        "Incidents and referrals", default=6, ge=1, le=_LONGEST, help="Limitation Act 1980: six years."
    )
    keep_staff_matters_years: int = kept(
        "Matters of staff conduct", default=10, ge=1, le=_LONGEST,
        help="Keeping children safe in education: until retirement, or ten years where that is longer.",
    )  # fmt: skip
    keep_accounts_years: int = kept("Approvals, declarations and accounts", default=6, ge=1, le=_LONGEST)
    keep_support_years: int = kept("Support, training and enquiries", default=3, ge=1, le=_LONGEST)
    keep_projects_years: int = kept("Projects and exemptions", default=3, ge=1, le=_LONGEST)
    keep_evidence_years: int = kept("Reviews and what went well", default=6, ge=1, le=_LONGEST)
    keep_pupils_years: int = kept("Pupils, after they have left", default=1, ge=1, le=_LONGEST)
    keep_adults_years: int = kept(
        "Staff, parents and governors, after they have left", default=6, ge=1, le=_LONGEST
    )
    keep_birth_dates: bool = Field(default=False, title="Keep dates of birth")
    keep_guardians: bool = Field(default=False, title="Keep parents and carers of pupils")

    @property
    def heading(self) -> str:
        return self.name

    def rule_problems(self) -> dict[str, str]:
        ordered = sorted(self.terms, key=lambda term: term.starts_on)
        if any(term.ends_on < term.starts_on for term in ordered):
            return {"terms": "A term ends before it begins."}
        if any(b.starts_on <= a.ends_on for a, b in pairwise(ordered)):
            return {"terms": "Two terms overlap. Let each begin after the one before has ended."}
        if len({term.name.casefold() for term in ordered}) < len(ordered):
            return {"terms": "Two terms have the same name."}
        return {}
