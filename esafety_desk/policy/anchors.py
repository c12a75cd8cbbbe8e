"""The anchor: the audit chain's end as it is written down, so that what came before can be proved later."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from esafety_desk.records.school import Term

_DIGITS = 16
_WRITTEN = re.compile(r"(?:line )?\s*([\d,]{1,12})\W+([0-9a-f ]{16,24})$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A line of the chain by its sequence and the first sixteen hexadecimal digits of its seal."""

    sequence: int
    digits: str

    def __str__(self) -> str:
        return f"{self.sequence} {self.digits}"


def read(text: str) -> Anchor | None:
    """The anchor as somebody wrote it down: "8214 3f9a02c1d7e4b605", commas, capitals and blanks forgiven."""
    found = _WRITTEN.match(text.strip())
    if found is None:
        return None
    sequence, digits = found[1].replace(",", ""), found[2].replace(" ", "").lower()
    return Anchor(int(sequence), digits) if sequence and len(digits) == _DIGITS else None


def is_due(noted_on: date | None, terms: Sequence[Term], today: date) -> bool:
    """Whether the anchor is to be written down: once a term, from its first day on."""
    begun = [term.starts_on for term in terms if term.starts_on <= today <= term.ends_on]
    return bool(begun) and (noted_on is None or noted_on < max(begun))
