"""How long each class of record is kept before somebody looks at it again. Nothing goes by itself.

The years are the school's to change; as delivered they follow the Limitation Act 1980 (six years), Keeping children
safe in education (allegations: ten years or until retirement) and the IRMS toolkit for schools.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from esafety_desk.records import registers as kept
from esafety_desk.records.base import Record
from esafety_desk.records.facts import Kind, facts
from esafety_desk.records.referral import Referral, ReferredTo
from esafety_desk.records.registers import Register
from esafety_desk.records.school import School


@dataclass(frozen=True, slots=True)
class KeptClass:
    """Registers whose records are kept for as long. ``years_field`` is the school's setting."""

    key: str
    title: str
    years_field: str
    registers: tuple[Register, ...]

    def years(self, school: School) -> int:
        found: int = getattr(school, self.years_field)
        return found


INCIDENTS = KeptClass(
    "incidents",
    "Incidents and referrals",
    "keep_incidents_years",
    (kept.INCIDENTS, kept.REFERRALS, kept.ACTIONS),
)
STAFF_MATTERS = KeptClass("staff-matters", "Matters of staff conduct", "keep_staff_matters_years", ())
PEOPLE = KeptClass("pupils", "Pupils who have left", "keep_pupils_years", (kept.PEOPLE,))
ADULTS = KeptClass("adults", "Adults who have left", "keep_adults_years", ())
CLASSES: tuple[KeptClass, ...] = (
    INCIDENTS,
    STAFF_MATTERS,
    KeptClass(
        "accounts",
        "Approvals, declarations and accounts",
        "keep_accounts_years",
        (
            kept.APPROVALS,
            kept.DECLARATIONS,
            kept.OFFICIAL_ACCOUNTS,
            kept.ACKNOWLEDGEMENTS,
        ),
    ),
    KeptClass(
        "support",
        "Support, training and enquiries",
        "keep_support_years",
        (kept.SUPPORT_SESSIONS, kept.ENQUIRIES, kept.FAMILY_SUPPORT, kept.TEACHING),
    ),
    KeptClass("projects", "Projects and exemptions", "keep_projects_years", (kept.PROJECTS, kept.EXEMPTIONS)),
    KeptClass(
        "evidence",
        "Reviews and what went well",
        "keep_evidence_years",
        (kept.FILTERING_REVIEWS, kept.POSITIVE_USES, kept.POLICY_VERSIONS),
    ),
    PEOPLE,
    ADULTS,
)
_STAFF_CONDUCT = frozenset({ReferredTo.HR, ReferredTo.LEGAL, ReferredTo.LADO})


def class_of(register: Register, together: Iterable[Record]) -> KeptClass | None:
    """The class of a record of ``register`` with all that hangs on it; None where it is the desk's own furniture."""
    records = list(together)
    if register == kept.PEOPLE:
        return PEOPLE if any(getattr(record, "is_pupil", False) for record in records) else ADULTS
    found = next((each for each in CLASSES if register in each.registers), None)
    if found is INCIDENTS and any(isinstance(r, Referral) and r.to in _STAFF_CONDUCT for r in records):
        return STAFF_MATTERS
    return found


def last_day(together: Iterable[Record], entered_on: date, today: date) -> date:
    """The last day of ``together`` that has passed: the day from which the years are counted."""
    days = [
        value
        for record in together
        for name, fact in facts(type(record)).items()
        if fact.kind is Kind.DATE and not fact.personal and (value := getattr(record, name)) is not None
    ]
    return max((day for day in days if day <= today), default=entered_on)


def due_on(since: date, years: int) -> date:
    """The day on which a record whose last day was ``since`` comes up for review; 29 February becomes 1 March."""
    try:
        return since.replace(year=since.year + years)
    except ValueError:
        return date(since.year + years, 3, 1)
