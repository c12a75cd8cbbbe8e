"""Referrals: who else was asked to act, by when an answer is due, and what came back."""

from __future__ import annotations

from datetime import date

from esafety_desk.records.base import Choice, Record, RecordId, kept


class ReferredTo(Choice):
    ANTI_BULLYING = "anti-bullying", "Anti-bullying lead"
    DSL = "dsl", "Designated safeguarding lead"
    HEAD = "head", "Head teacher"
    HR = "hr", "HR"
    LEGAL = "legal", "Governors (legal)"
    LADO = "lado", "Local authority designated officer"
    POLICE = "police", "Police"
    SOCIAL_CARE = "social-care", "Children's social care"
    PREVENT = "prevent", "Prevent"
    CEOP = "ceop", "CEOP"
    IWF = "iwf", "Internet Watch Foundation"
    HARMFUL_CONTENT = "harmful-content", "Report Harmful Content"
    PROFESSIONALS_HELPLINE = "posh", "Professionals Online Safety Helpline"
    PLATFORM = "platform", "The platform"
    LA_FILTERING = "la-filtering", "Local authority filtering"
    DPO = "dpo", "Data protection officer"


RESTRICTED = frozenset({ReferredTo.HR, ReferredTo.LEGAL})
"""Content only on demand: never in lists, search hits or reports. Source: policy, Staff 9 and Out 3."""


class Outcome(Choice):
    WAITING = "waiting", "Waiting for a reply"
    TAKEN_UP = "taken-up", "Taken up"
    ADVICE = "advice", "Advice given"
    NOT_TAKEN_UP = "not-taken-up", "Not taken up"
    FINISHED = "finished", "Finished"


class Recurrence(Choice):
    """Whether bullying came back within six weeks; found by the desk, confirmed by a person."""

    NOT_KNOWN = "not-known", "Not known yet"
    NO = "no", "No"
    YES = "yes", "Yes, within six weeks"


class Referral(Record):
    """A request to someone else, about one record of the desk."""

    about_id: RecordId | None = kept(
        "About", default=None, listed=True, refers_to="any", foreign_key="entry.id", index=True,
        help="The record this referral belongs to.",
    )  # fmt: skip
    to: ReferredTo = kept(
        "To",
        listed=True,
        clause="Out 1",
        why="Online bullying goes the way of the Anti-Bullying policy; other matters have their own place.",
    )
    referred_on: date = kept(
        "Referred on", listed=True, past_only=True, index=True, why="The days until a reply count from here."
    )
    reason: str = kept(
        "What was asked", default="", long=True, searched=True, personal=True, max_length=40_000,
        relevant_if="keeps_detail",
        why="So that the answer can be held against what was asked.",
    )  # fmt: skip
    their_reference: str = kept(
        "Their reference",
        default="",
        max_length=80,
        help="How the other side files it.",
        why="So that both sides speak of the same case.",
    )
    reply_due: date | None = kept(
        "Reply due", default=None, listed=True, why="Today says when an answer is late."
    )
    replied_on: date | None = kept(
        "Replied on",
        default=None,
        listed=True,
        past_only=True,
        why="It ends the reminder, and is what timeliness is counted by.",
    )
    outcome: Outcome = kept(
        "Outcome", default=Outcome.WAITING, listed=True, why="Reports say how many were taken up."
    )
    reply: str = kept(
        "Reply", default="", long=True, searched=True, personal=True, max_length=40_000,
        relevant_if="keeps_detail",
        why="So that whoever reads the case later need not ask again.",
    )  # fmt: skip

    @property
    def heading(self) -> str:
        return f"Referral to {self.to.label}"

    impact: str = kept(
        "Impact on the child", default="", long=True, searched=True, personal=True, max_length=40_000,
        relevant_if="is_anti_bullying", clause="Out 1",
        why="How it is for the child decides how much must be done.",
    )  # fmt: skip
    childs_wishes: str = kept(
        "What the child wishes", default="", long=True, searched=True, personal=True, max_length=40_000,
        relevant_if="is_anti_bullying", clause="Out 1",
        why="The child is asked, and what they want weighs in what is done.",
    )  # fmt: skip
    review_on: date | None = kept(
        "Review due",
        default=None,
        listed=True,
        relevant_if="is_anti_bullying",
        clause="Out 1",
        why="Whether the bullying stopped is looked at after some weeks.",
    )
    review_held_on: date | None = kept(
        "Review held on",
        default=None,
        past_only=True,
        relevant_if="is_anti_bullying",
        clause="Out 1",
        why="It ends the reminder; governors see how many reviews were held.",
    )
    recurrence: Recurrence = kept(
        "Came back within six weeks",
        default=Recurrence.NOT_KNOWN,
        relevant_if="is_anti_bullying",
        clause="Out 1",
        why="Bullying that came back shows that more must be done.",
    )

    @property
    def dated_on(self) -> date:
        return self.referred_on

    @property
    def is_restricted(self) -> bool:
        return self.to in RESTRICTED

    @property
    def keeps_detail(self) -> bool:
        return self.to is not ReferredTo.HR

    @property
    def is_anti_bullying(self) -> bool:
        return self.to is ReferredTo.ANTI_BULLYING

    @property
    def is_answered(self) -> bool:
        return self.replied_on is not None

    @property
    def awaits_review(self) -> bool:
        return self.is_anti_bullying and self.review_on is not None and self.review_held_on is None

    def rule_problems(self) -> dict[str, str]:
        problems = {}
        if self.reply_due and self.reply_due < self.referred_on:
            problems["reply_due"] = "This is before the referral was made."
        if self.replied_on and self.replied_on < self.referred_on:
            problems["replied_on"] = "This is before the referral was made."
        if self.is_answered and self.outcome is Outcome.WAITING:
            problems["outcome"] = "A reply came: say what it was."
        if not self.keeps_detail and (self.reason.strip() or self.reply.strip()):
            problems["reason"] = "For HR keep the date and their reference only. The detail stays with HR."
        return problems
