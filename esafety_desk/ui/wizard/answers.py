"""What has been answered so far; kept in memory only, and gone if the window closes."""

from __future__ import annotations

from dataclasses import dataclass, field

from esafety_desk.records.school import School


@dataclass(slots=True)
class Answers:
    """Filled in step by step. ``recovery_key`` is made once and stays the same when one goes back."""

    recovery_key: str
    school: School | None = None
    given_name: str = ""
    family_name: str = ""
    passphrase: str = field(default="", repr=False)
