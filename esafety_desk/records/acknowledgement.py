"""Acknowledgements: each member of staff answers for the terms of the platforms they use (Staff 2)."""

from __future__ import annotations

from datetime import date

from esafety_desk.records.base import PersonId, Record, kept


class Acknowledgement(Record):
    """Someone has read a platform's terms, or a version of the policy. Private handles are never kept."""

    person_id: PersonId = kept(
        "Who",
        listed=True,
        refers_to="people",
        foreign_key="people.id",
        index=True,
        clause="Staff 2",
        why="Each user answers for the terms of the platforms they use.",
    )
    platform: str = kept(
        "Platform", default="", listed=True, searched=True, vocabulary="platforms", max_length=80,
        help="Leave empty where it is the school's policy that was read.",
        why="Terms are read platform by platform.",
        clause="Staff 2",
    )  # fmt: skip
    policy_version: str = kept(
        "Version of the policy", default="", listed=True, searched=True, max_length=40,
        help="Such as 2026. Leave empty where it is a platform's terms.",
        why="Each new version is read anew.",
    )  # fmt: skip
    seen_on: date = kept(
        "Read on",
        listed=True,
        past_only=True,
        index=True,
        clause="Staff 2",
        why="It shows that the terms were known from this day on.",
    )
    renew_on: date | None = kept(
        "Ask again on",
        default=None,
        listed=True,
        why="Terms change; the desk asks again on that day.",
        clause="Staff 2",
    )

    @property
    def dated_on(self) -> date:
        return self.seen_on

    @property
    def heading(self) -> str:
        return f"Read: {self.platform or 'policy ' + self.policy_version}"

    def rule_problems(self) -> dict[str, str]:
        if not self.platform.strip() and not self.policy_version.strip():
            return {"platform": "Say what was read: a platform's terms, or a version of the policy."}
        if self.renew_on and self.renew_on < self.seen_on:
            return {"renew_on": "This is before the day it was read."}
        return {}
