"""Reads a composed report as a stranger would, and says what could be worked out from it.

Nothing of how the report was made is used: the puzzle is set up anew from the printed words alone. A report
with any problem must not be drawn.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from esafety_desk.policy import report_measures as measures
from esafety_desk.policy.connections import across, tied
from esafety_desk.policy.counts import COUNTED_STATUSES
from esafety_desk.policy.disclosure import Ledger
from esafety_desk.policy.figures import Edition, GovernorReport
from esafety_desk.policy.knots import Cell
from esafety_desk.policy.measures import Split, Tie
from esafety_desk.policy.report_reader import Reader
from esafety_desk.records.incident import CLOSED

_ANY_CLOSED = ("status: Closed", "status: Closed – no further action")
_RATE = re.compile(r"%|\bper ?cent\b|\bpercent", re.IGNORECASE)


Issued = tuple[GovernorReport, Mapping[str, str]]
"""A report that went out before, and under which names its columns are known here."""


def audit(
    report: GovernorReport,
    splits: Sequence[Split] = (),
    issued: Sequence[Issued] = (),
    frozen: Collection[str] = (),
) -> tuple[str, ...]:
    """What is wrong with ``report``, a sentence each; empty where it may be drawn. As ``worked_out``."""
    try:
        cells = worked_out(report, splits, issued, frozen)
    except ValueError as error:
        return (str(error),)
    found = ["A rate in per cent is told."] if tells_rate(report) else []
    return (*found, *(f"{what} in {column} could be worked out." for column, what in cells))


def worked_out(
    report: GovernorReport,
    splits: Sequence[Split] = (),
    issued: Sequence[Issued] = (),
    frozen: Collection[str] = (),
) -> tuple[Cell, ...]:
    """The hidden counts that a reader of ``report`` could work out, or that cannot be shown to be safe.

    ``splits`` say which of its columns are sums of others, ``frozen`` which do not stand as they are today.
    What was ``issued`` before in the same edition is read beside it. The confidential edition hides nothing,
    so there is nothing to be worked out. Raises ValueError where a figure is not told as it should be.
    """
    if report.edition is Edition.CONFIDENTIAL:
        return ()
    known = Ledger()
    for number, (earlier, names) in enumerate(issued, start=1):
        known = _all_told(known, earlier, _apart(earlier, names, number), earlier.glance.columns)
    known = _all_told(known, report, {}, frozen)
    return across(splits, known).given_away()


def tells_rate(report: GovernorReport) -> bool:
    """Whether a standard edition says anything in per cent, which gives away what rounding hides."""
    return report.edition is Edition.STANDARD and any(_RATE.search(text) for text in _texts(report))


def _apart(report: GovernorReport, names: Mapping[str, str], number: int) -> dict[str, str]:
    """``names``, and for columns that are no days (what stood open then) a name of this report's own."""
    columns = {column for section in report.sections for table in section.tables for column in table.columns}
    return {column: f"{column} in issued report {number}" for column in columns} | dict(names)


def _all_told(
    known: Ledger, report: GovernorReport, names: Mapping[str, str], frozen: Collection[str]
) -> Ledger:
    reader = Reader()
    reader.read(report)
    told = Ledger(reader.bounds, tuple(dict.fromkeys(reader.sums)), frozenset(reader.hidden))
    for tie in _ties(told, [column for column in report.glance.columns if column not in frozen]):
        told = tied(tie, told)
    told = told.renamed(names)
    return known.adding(told.bounds, told.sums, told.hidden)


def _ties(told: Ledger, live: Sequence[str]) -> Iterator[Tie]:
    """What every reader knows: open incidents are among all that are open, closed in time among the closed."""
    for column in dict.fromkeys(column for column, _ in told.bounds):
        yield Tie((column, measures.ANY_CLOSED), tuple((column, what) for what in _ANY_CLOSED))
        if (column, measures.OPEN_INCIDENTS) in told.bounds:
            labels = [status.label for status in COUNTED_STATUSES if status not in CLOSED]
            still_open = (*labels, measures.STILL_OPEN)
            parts = tuple((one, f"status: {label}") for one in live for label in still_open)
            yield Tie((column, measures.OPEN_INCIDENTS), parts, is_whole=False)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif is_dataclass(value):
        for one in fields(value):
            yield from _texts(getattr(value, one.name))
