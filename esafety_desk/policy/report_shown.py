"""What a governors' report may speak of: published figures, and exact ones of the school's own work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from esafety_desk.policy import report_measures as measures
from esafety_desk.policy.calendar import Period
from esafety_desk.policy.counts import Delay, WorkCounts, WorkStanding
from esafety_desk.policy.disclosure import HIDDEN_BELOW, SHARE_BASE, exact
from esafety_desk.policy.figures import Edition, Figure, Row, Table
from esafety_desk.policy.report_columns import Columns
from esafety_desk.policy.scorecard import ClauseStatus

_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """All that sentences, tables and charts are made from; no exact count of conduct is in it.

    ``period`` is the report's own. ``tables`` and ``shares`` are as ``protect`` let them pass, by key; shares
    run over the named columns. ``work`` is by column.
    """

    period: Period
    columns: Columns
    tables: Mapping[str, Table]
    shares: Mapping[str, tuple[Figure, ...]]
    work: Mapping[str, WorkCounts]
    standing: WorkStanding
    has_unreviewed: bool
    support_months: int
    edition: Edition
    cut_off: date
    delays: Mapping[Delay, tuple[Figure, ...]] = field(default_factory=dict)
    roll: int | None = None
    months: tuple[tuple[str, int, int], ...] = ()
    scorecard: tuple[ClauseStatus, ...] = ()
    frozen: frozenset[str] = frozenset()

    @property
    def now(self) -> WorkCounts:
        """The school's own work in the report's period."""
        return self.work[self.period.label]

    @property
    def is_running(self) -> bool:
        """Whether the period goes on past the cut-off, so that whole ones are no fair comparison."""
        return self.cut_off < self.period.ends_on

    @property
    def before(self) -> str:
        """The name of the first comparison, empty where there is none or the comparison would not be fair."""
        return self.columns.named[1] if len(self.columns.named) > 1 and not self.is_running else ""

    def headline(self, label: str, column: str = "") -> Figure:
        """A number of the report by its label, for the report's own period unless ``column`` names another."""
        table = self.tables[measures.HEADLINES]
        return row_of(table, label).cells[table.columns.index(column or self.period.label)]

    def share(self, key: str) -> Figure:
        """A share for the report's own period, or at the cut-off where it belongs there."""
        return self.shares[key][0]

    def part(self, key: str, noun: str) -> str:
        """A share in a sentence: "most of the incidents", or exactly "8 of 10 incidents"."""
        text = self.share(key).text
        return f"{text} {noun}" if self.edition is Edition.CONFIDENTIAL else f"{text} of the {noun}"

    def work_row(self, label: str, number: Callable[[WorkCounts], int], *, is_within: bool = False) -> Row:
        """A line of the school's own work over the named columns, exact."""
        return Row(label, tuple(exact(number(self.work[column])) for column in self.columns.named), is_within)

    def can_say_share(self, base: Figure) -> bool:
        """Whether ``base`` is large enough for a share of it to be said."""
        return not base.is_hidden and base.size >= SHARE_BASE[self.edition]


def row_of(table: Table, label: str) -> Row:
    """The row with this label. Raises LookupError where it was counted together with others, or left out."""
    for row in table.rows:
        if row.label == label:
            return row
    raise LookupError(label)


def in_words(number: int) -> str:
    """A number in a sentence: "no", "one" to "twelve", then digits."""
    return _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"


def spoken(figure: Figure) -> str:
    """A figure in a sentence: "fewer than five", "about ten", "about 15", "three"."""
    if figure.is_hidden:
        return f"fewer than {in_words(HIDDEN_BELOW)}"
    number = in_words(round(figure.size))
    return f"about {number}" if figure.text.startswith("about") else number


def is_one(figure: Figure) -> bool:
    """Whether a sentence about ``figure`` stands in the singular."""
    return figure.text == "1"


def sentence(text: str) -> str:
    """``text`` with its first letter raised and a full stop."""
    return f"{text[0].upper()}{text[1:]}."
