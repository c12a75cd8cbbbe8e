"""Reviews of approved accounts, at least once a year: used for teaching and learning only (Staff 6)."""

from __future__ import annotations

from datetime import date

from esafety_desk.records.base import Choice, PersonId, Record, RecordId, kept


class ReviewOutcome(Choice):
    GOES_ON = "goes-on", "Goes on"
    CHANGED = "changed", "Goes on, with a change"
    CLOSED = "closed", "Account closed"


class AccountReview(Record):
    """One look at an approved account, with the day of the next."""

    about_id: RecordId = kept(
        "Account",
        listed=True,
        refers_to="approvals",
        foreign_key="approvals.id",
        index=True,
        clause="Staff 6",
        why="It is the approval of this account that is renewed or ended.",
    )
    reviewed_on: date = kept(
        "Reviewed on",
        listed=True,
        past_only=True,
        index=True,
        clause="Staff 6",
        why="Each account is looked at again at least once a year from this day.",
    )
    reviewer_id: PersonId = kept(
        "Reviewed by",
        listed=True,
        refers_to="people",
        foreign_key="people.id",
        why="Somebody looks who can see the account.",
    )
    outcome: ReviewOutcome = kept(
        "Outcome",
        listed=True,
        why="An account that serves anything but teaching is put right or closed.",
        clause="Staff 6",
    )
    findings: str = kept("What was seen", default="", long=True, searched=True, max_length=40_000)
    next_on: date | None = kept(
        "Next review",
        default=None,
        listed=True,
        why="The desk asks again on that day.",
        clause="Staff 6",
    )

    @property
    def dated_on(self) -> date:
        return self.reviewed_on

    @property
    def heading(self) -> str:
        return f"Account review: {self.outcome.label.lower()}"

    def rule_problems(self) -> dict[str, str]:
        if self.next_on and self.next_on <= self.reviewed_on:
            return {"next_on": "The next review is after this one."}
        return {}
