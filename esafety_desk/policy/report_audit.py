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
from esafety_desk.policy.counts import COUNTED_STATUSES, Addressee
from esafety_desk.policy.disclosure import (
    ANYTHING,
    FEWER,
    HIDDEN_BELOW,
    NOT_SHOWN,
    SHARE_BASE,
    STEP,
    TOO_FEW,
    Ledger,
    inferred,
    inferred_from_words,
    published,
)
from esafety_desk.policy.figures import Edition, Figure, GovernorReport, Table
from esafety_desk.policy.knots import Bounds, Cell, Sum
from esafety_desk.policy.measures import Split, Tie
from esafety_desk.policy.report_charts import AREAS_CHART, SMALL_AREAS
from esafety_desk.policy.report_glance import GLANCE_PARTS, GLANCE_SHARES
from esafety_desk.policy.report_shares import LINES, ShareLine
from esafety_desk.records.incident import CLOSED

_SPLIT_TABLES = {
    measures.BY_AREA: ("area", measures.INCIDENTS),
    measures.AREA_BY_YEAR: ("area", measures.INCIDENTS),
    measures.BY_STATUS: ("status", measures.INCIDENTS),
    measures.BY_SEVERITY: ("severity", measures.INCIDENTS),
    measures.BY_ADDRESSEE: ("addressee", measures.REFERRALS),
    measures.BY_AGE: ("age", measures.OPEN_INCIDENTS),
    measures.BY_MODERATION: ("moderation", measures.MODERATED),
}
"""Tables whose lines add up: how their lines are named, and what they add up to."""
_HEADLINES = {
    measures.INCIDENTS_RECORDED: measures.INCIDENTS,
    measures.REFERRALS_MADE: measures.REFERRALS,
}
_TOGETHER = frozenset({measures.OTHER_AREAS, measures.OTHER_ADDRESSEES, measures.OTHER_MODERATION})
_PRINTED = {measures.BULLYING: f"addressee: {Addressee.ANTI_BULLYING.label}"}
"""Where a line of a table is the base of a share: its name among what was read."""
_ANY_CLOSED = ("status: Closed", "status: Closed – no further action")
_LEAST_BASE = SHARE_BASE[Edition.STANDARD] - STEP // 2
_ROUNDED = re.compile(r"about ([\d,]+)")
_RATE = re.compile(r"%|\bper ?cent\b|\bpercent", re.IGNORECASE)


Issued = tuple[GovernorReport, Mapping[str, str]]
"""A report that went out before, and under which names its columns are known here."""


def audit(
    report: GovernorReport,
    splits: Sequence[Split] = (),
    issued: Sequence[Issued] = (),
    frozen: Collection[str] = (),
) -> tuple[str, ...]:
    """What is wrong with ``report``, a sentence each; empty where it may be drawn.

    ``splits`` say which of its columns are sums of others, ``frozen`` which do not stand as they are today.
    What was ``issued`` before in the same edition is read beside it. The confidential edition hides nothing,
    so there is nothing to be worked out.
    """
    if report.edition is Edition.CONFIDENTIAL:
        return ()
    try:
        known = Ledger()
        for number, (earlier, names) in enumerate(issued, start=1):
            known = _all_told(known, earlier, _apart(earlier, names, number), earlier.glance.columns)
        known = _all_told(known, report, {}, frozen)
    except ValueError as error:
        return (str(error),)
    found = ["A rate in per cent is told."] if any(_RATE.search(text) for text in _texts(report)) else []
    ledger = across(splits, known)
    found += [f"{what} in {column} could be worked out." for column, what in ledger.given_away()]
    return tuple(found)


def _apart(report: GovernorReport, names: Mapping[str, str], number: int) -> dict[str, str]:
    """``names``, and for columns that are no days (what stood open then) a name of this report's own."""
    columns = {column for section in report.sections for table in section.tables for column in table.columns}
    return {column: f"{column} in issued report {number}" for column in columns} | dict(names)


def _all_told(
    known: Ledger, report: GovernorReport, names: Mapping[str, str], frozen: Collection[str]
) -> Ledger:
    reader = _Reader()
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


class _Reader:
    """Collects what the printed figures tell. Raises ValueError where a protected one is not in its form."""

    def __init__(self) -> None:
        self.bounds: dict[Cell, Bounds] = {}
        self.sums: list[Sum] = []
        self.hidden: set[Cell] = set()

    def read(self, report: GovernorReport) -> None:
        self._glance(report.glance)
        for section in report.sections:
            for table in section.tables:
                if table.key in _SPLIT_TABLES:
                    self._split_table(table)
                if table.key in LINES:
                    self._share_table(table)
            for chart in section.charts:
                if chart.key == AREAS_CHART:
                    # Lines counted together are told in their table; here it cannot be seen what they hold.
                    told = [s for s in chart.series if s.label not in {SMALL_AREAS, *_TOGETHER}]
                    lines = [(s.label, s.figures) for s in told]
                    self._lines(chart.categories, lines, "area", measures.INCIDENTS, is_whole=False)

    def _glance(self, table: Table) -> None:
        for row in table.rows:
            if row.label in _HEADLINES:
                for column, figure in zip(table.columns, row.cells, strict=True):
                    self._tell((column, _HEADLINES[row.label]), figure)
            if row.label in GLANCE_PARTS:
                prefix, label, whole = GLANCE_PARTS[row.label]
                self._lines(table.columns, [(label, row.cells)], prefix, whole, is_whole=False)
        self._shares(table, GLANCE_SHARES)

    def _split_table(self, table: Table) -> None:
        prefix, whole = _SPLIT_TABLES[table.key]
        lines = [(row.label, row.cells) for row in table.rows if not row.is_total]
        self._lines(table.columns, lines, prefix, whole, is_whole=True)
        for row in table.rows:
            if row.is_total:
                for column, figure in zip(table.columns, row.cells, strict=True):
                    self._tell((column, whole), figure)

    def _lines(
        self,
        columns: Sequence[str],
        lines: Sequence[tuple[str, tuple[Figure, ...]]],
        prefix: str,
        whole: str,
        is_whole: bool,
    ) -> None:
        """Lines that add up to ``whole``, or to part of it where not all of them are shown."""
        for place, column in enumerate(columns):
            parts = [(column, _line_name(prefix, label, lines)) for label, _ in lines]
            for cell, (_, figures) in zip(parts, lines, strict=True):
                self.bounds.setdefault(cell, ANYTHING)
                if figures[place].text:
                    self._tell(cell, figures[place])
            self.bounds.setdefault((column, whole), ANYTHING)
            if not is_whole:
                rest = (column, f"{whole} beside {', '.join(what for _, what in parts)}")
                self.bounds[rest] = ANYTHING
                parts.append(rest)
            self.sums.append(Sum((column, whole), tuple(parts)))

    def _share_table(self, table: Table) -> None:
        lines = {line.label: line for line in LINES[table.key]}
        for row in table.rows:
            if row.label in lines:
                line = lines[row.label]
                for column, figure in zip(table.columns, row.cells, strict=True):
                    if figure.text not in (TOO_FEW, NOT_SHOWN):
                        self._place(column, line)
                    self._tell_share((column, line.key), (column, _name(line.base_key)), figure.text)

    def _place(self, column: str, line: ShareLine) -> None:
        """What the part and the base of a share are in turn part of."""
        pairs = [(_name(line.base_key), line.base_within), (line.key, line.within)]
        for what, around in pairs:
            if around:
                self._part_of((column, what), (column, _name(around)))

    def _part_of(self, part: Cell, whole: Cell) -> None:
        rest = (part[0], f"{whole[1]} without {part[1]}")
        for cell in (part, whole, rest):
            self.bounds.setdefault(cell, ANYTHING)
        self.sums.append(Sum(whole, (part, rest)))

    def _shares(self, table: Table, shares: Mapping[str, tuple[str, str]]) -> None:
        for row in table.rows:
            if row.label in shares:
                part, whole = shares[row.label]
                for column, figure in zip(table.columns, row.cells, strict=True):
                    self._tell_share((column, part), (column, whole), figure.text)

    def _tell_share(self, part: Cell, whole: Cell, words: str) -> None:
        if words == NOT_SHOWN:
            return
        if words == TOO_FEW:
            if whole in self.bounds:
                self._narrow(whole, (0, _LEAST_BASE - 1))
            return
        self._part_of(part, whole)
        self._narrow(whole, (_LEAST_BASE, ANYTHING[1]))
        self._narrow(part, self._meant(words, self.bounds[whole]))
        if self.bounds[part][1] < HIDDEN_BELOW:
            self.hidden.add(part)

    def _meant(self, words: str, base: Bounds) -> Bounds:
        """The parts that ``words`` may mean of any base within the bounds."""
        least, most = base
        if most == ANYTHING[1]:
            return 0, most
        sizes = range(least // STEP * STEP, most + STEP, STEP)
        figures = [published(size) for size in sizes if size >= SHARE_BASE[Edition.STANDARD]]
        meant = [found for figure in figures for found in self._parts(words, figure)]
        if not meant:
            raise ValueError(f"“{words}” cannot be said of a base of at most {most}.")
        return min(low for low, _ in meant), max(high for _, high in meant)

    def _parts(self, words: str, base: Figure) -> list[Bounds]:
        """What ``words`` mean of this base; nothing where they are never said of it."""
        try:
            return [inferred_from_words(words, base)]
        except IndexError:
            return []

    def _tell(self, cell: Cell, figure: Figure) -> None:
        if figure.text == FEWER:
            self.hidden.add(cell)
            self._narrow(cell, (0, HIDDEN_BELOW - 1))
            return
        rounded = _ROUNDED.fullmatch(figure.text)
        size = int(rounded[1].replace(",", "")) if rounded else 0
        if not size or size % STEP or figure.size != size:
            raise ValueError(f"{cell[1]} in {cell[0]} is told as it is, not rounded.")
        self._narrow(cell, inferred(figure))

    def _narrow(self, cell: Cell, bounds: Bounds) -> None:
        least, most = self.bounds.get(cell, ANYTHING)
        self.bounds[cell] = max(least, bounds[0]), min(most, bounds[1])


def _name(what: str) -> str:
    return _PRINTED.get(what, what)


def _line_name(prefix: str, label: str, lines: Sequence[tuple[str, tuple[Figure, ...]]]) -> str:
    """What a line counts; lines counted together are whatever the lines beside them are not."""
    if label not in _TOGETHER:
        return f"{prefix}: {label}"
    return f"{prefix}: none of {', '.join(sorted(other for other, _ in lines if other not in _TOGETHER))}"


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif is_dataclass(value):
        for one in fields(value):
            yield from _texts(getattr(value, one.name))
