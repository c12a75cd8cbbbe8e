"""Approvals of accounts that support learning, decided by a Head of Department or senior staff (Staff 5, 6)."""

from __future__ import annotations

from datetime import date

from esafety_desk.records.base import Choice, PersonId, Record, kept


class Decision(Choice):
    ASKED = "asked", "Waiting"
    APPROVED = "approved", "Approved"
    REFUSED = "refused", "Refused"
    TAKEN_BACK = "taken-back", "Taken back"


class AccountApproval(Record):
    """A request to use a professional account for learning, and what was decided."""

    requested_by: PersonId | None = kept(
        "Asked by",
        default=None,
        listed=True,
        refers_to="people",
        foreign_key="people.id",
        index=True,
        group="Request",
        why="Who asks may not decide, and answers for the account.",
        clause="Staff 5",
    )
    requested_on: date = kept(
        "Asked on",
        listed=True,
        past_only=True,
        index=True,
        group="Request",
        why="How long a request waited is counted from here.",
    )
    platform: str = kept(
        "Platform", listed=True, searched=True, vocabulary="platforms", min_length=1, max_length=80,
        group="Request",
    )  # fmt: skip
    account_name: str = kept(
        "Professional account", default="", searched=True, max_length=120, group="Request",
        help="The school account's public name. Never a private one.", clause="Staff 6",
        why="The school must be able to find the account it has approved.",
    )  # fmt: skip
    purpose: str = kept(
        "What it is for", min_length=1, long=True, searched=True, max_length=40_000, group="Request",
        help="Teaching and learning only.", clause="Staff 6",
        why="A professional account serves teaching and learning alone; the yearly review looks at it again.",
    )  # fmt: skip
    decision: Decision = kept(
        "Decision",
        default=Decision.ASKED,
        listed=True,
        group="Decision",
        clause="Staff 5",
        why="An account used for learning needs a yes from a Head of Department or senior staff first.",
    )
    decided_by: PersonId | None = kept(
        "Decided by", default=None, listed=True, refers_to="people", foreign_key="people.id",
        group="Decision", relevant_if="is_decided", clause="Staff 5",
        help="A Head of Department or a member of the senior leadership team on that day; not the person asking.",
        why="The role is checked on the day, and nobody approves their own request.",
    )  # fmt: skip
    decided_on: date | None = kept(
        "Decided on",
        default=None,
        past_only=True,
        group="Decision",
        relevant_if="is_decided",
        why="The role of whoever decided is looked up on this day.",
        clause="Staff 5",
    )
    conditions: str = kept(
        "Conditions or reasons", default="", long=True, max_length=40_000, group="Decision",
        relevant_if="is_decided",
        why="Whoever reviews the account looks whether they were kept.",
        clause="Staff 5",
    )  # fmt: skip
    review_on: date | None = kept(
        "Review due",
        default=None,
        listed=True,
        group="Decision",
        relevant_if="is_approved",
        clause="Staff 6",
        why="An approved account is looked at again at least once a year.",
    )

    to_review: bool = kept(
        "Imported – to review", default=False, group="Decision", relevant_if="is_to_review",
        help="Turn this off once the people and the days are right.",
    )  # fmt: skip
    people_as_written: str = kept(
        "People, as written", default="", searched=True, personal=True, max_length=2_000, group="Decision",
        relevant_if="names_others", help="Names from an old list that nobody here has been matched with yet.",
    )  # fmt: skip

    @property
    def heading(self) -> str:
        return f"{self.decision.label}: {self.account_name or self.platform}"

    @property
    def dated_on(self) -> date:
        return self.requested_on

    @property
    def is_waiting(self) -> bool:
        """Asked for, and not answered yet."""
        return self.decision is Decision.ASKED

    @property
    def is_decided(self) -> bool:
        return self.decision in (Decision.APPROVED, Decision.REFUSED)

    @property
    def is_approved(self) -> bool:
        return self.decision is Decision.APPROVED

    @property
    def is_to_review(self) -> bool:
        return self.to_review

    @property
    def names_others(self) -> bool:
        return bool(self.people_as_written)

    def rule_problems(self) -> dict[str, str]:
        problems = {} if self.to_review else self._gaps()
        if self.decided_on and self.decided_on < self.requested_on:
            problems["decided_on"] = "This is before the day it was asked."
        if self.decided_by is not None and self.decided_by == self.requested_by:
            problems["decided_by"] = "Nobody may approve their own request. Choose someone else."
        return problems

    def _gaps(self) -> dict[str, str]:
        """What may be missing only in an imported request that waits for its review."""
        problems = {}
        if self.requested_by is None:
            problems["requested_by"] = "This is needed."
        if self.is_decided and self.decided_by is None:
            problems["decided_by"] = "Say who decided."
        if self.is_decided and self.decided_on is None:
            problems["decided_on"] = "Say on which day it was decided."
        if self.decision is Decision.REFUSED and not self.conditions.strip():
            problems["conditions"] = "Say why it was refused, so that it can be put right."
        return problems
