"""The school's policy itself: its clauses in the app's own words, and the versions that were adopted."""

from __future__ import annotations

from datetime import date

from esafety_desk.records.base import Record, kept


class Clause(Record):
    """One clause, by the reference that records and rules name it by."""

    ref: str = kept(
        "Clause",
        listed=True,
        searched=True,
        min_length=1,
        max_length=40,
        why="Reports, scorecard and forms name a clause by it.",
    )
    title: str = kept(
        "In short",
        listed=True,
        searched=True,
        min_length=1,
        max_length=160,
        why="It stands beside the clause on the scorecard.",
    )
    text: str = kept("What the school has agreed", long=True, searched=True, min_length=1, max_length=4_000)

    @property
    def heading(self) -> str:
        return f"{self.ref}: {self.title}"


class PolicyVersion(Record):
    """A version of the policy as governors adopted it."""

    name: str = kept("Version", listed=True, searched=True, min_length=1, max_length=40, help="Such as 2026.")
    adopted_on: date = kept(
        "Adopted on", listed=True, past_only=True, index=True, why="Staff read each version from this day on."
    )
    review_due: date = kept(
        "Review due", listed=True, why="The desk says when the policy is due to be looked at."
    )
    remarks: str = kept(
        "What changed",
        default="",
        long=True,
        searched=True,
        max_length=4_000,
        why="Staff who read the last version see what is new.",
    )

    @property
    def dated_on(self) -> date:
        return self.adopted_on

    @property
    def heading(self) -> str:
        return f"Policy {self.name}"

    def rule_problems(self) -> dict[str, str]:
        if self.review_due <= self.adopted_on:
            return {"review_due": "The review is after the day it was adopted."}
        return {}
