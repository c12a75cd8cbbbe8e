"""What a printed report says of itself, so that anyone can ask the desk later whether it is the one issued.

The seal stands on the last page and, in one fixed form, among the keywords of the file. It names the last
change to a record, the desk's secret seal on that change, the digest of all the paper says, and whether it
was issued. Printing or exporting moves none of these.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import StrEnum
from typing import Any

from esafety_desk.policy.figures import GovernorReport, Verification

_DIGITS = 16
_DRAFT, _ISSUED = "draft", "issued"
# Letters, digits and blanks alone, so that a program which saves the file anew has nothing to escape.
_SEAL = re.compile(rb"esafetydesk seal (\d{1,12}) ([0-9a-f]{16}) ([0-9a-f]{16}) (draft|issued)")
_BLANKS = b" \t\r\n\f\v"
_IN_DIGITS = re.compile(rb"/Keywords\s*<([0-9A-Fa-f\s]{40,2000})>")


class Outcome(StrEnum):
    """What can be said of a file."""

    AS_ISSUED = "as issued"
    ALTERED = "altered"
    NOT_FROM_HERE = "not from this desk"
    NOT_ISSUED = "not issued"


@dataclass(frozen=True, slots=True)
class Seal:
    """The seal in the form the file carries."""

    sequence: int
    short_hash: str
    figures: str
    is_issued: bool

    def __str__(self) -> str:
        state = _ISSUED if self.is_issued else _DRAFT
        return f"esafetydesk seal {self.sequence} {self.short_hash} {self.figures} {state}"


def digest_of(report: GovernorReport) -> str:
    """A short digest of everything ``report`` says beside its verification line."""
    said = replace(report, verification=Verification(0, ""))
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def _plain(value: Any) -> Any:
    """What JSON has no word for: a frozen value by its fields, anything else as it reads."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: getattr(value, one.name) for one in fields(value)}
    return str(value)


def sealed(report: GovernorReport) -> GovernorReport:
    """``report`` with the digest of what it says."""
    return replace(report, verification=replace(report.verification, figures=digest_of(report)))


def seal_of(report: GovernorReport) -> Seal:
    change = report.verification
    return Seal(change.sequence, change.short_hash, change.figures, not report.is_draft)


def verification_line(report: GovernorReport) -> str:
    """The line on the last page."""
    change = report.verification
    figures = f" · figures {change.figures}" if change.figures else ""
    state = "draft, not issued" if report.is_draft else "issued"
    return f"Verification: change {change.sequence} · {change.short_hash}{figures} · {state}"


def seals_in(content: bytes) -> Iterator[Seal]:
    """Every seal that can be read in ``content``, in plain letters, in two bytes a letter or as digits."""
    written = (found[1].translate(None, _BLANKS) for found in _IN_DIGITS.finditer(content))
    digits = [bytes.fromhex(pairs.decode()) for pairs in written if len(pairs) % 2 == 0]
    for found in _SEAL.finditer(b"\n".join([content, *digits]).replace(b"\0", b"")):
        yield Seal(int(found[1]), found[2].decode(), found[3].decode(), found[4] == _ISSUED.encode())
