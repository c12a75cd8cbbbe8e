"""Platforms and the ages they ask for: dated and sourced, because rules change (Pupils 1)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from esafety_desk.records.base import Choice, Part, Record, kept


class Basis(Choice):
    TERMS = "terms", "The platform's terms"
    LAW = "law", "Law"
    RATING = "rating", "Age rating"
    SCHOOL = "school", "The school's own rule"


class AgeRule(Part):
    """The least age from a day on; the newest rule in force on the day of an activity is the one that counts."""

    effective_from: date = kept(
        "Effective from", clause="Pupils 1", why="A project is held against the rule of its day."
    )
    minimum_age: int = kept(
        "Minimum age", ge=0, le=21, clause="Pupils 1", why="A project with younger pupils asks why."
    )
    basis: Basis = kept(
        "Basis", why="A platform's own terms and the law do not always say the same.", clause="Pupils 1"
    )
    source: str = kept(
        "Source",
        min_length=1,
        max_length=200,
        why="So that anyone can read it again where it was read.",
        clause="Pupils 1",
    )
    checked_on: date = kept(
        "Checked on", why="A rule that was read long ago may have changed.", clause="Pupils 1"
    )

    def said(self, spoken: Callable[[date], str]) -> str:
        """The rule in a few words, its day as ``spoken`` has it: "13 from 25 May 2018"."""
        return f"{self.minimum_age} from {spoken(self.effective_from)}"


class Platform(Record):
    """A platform as the school knows it."""

    platform: str = kept(
        "Platform", listed=True, searched=True, vocabulary="platforms", min_length=1, max_length=80
    )
    age_rules: tuple[AgeRule, ...] = kept(
        "Age rules",
        listed=True,
        min_length=1,
        clause="Pupils 1",
        why="Pupils and parents are told the age limits; projects are held against them.",
    )
    check_again_on: date = kept(
        "Check again on",
        listed=True,
        index=True,
        clause="Pupils 1",
        why="Rules change: the desk asks to look again after some months.",
    )
    remarks: str = kept("Remarks", default="", long=True, searched=True, max_length=4_000)

    @property
    def heading(self) -> str:
        return self.platform

    def rule_on(self, day: date) -> AgeRule | None:
        """The age rule in force on ``day``; None before the first one."""
        begun = [rule for rule in self.age_rules if rule.effective_from <= day]
        return max(begun, key=lambda rule: rule.effective_from, default=None)

    def rule_problems(self) -> dict[str, str]:
        days = [rule.effective_from for rule in self.age_rules]
        if len(set(days)) < len(days):
            return {"age_rules": "Two rules begin on the same day. Keep the one that holds."}
        return {}
