"""The school's own accounts, watched over by someone outside, and the checks made of them (Accounts 0–4)."""

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
        "Owner",
        listed=True,
        refers_to="people",
        foreign_key="people.id",
        index=True,
        clause="Accounts 0",
        why="Somebody answers for every account that speaks for the school.",
    )
    second_administrator: PersonId | None = kept(
        "Second administrator",
        default=None,
        refers_to="people",
        foreign_key="people.id",
        clause="Accounts 0",
        why="If the owner is away, somebody else can still take something down.",
    )
    external_monitor: str = kept(
        "External monitor", default="", searched=True, max_length=160, clause="Accounts 0",
        help="Who outside the school looks over this account.",
        why="Official accounts are watched from outside the school as well.",
    )  # fmt: skip
    check_every: int = kept(
        "Days between checks",
        default=14,
        ge=1,
        le=365,
        listed=True,
        clause="Accounts 0",
        why="The desk says when the next look is due.",
    )
    opened_on: date = kept(
        "In use since", past_only=True, index=True, why="Checks fall due from this day on."
    )
    closed_on: date | None = kept(
        "Closed on", default=None, listed=True, past_only=True, why="From then on no check is asked for."
    )

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
        why="Each official account is looked over in its turn.",
    )  # fmt: skip
    checked_on: date = kept(
        "Checked on",
        listed=True,
        past_only=True,
        index=True,
        clause="Accounts 0",
        why="The next check falls due so many days after it.",
    )
    checked_by: PersonId = kept(
        "Checked by",
        listed=True,
        refers_to="people",
        foreign_key="people.id",
        why="Somebody looked, and can be asked.",
    )
    sample_size: int = kept(
        "Posts and comments read", ge=1, le=10_000, listed=True, why="It shows how thorough the look was."
    )
    points_kept: tuple[WordCode, ...] = kept(
        "Found in order",
        default=(),
        vocabulary="monitoring-points",
        clause="Accounts 1",
        why="Achievements in general terms, child-specific talk elsewhere: these are what the policy asks for.",
    )
    photo_permissions_checked: bool = kept(
        "Photo permissions checked",
        default=False,
        clause="Accounts 0",
        why="The photo and permissions policy holds for every picture the school shows.",
    )
    findings: str = kept(
        "Findings",
        default="",
        long=True,
        searched=True,
        personal=True,
        max_length=40_000,
        why="What was seen is what the next check begins with.",
    )
    needs_action: bool = kept(
        "Something must be put right",
        default=False,
        listed=True,
        why="It stays on Today until it is put right.",
    )

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
        "Account",
        listed=True,
        refers_to="official-accounts",
        foreign_key="official_accounts.id",
        index=True,
        why="It shows on which account families ask.",
    )
    received_on: date = kept("Received on", listed=True, past_only=True, index=True)
    about: str = kept(
        "About",
        listed=True,
        searched=True,
        min_length=1,
        max_length=160,
        help="In general words, without a name.",
        why="Reports may count it; nobody may be recognised by it.",
        clause="Accounts 1",
    )
    about_a_child: bool = kept(
        "It was about a child",
        default=False,
        listed=True,
        clause="Accounts 2",
        why="What concerns one child is not discussed on an account.",
    )
    moved_to: MovedTo = kept(
        "Moved to",
        listed=True,
        clause="Accounts 2",
        why="A talk about a child goes on by phone, face to face, email or letter.",
    )
    signposted_to: str = kept(
        "Signposted to",
        default="",
        searched=True,
        max_length=160,
        clause="Accounts 4",
        why="An account is informal: questions are led to where they are answered.",
    )
    answered_on: date | None = kept(
        "Answered on", default=None, listed=True, past_only=True, why="It ends the reminder."
    )

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
