"""Fits a report's protected tables together so that no hidden count can be worked out from all of them.

Measures are taken in the order given, each judged with all before it. A table that would give something away
loses its total; if that does not help, lines are counted together; if that does not help, it is left out.
Which lines are joined is chosen from published figures alone. The outcome depends on nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from esafety_desk.policy.connections import across, tied
from esafety_desk.policy.disclosure import (
    ANYTHING,
    FEWER,
    HIDDEN_BELOW,
    NOT_SHOWN,
    TOO_FEW,
    Ledger,
    inferred,
    inferred_base,
    inferred_from_words,
    published,
    share,
)
from esafety_desk.policy.figures import Edition, Figure, Row, Table
from esafety_desk.policy.knots import Bounds, Cell, Sum
from esafety_desk.policy.measures import CountRow, CountTable, Group, Measure, Share, Split, Tie

WITHOUT_TOTAL = "The total is left out, so that no hidden figure can be worked out."
COUNTED_TOGETHER = "Some lines are counted together, so that no hidden figure can be worked out."
SAID_BROADLY = f"Lines are counted together, as each alone would read “{FEWER}”."
LEFT_OUT = "A hidden figure could be worked out from the lines and totals."
ALL_FEWER = f"Every line would read “{FEWER}”."
_NOT_SHOWN = Figure(NOT_SHOWN, is_hidden=True)


@dataclass(frozen=True, slots=True)
class Protected:
    """What may be drawn, by key of the measure, and the ledger of all that it tells."""

    tables: Mapping[str, Table]
    shares: Mapping[str, tuple[Figure, ...]]
    ledger: Ledger


def protect(
    measures: Sequence[Measure],
    *,
    edition: Edition = Edition.STANDARD,
    splits: Sequence[Split] = (),
    known: Ledger | None = None,
    withheld: Collection[str] = (),
) -> Protected:
    """Everything of ``measures`` but the ``withheld`` that may be published together, beside what is ``known``."""
    settled = _Settled(edition, splits, known or Ledger())
    settled.take([one for one in measures if isinstance(one, Tie) or one.key not in withheld])
    for one in measures:
        if isinstance(one, CountTable) and one.key in withheld:
            settled.tables[one.key] = _left_out(one, LEFT_OUT)
        elif isinstance(one, Share) and one.key in withheld:
            settled.shares[one.key] = (_NOT_SHOWN,) * len(one.columns)
    return Protected(settled.tables, settled.shares, settled.ledger)


class _Settled:
    """What has been let through so far.

    Judging is the costly part. What is safe to tell together is safe to tell one by one, so a whole run of
    measures is first tried at once, each in its most telling way; only a run that would give something away
    is halved, down to the measure that does.
    """

    def __init__(self, edition: Edition, splits: Sequence[Split], ledger: Ledger) -> None:
        self.tables: dict[str, Table] = {}
        self.shares: dict[str, tuple[Figure, ...]] = {}
        self.ledger = ledger
        self._edition, self._splits = edition, splits

    def take(self, run: Sequence[Measure]) -> None:
        """Let through all that may be told of ``run``, in its order."""
        if not run or self._all_at_once(run):
            return
        if len(run) == 1:
            self._one_by_one(run[0])
            return
        middle = len(run) // 2
        self.take(run[:middle])
        self.take(run[middle:])

    def _all_at_once(self, run: Sequence[Measure]) -> bool:
        if self._edition is Edition.CONFIDENTIAL or any(_is_blank(measure) for measure in run):
            return False
        ledger, fresh = self.ledger, list[Cell]()
        for measure in run:
            if isinstance(measure, Tie):
                ledger = tied(measure, ledger)
            elif isinstance(measure, Share):
                for column, part, base in zip(measure.columns, measure.parts, measure.bases, strict=True):
                    ledger = _told_share(measure, column, share(part, base).text, part, base, ledger)
                    fresh += [(column, measure.key), (column, measure.base_key)]
            else:
                ledger = _told(_Draft(measure), ledger)
                fresh += _cells(_Draft(measure))
        ledger = across(self._splits, ledger)
        if not ledger.is_safe_near(fresh):
            return False
        for measure in run:
            if isinstance(measure, Share):
                told = zip(measure.parts, measure.bases, strict=True)
                self.shares[measure.key] = tuple(share(part, base) for part, base in told)
            elif isinstance(measure, CountTable):
                self.tables[measure.key] = _drawn(_Draft(measure), self._edition, "")
        self.ledger = ledger
        return True

    def _one_by_one(self, measure: Measure) -> None:
        if isinstance(measure, Tie):
            self.ledger = tied(measure, self.ledger)
        elif isinstance(measure, Share):
            self.shares[measure.key], self.ledger = _protected_share(
                measure, self._edition, self._splits, self.ledger
            )
        else:
            self.tables[measure.key], self.ledger = _protected_table(
                measure, self._edition, self._splits, self.ledger
            )


def _is_blank(measure: Measure) -> bool:
    return isinstance(measure, CountTable) and _Draft(measure).is_blank


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
        attempt = across(splits, _told(draft, ledger))
        if not attempt.is_safe_near(_cells(draft)):
            continue
        if not draft.is_blank:
            return _drawn(draft, edition, _note(draft, blank is not None)), attempt
        blank = blank or attempt
        if not table.groups:
            break
    if blank is not None:
        return _left_out(table, ALL_FEWER), blank
    return _left_out(table, LEFT_OUT), ledger


def _left_out(table: CountTable, why: str) -> Table:
    return Table(table.key, table.title, table.columns, (), why)


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


def _told(draft: _Draft, ledger: Ledger) -> Ledger:
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
    return ledger.adding(bounds, sums, hidden)


def _cells(draft: _Draft) -> list[Cell]:
    return [(column, row.key) for row in draft.rows for column in draft.table.columns]


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


def _protected_share(
    measure: Share, edition: Edition, splits: Sequence[Split], ledger: Ledger
) -> tuple[tuple[Figure, ...], Ledger]:
    figures = []
    for column, part, base in zip(measure.columns, measure.parts, measure.bases, strict=True):
        figure = share(part, base, edition)
        if edition is Edition.STANDARD:
            attempt = across(splits, _told_share(measure, column, figure.text, part, base, ledger))
            if attempt.is_safe_near([(column, measure.key), (column, measure.base_key)]):
                ledger = attempt
            else:
                figure = _NOT_SHOWN
        figures.append(figure)
    return tuple(figures), ledger


def _told_share(measure: Share, column: str, words: str, part: int, base: int, ledger: Ledger) -> Ledger:
    """The ledger with what the words tell: of the part, of the rest, and that both make up the base.

    "Too few to say" tells that the base is small and nothing else.
    """
    base_cell, part_cell = (column, measure.base_key), (column, measure.key)
    if words in (TOO_FEW, NOT_SHOWN):
        is_known = base_cell in ledger.bounds
        return ledger.adding({base_cell: inferred_base(words, published(base))}) if is_known else ledger
    rest_cell = (column, f"{measure.base_key} without {measure.key}")
    counts = {base_cell: base, part_cell: part, rest_cell: base - part}
    bounds = {
        base_cell: inferred_base(words, published(base)),
        part_cell: inferred_from_words(words, published(base)),
        rest_cell: ANYTHING,
    }
    sums = [Sum(base_cell, (part_cell, rest_cell))]
    if measure.base_within:
        beside = (column, f"{measure.base_within} without {measure.base_key}")
        bounds[beside] = ANYTHING
        bounds.setdefault((column, measure.base_within), ANYTHING)
        sums.append(Sum((column, measure.base_within), (base_cell, beside)))
    around = (column, measure.within)
    if around in ledger.bounds:
        between = (column, f"{measure.within} without {measure.key}")
        bounds[between] = ANYTHING
        sums.append(Sum(around, (part_cell, between)))
    hidden = [cell for cell, count in counts.items() if count < HIDDEN_BELOW]
    return ledger.adding(bounds, sums, hidden)
