"""Reviews of filtering and monitoring: who looked, what was tried, what must change (Pupils 4)."""

from __future__ import annotations

from datetime import date

from esafety_desk.records.base import PersonId, Record, kept


class FilteringReview(Record):
    """One review of filtering and monitoring, at least once a year, by two people."""

    reviewed_on: date = kept(
        "Reviewed on",
        listed=True,
        past_only=True,
        index=True,
        why="Filtering and monitoring are looked over once a year at least.",
    )
    reviewer_id: PersonId = kept("Reviewed by", listed=True, refers_to="people", foreign_key="people.id")
    second_reviewer: PersonId | None = kept(
        "With",
        default=None,
        listed=True,
        refers_to="people",
        foreign_key="people.id",
        why="Two people see more: the leader, and whoever runs the filter.",
    )
    checks_planned: int = kept(
        "Checks planned",
        ge=0,
        le=1_000,
        listed=True,
        why="Reports say how many of the checks planned were done.",
    )
    checks_done: int = kept(
        "Checks done",
        ge=0,
        le=1_000,
        listed=True,
        why="Reports say how many of the checks planned were done.",
    )
    findings: str = kept("What was found", default="", long=True, searched=True, max_length=40_000)
    next_on: date | None = kept(
        "Next review", default=None, listed=True, why="The desk asks again on that day."
    )

    @property
    def dated_on(self) -> date:
        return self.reviewed_on

    @property
    def heading(self) -> str:
        return f"Filtering review: {self.checks_done} of {self.checks_planned} checks"

    def rule_problems(self) -> dict[str, str]:
        problems = {}
        if self.checks_done > self.checks_planned:
            problems["checks_done"] = (
                "More checks were done than planned: put the larger number under planned."
            )
        if self.second_reviewer is not None and self.second_reviewer == self.reviewer_id:
            problems["second_reviewer"] = "This is the same person. A second pair of eyes is meant."
        if self.next_on and self.next_on <= self.reviewed_on:
            problems["next_on"] = "The next review is after this one."
        return problems
