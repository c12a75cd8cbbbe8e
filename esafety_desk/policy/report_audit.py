"""Reads a composed report as a stranger would, and says what could be worked out from it.

Nothing of how the report was made is used: the puzzle is set up anew from the printed words alone. A report
with any problem must not be drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from esafety_desk.policy import report_measures as measures
from esafety_desk.policy.disclosure import (
    ANYTHING,
    FEWER,
    HIDDEN_BELOW,
    STEP,
    Ledger,
    inferred,
    inferred_from_words,
)
from esafety_desk.policy.feasibility import Bounds, Cell, Sum
from esafety_desk.policy.figures import Edition, Figure, GovernorReport, Table
from esafety_desk.policy.protection import Split, across
from esafety_desk.policy.report_charts import AREAS_CHART, SMALL_AREAS
from esafety_desk.policy.report_sections import GLANCE_PARTS, GLANCE_SHARES, REPLIES, REPLY_SHARES

_SPLIT_TABLES = {
    measures.BY_AREA: ("area", measures.INCIDENTS),
    measures.AREA_BY_YEAR: ("area", measures.INCIDENTS),
    measures.BY_STATUS: ("status", measures.INCIDENTS),
    measures.BY_SEVERITY: ("severity", measures.INCIDENTS),
    measures.BY_ADDRESSEE: ("addressee", measures.REFERRALS),
}
"""Tables whose lines add up: how their lines are named, and what they add up to."""
_HEADLINES = {
    measures.INCIDENTS_RECORDED: measures.INCIDENTS,
    measures.REFERRALS_MADE: measures.REFERRALS,
}
_TOGETHER = frozenset({measures.OTHER_AREAS, measures.OTHER_ADDRESSEES})
_ROUNDED = re.compile(r"about ([\d,]+)")
_RATE = re.compile(r"%|\bper ?cent\b|\bpercent", re.IGNORECASE)


Issued = tuple[GovernorReport, Mapping[str, str]]
"""A report that went out before, and under which names its columns are known here."""


def audit(
    report: GovernorReport, splits: Sequence[Split] = (), issued: Sequence[Issued] = ()
) -> tuple[str, ...]:
    """What is wrong with ``report``, a sentence each; empty where it may be drawn.

    ``splits`` say which of its columns are sums of others. What was ``issued`` before in the same edition is
    read beside it. The confidential edition hides nothing, so there is nothing to be worked out.
    """
    if report.edition is Edition.CONFIDENTIAL:
        return ()
    try:
        known = Ledger()
        for earlier, names in issued:
            known = _all_told(known, earlier, names)
        known = _all_told(known, report, {})
    except ValueError as error:
        return (str(error),)
    found = ["A rate in per cent is told."] if any(_RATE.search(text) for text in _texts(report)) else []
    ledger = across(splits, known)
    found += [f"{what} in {column} could be worked out." for column, what in ledger.given_away()]
    return tuple(found)


def _all_told(known: Ledger, report: GovernorReport, names: Mapping[str, str]) -> Ledger:
    reader = _Reader()
    reader.read(report)
    told = Ledger(reader.bounds, tuple(dict.fromkeys(reader.sums)), frozenset(reader.hidden)).renamed(names)
    return known.adding(told.bounds, told.sums, told.hidden)


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
                if table.key == REPLIES:
                    self._shares(table, REPLY_SHARES)
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

    def _shares(self, table: Table, shares: Mapping[str, tuple[str, str]]) -> None:
        for row in table.rows:
            if row.label not in shares:
                continue
            part, whole = shares[row.label]
            for column, figure in zip(table.columns, row.cells, strict=True):
                self._tell_share((column, part), (column, whole), figure.text)

    def _tell_share(self, part: Cell, whole: Cell, words: str) -> None:
        least, most = self.bounds[whole]
        middle = (least + most) // 2 // STEP * STEP
        base = Figure(FEWER, is_hidden=True) if most < HIDDEN_BELOW else Figure("", float(middle))
        self._narrow(part, inferred_from_words(words, base))
        rest = (part[0], f"{whole[1]} without {part[1]}")
        self.bounds.setdefault(rest, ANYTHING)
        self.sums.append(Sum(whole, (part, rest)))
        if most >= HIDDEN_BELOW and self.bounds[part][1] < HIDDEN_BELOW:
            self.hidden.add(part)

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
