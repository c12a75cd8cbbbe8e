"""Fits a report's protected tables together so that no hidden count can be worked out from all of them.

Measures are taken in the order given, each judged with all before it. A table that would give something away
loses its total; if that does not help, lines are counted together; if that does not help, it is left out.
Which lines are joined is chosen from published figures alone. The outcome depends on nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from esafety_desk.policy.disclosure import (
    ANYTHING,
    FEWER,
    HIDDEN_BELOW,
    NOT_SHOWN,
    Ledger,
    inferred,
    inferred_from_words,
    published,
    share,
)
from esafety_desk.policy.feasibility import Bounds, Cell, Sum
from esafety_desk.policy.figures import Edition, Figure, Row, Table

WITHOUT_TOTAL = "The total is left out, so that no hidden figure can be worked out."
COUNTED_TOGETHER = "Some lines are counted together, so that no hidden figure can be worked out."
SAID_BROADLY = f"Lines are counted together, as each alone would read “{FEWER}”."
LEFT_OUT = "A hidden figure could be worked out from the lines and totals."
ALL_FEWER = f"Every line would read “{FEWER}”."


@dataclass(frozen=True, slots=True)
class CountRow:
    """True counts of one thing, one for each column; ``key`` names the thing wherever it appears."""

    key: str
    label: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that may be counted together, under a name of their own."""

    label: str
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class CountTable:
    """True counts, one property by columns. Rows add up to ``total`` where there is one.

    Where lines must be joined: the smallest one by one under ``rest_label``, or whole ``groups`` at once.
    """

    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[CountRow, ...]
    total: CountRow | None = None
    rest_label: str = ""
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a count that is said as a share, column by column; ``within`` names a larger part around it."""

    key: str
    base_key: str
    columns: tuple[str, ...]
    parts: tuple[int, ...]
    bases: tuple[int, ...]
    within: str = ""


@dataclass(frozen=True, slots=True)
class Split:
    """A longer period as the sum of shorter ones, by the names of their columns."""

    whole: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Protected:
    """What may be drawn, by key of the measure, and the ledger of all that it tells."""

    tables: Mapping[str, Table]
    shares: Mapping[str, tuple[Figure, ...]]
    ledger: Ledger


def protect(
    measures: Sequence[CountTable | Share],
    *,
    edition: Edition = Edition.STANDARD,
    splits: Sequence[Split] = (),
    known: Ledger | None = None,
) -> Protected:
    """Everything of ``measures`` that may be published together, beside what is ``known`` already."""
    ledger = known or Ledger()
    tables: dict[str, Table] = {}
    shares: dict[str, tuple[Figure, ...]] = {}
    for measure in measures:
        if isinstance(measure, Share):
            shares[measure.key], ledger = _protected_share(measure, edition, ledger)
        else:
            tables[measure.key], ledger = _protected_table(measure, edition, splits, ledger)
    return Protected(tables, shares, ledger)


@dataclass(frozen=True, slots=True)
class _Draft:
    """One way to publish a table: with or without its total, with some rows counted together."""

    table: CountTable
    joined: tuple[Group, ...] = ()
    has_total: bool = True

    @property
    def rows(self) -> tuple[CountRow, ...]:
        """The rows to be shown, joined ones at the end, the total left aside."""
        apart = {key for group in self.joined for key in group.keys}
        alone = tuple(row for row in self.table.rows if row.key not in apart)
        return alone + tuple(self._together(group) for group in self.joined)

    def members(self, group: Group) -> tuple[CountRow, ...]:
        return tuple(row for row in self.table.rows if row.key in group.keys)

    def _together(self, group: Group) -> CountRow:
        sums = tuple(map(sum, zip(*(row.counts for row in self.members(group)), strict=True)))
        key = "+".join(sorted(group.keys))  # two reports may count different lines together
        return CountRow(key, group.label, sums)

    @property
    def is_blank(self) -> bool:
        """Whether a table of parts would show no figure but its total. Numbers that stand alone are never blank."""
        hidden = all(count < HIDDEN_BELOW for row in self.rows for count in row.counts)
        return hidden and self.table.total is not None


def _protected_table(
    table: CountTable, edition: Edition, splits: Sequence[Split], ledger: Ledger
) -> tuple[Table, Ledger]:
    if edition is Edition.CONFIDENTIAL:
        return _drawn(_Draft(table), edition, ""), ledger
    blank: Ledger | None = None
    for draft in _drafts(table):
        attempt = _told(draft, splits, ledger)
        if not attempt.is_safe_near(_cells(draft)):
            continue
        if not draft.is_blank:
            return _drawn(draft, edition, _note(draft, blank is not None)), attempt
        blank = blank or attempt
        if not table.groups:
            break
    if blank is not None:
        return Table(table.key, table.title, table.columns, (), ALL_FEWER), blank
    return Table(table.key, table.title, table.columns, (), LEFT_OUT), ledger


def _drafts(table: CountTable) -> Iterator[_Draft]:
    """Ways to publish a table, the most telling first."""
    for joined in ((), *_joinings(table)):
        yield _Draft(table, joined)
        if table.total:
            yield _Draft(table, joined, has_total=False)


def _joinings(table: CountTable) -> list[tuple[Group, ...]]:
    if table.groups:
        return [table.groups]
    if not table.rest_label:
        return []
    last_first = table.rows[::-1]
    smallest_first = sorted(last_first, key=lambda row: sum(published(count).size for count in row.counts))
    keys = [row.key for row in smallest_first]
    return [(Group(table.rest_label, frozenset(keys[:size])),) for size in range(2, len(keys))]


def _told(draft: _Draft, splits: Sequence[Split], ledger: Ledger) -> Ledger:
    """The ledger with all that this way of publishing the table would tell."""
    columns, total = draft.table.columns, draft.table.total
    bounds: dict[Cell, Bounds] = {}
    sums: list[Sum] = []
    hidden: list[Cell] = []

    def tell(row: CountRow, is_shown: bool) -> None:
        for column, count in zip(columns, row.counts, strict=True):
            bounds[column, row.key] = inferred(published(count)) if is_shown else ANYTHING
            if count < HIDDEN_BELOW:
                hidden.append((column, row.key))

    def tie(whole: CountRow, parts: Sequence[CountRow]) -> None:
        sums.extend(Sum((column, whole.key), tuple((column, p.key) for p in parts)) for column in columns)

    for row in draft.rows:
        tell(row, is_shown=True)
    for group, whole in zip(draft.joined, draft.rows[len(draft.rows) - len(draft.joined) :], strict=True):
        for member in draft.members(group):
            tell(member, is_shown=False)
        tie(whole, draft.members(group))
    if total:
        tell(total, is_shown=draft.has_total)
        tie(total, draft.rows)
    return across(splits, ledger.adding(bounds, sums, hidden))


def _cells(draft: _Draft) -> list[Cell]:
    return [(column, row.key) for row in draft.rows for column in draft.table.columns]


def across(splits: Sequence[Split], ledger: Ledger) -> Ledger:
    """``ledger`` knowing that a longer period's count is the sum of its parts' counts.

    A part that nobody printed could be worked out from the others, so it must not be given away either.
    """
    told: dict[str, set[str]] = defaultdict(set)
    for column, key in ledger.bounds:
        told[column].add(key)
    bounds: dict[Cell, Bounds] = {}
    sums: list[Sum] = []
    unseen: list[Cell] = []
    for split in splits:
        within = set().union(*(told.get(part, set()) for part in split.parts))
        for key in sorted(told.get(split.whole, set()) & within):
            parts = tuple((part, key) for part in split.parts)
            missing = [cell for cell in parts if cell not in ledger.bounds]
            bounds |= dict.fromkeys(missing, ANYTHING)
            unseen += missing
            sums.append(Sum((split.whole, key), parts))
    return ledger.adding(bounds, sums, unseen)


def _drawn(draft: _Draft, edition: Edition, note: str) -> Table:
    table = draft.table
    rows = [Row(row.label, tuple(published(count, edition) for count in row.counts)) for row in draft.rows]
    if table.total and draft.has_total:
        cells = tuple(published(count, edition) for count in table.total.counts)
        rows.append(Row(table.total.label, cells, is_total=True))
    return Table(table.key, table.title, table.columns, tuple(rows), note)


def _note(draft: _Draft, was_blank: bool) -> str:
    together = (SAID_BROADLY if was_blank else COUNTED_TOGETHER) if draft.joined else ""
    total = "" if draft.has_total else WITHOUT_TOTAL
    return " ".join(filter(None, (together, total)))


def _protected_share(measure: Share, edition: Edition, ledger: Ledger) -> tuple[tuple[Figure, ...], Ledger]:
    figures = []
    for column, part, base in zip(measure.columns, measure.parts, measure.bases, strict=True):
        figure = share(part, base, edition)
        if edition is Edition.STANDARD:
            attempt = _told_share(measure, column, figure.text, part, base, ledger)
            if attempt.is_safe_near([(column, measure.key)]):
                ledger = attempt
            else:
                figure = Figure(NOT_SHOWN, is_hidden=True)
        figures.append(figure)
    return tuple(figures), ledger


def _told_share(measure: Share, column: str, words: str, part: int, base: int, ledger: Ledger) -> Ledger:
    """The ledger with what the words tell: of the part, of the rest, and that both make up the base."""
    base_cell, part_cell = (column, measure.base_key), (column, measure.key)
    rest_cell = (column, f"{measure.base_key} without {measure.key}")
    counts = {base_cell: base, part_cell: part, rest_cell: base - part}
    bounds = {
        base_cell: ANYTHING,
        part_cell: inferred_from_words(words, published(base)),
        rest_cell: ANYTHING,
    }
    sums = [Sum(base_cell, (part_cell, rest_cell))]
    around = (column, measure.within)
    if around in ledger.bounds:
        between = (column, f"{measure.within} without {measure.key}")
        bounds[between] = ANYTHING
        sums.append(Sum(around, (part_cell, between)))
    hidden = [cell for cell, count in counts.items() if count < HIDDEN_BELOW]
    return ledger.adding(bounds, sums, hidden)
