"""Something to be reminded of, before it is sorted into late, this week and waiting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from esafety_desk.records.base import RecordId
from esafety_desk.records.registers import Register


@dataclass(frozen=True, slots=True)
class Matter:
    """Something to be reminded of: by ``due_on``, or where that is None, waiting since ``since``.

    ``warned_from`` is the day from which it is shown, where a week ahead is too late.
    """

    register: Register
    id: RecordId
    reference: str
    title: str
    reason: str
    since: date
    due_on: date | None = None
    warned_from: date | None = None

    def order(self) -> tuple[date, str, str]:
        """By day, then by reference."""
        return self.due_on or self.since, self.reference, self.title
