"""The papers whose wording a school may change, and the fields each can be filled with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

_SCHOOL = {"school": "the school's name", "date": "the day it is printed"}
_LEADER = {"esafety_leader": "the e-safety leader's name"}


@dataclass(frozen=True, slots=True)
class Letter:
    """One wording. ``fields`` stand within a sentence, ``blocks`` on a line of their own."""

    name: str
    title: str
    fields: Mapping[str, str]
    blocks: Mapping[str, str] = field(default_factory=dict)


_LETTERS = (
    Letter(
        "parents-letter",
        "Letter to parents about a project",
        {
            **_SCHOOL,
            **_LEADER,
            "project": "its title",
            "purpose": "what pupils will do and learn",
            "first_use": "the first day of use",
            "last_use": "the last day of use",
            "when": "both days in words",
            "platforms": "the platforms",
            "year_groups": "the year groups",
            "devices": "which devices are used",
            "leader": "who leads the project",
            "approval": "who approved it, and when",
        },
        {"details": "when, who, platform and devices in a list", "age_limits": "each platform's age limit"},
    ),
    Letter(
        "technical-request",
        "Request to technical support",
        {
            **_SCHOOL,
            **_LEADER,
            "project": "its title",
            "first_use": "the first day of use",
            "notice_days": "days of notice the school asks for",
        },
    ),
    Letter("approval-sheet", "Approval sheet", {**_SCHOOL, **_LEADER}),
    Letter("exemption-certificate", "Exemption certificate", {**_SCHOOL, **_LEADER, "service": "the service"}),
    Letter("removal-confirmation", "Removal confirmation", {**_SCHOOL, **_LEADER, "service": "the service"}),
    Letter("bullying-referral", "Anti-bullying referral", {**_SCHOOL, **_LEADER, "reply_due": "when an answer is due"}),
    Letter(
        "session-handout",
        "Handout after a support session",
        {
            **_SCHOOL,
            **_LEADER,
            "adviser": "who gave the session",
            "held_on": "the day of the session",
            "notice_days": "days of notice technical support asks for",
        },
        {"covered": "platforms, settings and advice of the session"},
    ),
    Letter("access-pack", "Subject access pack", {**_SCHOOL, **_LEADER, "person": "whom it is about"}),
    Letter("transfer-pack", "Transfer pack", {**_SCHOOL, **_LEADER, "person": "whom it is about"}),
    Letter("award-evidence", "Evidence of positive use", {**_SCHOOL, **_LEADER, "period": "the days it is on"}),
)  # fmt: skip

LETTERS: Mapping[str, Letter] = {letter.name: letter for letter in _LETTERS}
"""By the name of their paper, in the order of Settings."""
