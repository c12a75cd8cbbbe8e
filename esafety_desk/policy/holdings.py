"""The records the clauses are judged by, as the desk holds them on one day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

from esafety_desk.policy.dates import months_after
from esafety_desk.policy.readiness import ProjectSurroundings
from esafety_desk.records.account_review import AccountReview
from esafety_desk.records.acknowledgement import Acknowledgement
from esafety_desk.records.approval import AccountApproval
from esafety_desk.records.base import PersonId, Record, RecordId
from esafety_desk.records.declaration import Declaration
from esafety_desk.records.enquiry import Enquiry
from esafety_desk.records.exemption import Exemption
from esafety_desk.records.family_support import FamilySupport
from esafety_desk.records.filtering_review import FilteringReview
from esafety_desk.records.incident import UNCOUNTED, Incident
from esafety_desk.records.moderation import Moderation
from esafety_desk.records.official_account import Contact, MonitoringCheck, OfficialAccount
from esafety_desk.records.people import Person, PersonKind, YearGroup
from esafety_desk.records.platform import Platform
from esafety_desk.records.positive_use import PositiveUse
from esafety_desk.records.project import Project
from esafety_desk.records.referral import Referral
from esafety_desk.records.registers import register_of
from esafety_desk.records.school import School
from esafety_desk.records.support import SupportSession
from esafety_desk.records.teaching import Teaching
from esafety_desk.records.words import Words

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Holdings:
    """Every record of each kind that is not withdrawn; ``people`` by id, those who have left among them.

    ``year_groups`` are those with pupils; ``projects_around`` what each project's readiness hangs on.
    """

    school: School
    today: date
    words: Words = field(default_factory=lambda: Words(()))
    people: Mapping[PersonId, Person] = field(default_factory=dict)
    year_groups: frozenset[YearGroup] = frozenset()
    records: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)
    projects_around: Mapping[RecordId, ProjectSurroundings] = field(default_factory=dict)

    def all(self, record_type: type[R]) -> tuple[R, ...]:
        """The records of one kind."""
        found = self.records.get(register_of(record_type).name, ())
        return tuple(record for record in found if isinstance(record, record_type))

    def lately(self, records: Iterable[R], day: Callable[[R], date | None] | None = None) -> tuple[R, ...]:
        """Those of the last twelve months, by the day they belong to or by ``day``."""
        first = self.year_ago
        dated = [(record, day(record) if day else record.dated_on) for record in records]
        return tuple(record for record, on in dated if on is not None and first < on <= self.today)

    @cached_property
    def year_ago(self) -> date:
        return months_after(self.today, -12)

    @cached_property
    def staff(self) -> tuple[Person, ...]:
        """Everyone on the staff today."""
        everyone = self.people.values()
        return tuple(p for p in everyone if p.kind is PersonKind.STAFF and p.is_here(self.today))

    @cached_property
    def incidents(self) -> tuple[Incident, ...]:
        """Those that count: no drafts, errors or duplicates."""
        return tuple(item for item in self.all(Incident) if item.status not in UNCOUNTED)

    @cached_property
    def approved(self) -> tuple[AccountApproval, ...]:
        """Accounts that are approved and whose owner is still here."""
        asked = (item for item in self.all(AccountApproval) if item.is_approved)
        here: set[int] = {person.id or 0 for person in self.staff}
        return tuple(item for item in asked if item.requested_by in here)


KINDS: tuple[type[Record], ...] = (
    AccountApproval,
    AccountReview,
    Acknowledgement,
    Contact,
    Declaration,
    Enquiry,
    Exemption,
    FamilySupport,
    FilteringReview,
    Incident,
    Moderation,
    MonitoringCheck,
    OfficialAccount,
    Platform,
    PositiveUse,
    Project,
    Referral,
    SupportSession,
    Teaching,
)
"""The kinds of record that ``Holdings.records`` should hold."""
