"""Every register of the desk: its name, its record and how a reference to it is spelt."""

from __future__ import annotations

from dataclasses import dataclass

from esafety_desk.records.action import Action
from esafety_desk.records.approval import AccountApproval
from esafety_desk.records.base import Record
from esafety_desk.records.incident import Incident
from esafety_desk.records.note import Note
from esafety_desk.records.people import Person
from esafety_desk.records.referral import Referral
from esafety_desk.records.school import School
from esafety_desk.records.support import SupportSession


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
NOTES = Register("notes", "Notes", "note", Note, "NOT")
SCHOOL = Register("school", "School", "school", School, "SCH")

REGISTERS: dict[str, Register] = {
    r.name: r for r in (PEOPLE, SUPPORT_SESSIONS, APPROVALS, INCIDENTS, REFERRALS, ACTIONS, NOTES, SCHOOL)
}
LISTED = ("people", "support-sessions", "approvals", "incidents", "referrals", "actions")
"""The registers a person can ask for by name."""

_BY_RECORD = {r.record: r for r in REGISTERS.values()}


def register_of(record: Record | type[Record]) -> Register:
    """The register that keeps ``record``."""
    return _BY_RECORD[record if isinstance(record, type) else type(record)]
