"""What was taken down or blocked on a school's account, why, and whether it was looked at again (Accounts 6)."""

from __future__ import annotations

from datetime import date

from esafety_desk.records.base import Choice, PersonId, Record, RecordId, kept


class ModerationKind(Choice):
    BLOCKED = "blocked", "User blocked"
    REMOVED = "removed", "Content removed"
    HIDDEN = "hidden", "Comment hidden"
    REPORTED = "reported", "Reported to the platform"


class Moderation(Record):
    """A user blocked or content removed: why, by whose decision, and looked at again (Accounts 6)."""

    account_id: RecordId = kept(
        "Account",
        listed=True,
        refers_to="official-accounts",
        foreign_key="official_accounts.id",
        index=True,
        why="What was hidden on the school's behalf is kept with its account.",
        clause="Accounts 6",
    )
    kind: ModerationKind = kept(
        "What was done",
        listed=True,
        clause="Accounts 6",
        why="Users are blocked and content is removed to lessen a risk, and for nothing else.",
    )
    done_on: date = kept("Done on", listed=True, past_only=True, index=True)
    address: str = kept(
        "Address of the post",
        default="",
        personal=True,
        max_length=400,
        why="So that the post can be found, and brought back.",
        clause="Accounts 6",
    )
    what: str = kept(
        "What it was",
        min_length=1,
        long=True,
        searched=True,
        personal=True,
        max_length=40_000,
        why="Once it is gone, nobody can see any more what it was.",
        clause="Accounts 6",
    )
    why: str = kept(
        "Why this was proportionate",
        min_length=1,
        long=True,
        searched=True,
        max_length=4_000,
        clause="Accounts 6",
        why="People are silenced only as far as a risk makes it needful.",
    )
    decided_by: PersonId = kept(
        "Decided by",
        listed=True,
        refers_to="people",
        foreign_key="people.id",
        why="Somebody answers for it when it is asked about.",
        clause="Accounts 6",
    )
    review_on: date = kept(
        "Review on",
        listed=True,
        index=True,
        clause="Accounts 6",
        why="A block is not for ever: it is looked at again on this day.",
    )
    reviewed_on: date | None = kept(
        "Reviewed on",
        default=None,
        listed=True,
        past_only=True,
        why="It ends the reminder.",
        clause="Accounts 6",
    )
    reversed_on: date | None = kept(
        "Reversed on",
        default=None,
        listed=True,
        past_only=True,
        why="Reports say how many decisions were taken back.",
        clause="Accounts 6",
    )

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
