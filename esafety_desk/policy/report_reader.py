"""Reads the protected figures off a printed report: what they tell of the true counts, and which part told it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from esafety_desk.policy import report_measures as measures
from esafety_desk.policy.counts import Addressee
from esafety_desk.policy.disclosure import (
    ANYTHING,
    FEWER,
    HIDDEN_BELOW,
    NOT_SHOWN,
    SHARE_BASE,
    STEP,
    TOO_FEW,
    inferred,
    inferred_from_words,
    published,
)
from esafety_desk.policy.figures import Chart, Edition, Figure, GovernorReport, Table
from esafety_desk.policy.knots import Bounds, Cell, Sum
from esafety_desk.policy.report_charts import AREAS_CHART, SMALL_AREAS
from esafety_desk.policy.report_glance import GLANCE_PARTS, GLANCE_SHARES
from esafety_desk.policy.report_shares import LINES, ShareLine

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
_LEAST_BASE = SHARE_BASE[Edition.STANDARD] - STEP // 2
_ROUNDED = re.compile(r"about ([\d,]+)")


class Reader:
    """Collects what the printed figures tell. Raises ValueError where a protected one is not in its form."""

    def __init__(self) -> None:
        self.bounds: dict[Cell, Bounds] = {}
        self.sums: list[Sum] = []
        self.hidden: set[Cell] = set()

    def read(self, report: GovernorReport) -> None:
        self.read_glance(report.glance)
        for section in report.sections:
            for table in section.tables:
                self.read_table(table)
            for chart in section.charts:
                self.read_chart(chart)

    def read_table(self, table: Table) -> None:
        if table.key in _SPLIT_TABLES:
            self._split_table(table)
        if table.key in LINES:
            self._share_table(table)

    def read_chart(self, chart: Chart) -> None:
        if chart.key == AREAS_CHART:
            # Lines counted together are told in their table; here it cannot be seen what they hold.
            told = [s for s in chart.series if s.label not in {SMALL_AREAS, *_TOGETHER}]
            lines = [(s.label, s.figures) for s in told]
            self._lines(chart.categories, lines, "area", measures.INCIDENTS, is_whole=False)

    def read_glance(self, table: Table) -> None:
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


MAY_BE_WITHHELD = frozenset(
    {*_SPLIT_TABLES, measures.AREA_BY_TERM, *(line.key for lines in LINES.values() for line in lines)}
)
"""The measures a reader learns from, by key, but for the headlines, without which there is no report."""


def tellers(report: GovernorReport, cells: Collection[Cell]) -> frozenset[str]:
    """The measures that tell of ``cells`` of whatever column, as a part of something if any does, else as a whole."""
    wanted = {what for _, what in cells}
    parts, wholes = set[str](), set[str]()
    for keys, read in _pieces(report):
        totals = {tie.total[1] for tie in read.sums}
        told = wanted.intersection(what for _, what in read.bounds)
        if told:
            (parts if told - totals else wholes).update(keys)
    return frozenset(parts or wholes)


def _pieces(report: GovernorReport) -> Iterator[tuple[tuple[str, ...], Reader]]:
    """Each part of the report that can be withheld alone, read alone, with the measures it was drawn from."""
    for row in report.glance.rows:
        if row.label in GLANCE_PARTS:
            yield (measures.BY_ADDRESSEE,), _read(replace(report.glance, rows=(row,)))
        if row.label in GLANCE_SHARES:
            yield (GLANCE_SHARES[row.label][0],), _read(replace(report.glance, rows=(row,)))
    for section in report.sections:
        for table in section.tables:
            if table.key in _SPLIT_TABLES:
                yield (table.key,), _read(table)
            for line in LINES.get(table.key, ()):
                rows = tuple(row for row in table.rows if row.label == line.label)
                yield (line.key,), _read(replace(table, rows=rows))
        for chart in section.charts:
            reader = Reader()
            reader.read_chart(chart)
            yield (measures.BY_AREA, measures.AREA_BY_TERM), reader


def _read(table: Table) -> Reader:
    reader = Reader()
    if table.key in MAY_BE_WITHHELD or table.key in LINES:
        reader.read_table(table)
    else:
        reader.read_glance(table)
    return reader
