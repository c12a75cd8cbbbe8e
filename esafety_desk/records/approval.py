"""Approvals of accounts that support learning, decided by a Head of Department or senior staff (Staff 5, 6)."""

from __future__ import annotations

from datetime import date

from esafety_desk.records.base import Choice, PersonId, Record, kept
from esafety_desk.records.words import Words


class Decision(Choice):
    ASKED = "asked", "Waiting"
    APPROVED = "approved", "Approved"
    REFUSED = "refused", "Refused"
    TAKEN_BACK = "taken-back", "Taken back"


class AccountApproval(Record):
    """A request to use a professional account for learning, and what was decided."""

    requested_by: PersonId = kept(
        "Asked by", listed=True, refers_to="people", foreign_key="people.id", index=True, group="Request"
    )
    requested_on: date = kept("Asked on", listed=True, past_only=True, index=True, group="Request")
    platform: str = kept(
        "Platform", listed=True, searched=True, vocabulary="platforms", min_length=1, max_length=80,
        group="Request",
    )  # fmt: skip
    account_name: str = kept(
        "Professional account", default="", searched=True, max_length=120, group="Request",
        help="The school account's public name. Never a private one.", clause="Staff 6",
    )  # fmt: skip
    purpose: str = kept(
        "What it is for", min_length=1, long=True, searched=True, max_length=40_000, group="Request",
        help="Teaching and learning only.", clause="Staff 6",
    )  # fmt: skip
    decision: Decision = kept(
        "Decision", default=Decision.ASKED, listed=True, group="Decision", clause="Staff 5"
    )
    decided_by: PersonId | None = kept(
        "Decided by", default=None, listed=True, refers_to="people", foreign_key="people.id",
        group="Decision", relevant_if="is_decided", clause="Staff 5",
        help="A Head of Department or a member of the senior leadership team on that day; not the person asking.",
    )  # fmt: skip
    decided_on: date | None = kept(
        "Decided on", default=None, past_only=True, group="Decision", relevant_if="is_decided"
    )
    conditions: str = kept(
        "Conditions or reasons", default="", long=True, max_length=40_000, group="Decision",
        relevant_if="is_decided",
    )  # fmt: skip
    review_on: date | None = kept(
        "Review due", default=None, listed=True, group="Decision", relevant_if="is_approved", clause="Staff 6"
    )

    @property
    def heading(self) -> str:
        return f"{self.decision.label}: {self.account_name or self.platform}"

    def called(self, words: Words) -> str:
        name = self.account_name or words.label("platforms", self.platform)
        return f"{self.decision.label}: {name}"

    @property
    def dated_on(self) -> date:
        return self.requested_on

    @property
    def is_decided(self) -> bool:
        return self.decision in (Decision.APPROVED, Decision.REFUSED)

    @property
    def is_approved(self) -> bool:
        return self.decision is Decision.APPROVED

    def rule_problems(self) -> dict[str, str]:
        problems = {}
        if self.is_decided and self.decided_by is None:
            problems["decided_by"] = "Say who decided."
        if self.is_decided and self.decided_on is None:
            problems["decided_on"] = "Say on which day it was decided."
        if self.decided_on and self.decided_on < self.requested_on:
            problems["decided_on"] = "This is before the day it was asked."
        if self.decided_by is not None and self.decided_by == self.requested_by:
            problems["decided_by"] = "Nobody may approve their own request. Choose someone else."
        if self.decision is Decision.REFUSED and not self.conditions.strip():
            problems["conditions"] = "Say why it was refused, so that it can be put right."
        return problems
