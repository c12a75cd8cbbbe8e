"""The school's own accounts, watched over by someone outside, and the checks made of them (Accounts 0–4, 6)."""

from __future__ import annotations

from datetime import date

from esafety_desk.records.base import Choice, PersonId, Record, RecordId, WordCode, kept


class OfficialAccount(Record):
    """An account the school speaks through: who owns it, who else can run it, who watches it."""

    platform: str = kept(
        "Platform", listed=True, searched=True, vocabulary="platforms", min_length=1, max_length=80
    )
    name: str = kept("Account", listed=True, searched=True, min_length=1, max_length=120)
    owner_id: PersonId = kept(
        "Owner", listed=True, refers_to="people", foreign_key="people.id", index=True, clause="Accounts 0"
    )
    second_administrator: PersonId | None = kept(
        "Second administrator", default=None, refers_to="people", foreign_key="people.id", clause="Accounts 0"
    )
    external_monitor: str = kept(
        "External monitor", default="", searched=True, max_length=160, clause="Accounts 0",
        help="Who outside the school looks over this account.",
    )  # fmt: skip
    check_every: int = kept("Days between checks", default=14, ge=1, le=365, listed=True, clause="Accounts 0")
    opened_on: date = kept("In use since", past_only=True, index=True)
    closed_on: date | None = kept("Closed on", default=None, listed=True, past_only=True)

    @property
    def heading(self) -> str:
        return self.name

    def is_open(self, day: date) -> bool:
        return self.opened_on <= day and (self.closed_on is None or day <= self.closed_on)

    def rule_problems(self) -> dict[str, str]:
        problems = {}
        if self.closed_on and self.closed_on < self.opened_on:
            problems["closed_on"] = "This is before it was in use."
        if self.second_administrator is not None and self.second_administrator == self.owner_id:
            problems["second_administrator"] = "This is the owner. The second administrator is someone else."
        return problems


class MonitoringCheck(Record):
    """One look over an official account: what was read, and what was found."""

    account_id: RecordId = kept(
        "Account", listed=True, refers_to="official-accounts", foreign_key="official_accounts.id", index=True,
        clause="Accounts 0",
    )  # fmt: skip
    checked_on: date = kept("Checked on", listed=True, past_only=True, index=True, clause="Accounts 0")
    checked_by: PersonId = kept("Checked by", listed=True, refers_to="people", foreign_key="people.id")
    sample_size: int = kept("Posts and comments read", ge=1, le=10_000, listed=True)
    points_kept: tuple[WordCode, ...] = kept(
        "Found in order", default=(), vocabulary="monitoring-points", clause="Accounts 1"
    )
    photo_permissions_checked: bool = kept("Photo permissions checked", default=False, clause="Accounts 0")
    findings: str = kept("Findings", default="", long=True, searched=True, personal=True, max_length=40_000)
    needs_action: bool = kept("Something must be put right", default=False, listed=True)

    @property
    def dated_on(self) -> date:
        return self.checked_on

    @property
    def heading(self) -> str:
        return "Check: something to put right" if self.needs_action else "Check: in order"

    def rule_problems(self) -> dict[str, str]:
        if self.needs_action and not self.findings.strip():
            return {"findings": "Say what must be put right."}
        return {}


class MovedTo(Choice):
    PHONE = "phone", "Phone"
    FACE_TO_FACE = "face-to-face", "Face to face"
    EMAIL = "email", "Email"
    LETTER = "letter", "Letter"
    SIGNPOSTED = "signposted", "Signposted elsewhere"
    ANSWERED = "answered", "Answered there: nothing about a child"


class Contact(Record):
    """A question that came in on an account; talk of a child is moved to phone, meeting, email or letter."""

    account_id: RecordId = kept(
        "Account", listed=True, refers_to="official-accounts", foreign_key="official_accounts.id", index=True
    )
    received_on: date = kept("Received on", listed=True, past_only=True, index=True)
    about: str = kept(
        "About",
        listed=True,
        searched=True,
        min_length=1,
        max_length=160,
        help="In general words, without a name.",
    )
    about_a_child: bool = kept("It was about a child", default=False, listed=True, clause="Accounts 2")
    moved_to: MovedTo = kept("Moved to", listed=True, clause="Accounts 2")
    signposted_to: str = kept("Signposted to", default="", searched=True, max_length=160, clause="Accounts 4")
    answered_on: date | None = kept("Answered on", default=None, listed=True, past_only=True)

    @property
    def dated_on(self) -> date:
        return self.received_on

    @property
    def heading(self) -> str:
        return self.about

    def rule_problems(self) -> dict[str, str]:
        problems = {}
        if self.about_a_child and self.moved_to is MovedTo.ANSWERED:
            problems["moved_to"] = "Talk about a child is moved to phone, a meeting, email or a letter."
        if self.moved_to is MovedTo.SIGNPOSTED and not self.signposted_to.strip():
            problems["signposted_to"] = "Say where they were sent."
        if self.answered_on and self.answered_on < self.received_on:
            problems["answered_on"] = "This is before it was received."
        return problems


class ModerationKind(Choice):
    BLOCKED = "blocked", "User blocked"
    REMOVED = "removed", "Content removed"
    HIDDEN = "hidden", "Comment hidden"
    REPORTED = "reported", "Reported to the platform"


class Moderation(Record):
    """A user blocked or content removed: why, by whose decision, and looked at again (Accounts 6)."""

    account_id: RecordId = kept(
        "Account", listed=True, refers_to="official-accounts", foreign_key="official_accounts.id", index=True
    )
    kind: ModerationKind = kept("What was done", listed=True, clause="Accounts 6")
    done_on: date = kept("Done on", listed=True, past_only=True, index=True)
    address: str = kept("Address of the post", default="", personal=True, max_length=400)
    what: str = kept("What it was", min_length=1, long=True, searched=True, personal=True, max_length=40_000)
    why: str = kept(
        "Why this was proportionate",
        min_length=1,
        long=True,
        searched=True,
        max_length=4_000,
        clause="Accounts 6",
    )
    decided_by: PersonId = kept("Decided by", listed=True, refers_to="people", foreign_key="people.id")
    review_on: date = kept("Review on", listed=True, index=True, clause="Accounts 6")
    reviewed_on: date | None = kept("Reviewed on", default=None, listed=True, past_only=True)
    reversed_on: date | None = kept("Reversed on", default=None, listed=True, past_only=True)

    @property
    def dated_on(self) -> date:
        return self.done_on

    @property
    def heading(self) -> str:
        return self.kind.label

    def rule_problems(self) -> dict[str, str]:
        problems = {}
        if self.review_on < self.done_on:
            problems["review_on"] = "This is before it was done."
        if self.reviewed_on and self.reviewed_on < self.done_on:
            problems["reviewed_on"] = "This is before it was done."
        if self.reversed_on and self.reversed_on < self.done_on:
            problems["reversed_on"] = "This is before it was done."
        return problems
