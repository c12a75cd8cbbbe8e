"""Every register of the desk: its name, its record and how a reference to it is spelt."""

from __future__ import annotations

from dataclasses import dataclass

from esafety_desk.records.account_review import AccountReview
from esafety_desk.records.acknowledgement import Acknowledgement
from esafety_desk.records.action import Action
from esafety_desk.records.approval import AccountApproval
from esafety_desk.records.attachment import Attachment
from esafety_desk.records.base import Record
from esafety_desk.records.declaration import Declaration
from esafety_desk.records.enquiry import Enquiry
from esafety_desk.records.exemption import Exemption
from esafety_desk.records.family_support import FamilySupport
from esafety_desk.records.filtering_review import FilteringReview
from esafety_desk.records.incident import Incident
from esafety_desk.records.moderation import Moderation
from esafety_desk.records.note import Note
from esafety_desk.records.official_account import Contact, MonitoringCheck, OfficialAccount
from esafety_desk.records.people import Person
from esafety_desk.records.platform import Platform
from esafety_desk.records.policy_text import Clause, PolicyVersion
from esafety_desk.records.positive_use import PositiveUse
from esafety_desk.records.project import Project
from esafety_desk.records.referral import Referral
from esafety_desk.records.school import School
from esafety_desk.records.support import SupportSession
from esafety_desk.records.teaching import Teaching


@dataclass(frozen=True, slots=True)
class Register:
    """``name`` is its word on the command line and its table; ``prefix`` begins its references (INC-2026-014)."""

    name: str
    title: str
    singular: str
    record: type[Record]
    prefix: str


PEOPLE = Register("people", "People", "person", Person, "PER")
SUPPORT_SESSIONS = Register("support-sessions", "Support sessions", "support session", SupportSession, "SUP")
APPROVALS = Register("approvals", "Approvals", "approval", AccountApproval, "APP")
INCIDENTS = Register("incidents", "Incidents", "incident", Incident, "INC")
REFERRALS = Register("referrals", "Referrals", "referral", Referral, "REF")
ACTIONS = Register("actions", "Actions", "action", Action, "ACT")
ENQUIRIES = Register("enquiries", "Enquiries", "enquiry", Enquiry, "ENQ")
ACKNOWLEDGEMENTS = Register("acknowledgements", "Acknowledgements", "acknowledgement", Acknowledgement, "ACK")
DECLARATIONS = Register("declarations", "Declarations", "declaration", Declaration, "DEC")
ACCOUNT_REVIEWS = Register("account-reviews", "Account reviews", "account review", AccountReview, "ARV")
PROJECTS = Register("projects", "Projects", "project", Project, "PRJ")
EXEMPTIONS = Register("exemptions", "Exemptions", "exemption", Exemption, "EXM")
OFFICIAL_ACCOUNTS = Register(
    "official-accounts", "Official accounts", "official account", OfficialAccount, "OFF"
)
MONITORING_CHECKS = Register(
    "monitoring-checks", "Monitoring checks", "monitoring check", MonitoringCheck, "CHK"
)
CONTACTS = Register("contacts", "Contact log", "contact", Contact, "CON")
FAMILY_SUPPORT = Register("family-support", "Family support", "family support", FamilySupport, "FAM")
MODERATION = Register("moderation", "Moderation", "moderation action", Moderation, "MOD")
TEACHING = Register("teaching", "Teaching", "teaching record", Teaching, "TEA")
PLATFORMS = Register("platforms", "Platforms", "platform", Platform, "PLT")
POSITIVE_USES = Register("positive-uses", "What went well", "positive use", PositiveUse, "POS")
FILTERING_REVIEWS = Register(
    "filtering-reviews", "Filtering reviews", "filtering review", FilteringReview, "FIL"
)
CLAUSES = Register("clauses", "Policy clauses", "clause", Clause, "CLA")
POLICY_VERSIONS = Register("policy-versions", "Policy versions", "policy version", PolicyVersion, "POL")
ATTACHMENTS = Register("attachments", "Attachments", "attachment", Attachment, "ATT")
NOTES = Register("notes", "Notes", "note", Note, "NOT")
SCHOOL = Register("school", "School", "school", School, "SCH")

REGISTERS: dict[str, Register] = {
    r.name: r
    for r in (
        PEOPLE,
        SUPPORT_SESSIONS,
        APPROVALS,
        INCIDENTS,
        REFERRALS,
        ACTIONS,
        ENQUIRIES,
        ACKNOWLEDGEMENTS,
        DECLARATIONS,
        ACCOUNT_REVIEWS,
        PROJECTS,
        EXEMPTIONS,
        OFFICIAL_ACCOUNTS,
        MONITORING_CHECKS,
        CONTACTS,
        FAMILY_SUPPORT,
        MODERATION,
        TEACHING,
        PLATFORMS,
        POSITIVE_USES,
        FILTERING_REVIEWS,
        CLAUSES,
        POLICY_VERSIONS,
        ATTACHMENTS,
        NOTES,
        SCHOOL,
    )
}
_INWARD = frozenset({NOTES.name, SCHOOL.name, ATTACHMENTS.name})
LISTED = tuple(name for name in REGISTERS if name not in _INWARD)
"""The registers a person can ask for by name."""

_BY_RECORD = {r.record: r for r in REGISTERS.values()}


def register_of(record: Record | type[Record]) -> Register:
    """The register that keeps ``record``."""
    return _BY_RECORD[record if isinstance(record, type) else type(record)]
