"""What may be published of a count, so that nobody can work out who. Source: DOMAIN, disclosure control.

Counts about children's or colleagues' conduct pass through here, once, before anything is drawn. In the
standard edition a count below 5 becomes "fewer than 5", any other its nearest multiple of 5; shares are said
in words from those rounded figures. The confidential edition is exact and leaves out shares of a base under 5.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from esafety_desk.policy.feasibility import all_keep, possible_values
from esafety_desk.policy.figures import Edition, Figure
from esafety_desk.policy.knots import Bounds, Cell, Sum

HIDDEN_BELOW = 5
STEP = 5
KEPT_OPEN = 3
"""A hidden count is safe while at least this many values remain possible."""
SHARE_BASE = {Edition.STANDARD: 10, Edition.CONFIDENTIAL: 5}
"""The least base of which a share is said: the rounded one in the standard edition."""

FEWER = "fewer than 5"
TOO_FEW = "too few to say"
NOT_SHOWN = "not shown"
ANYTHING: Bounds = (0, 1_000_000)
_AUDIT_BUDGET = 60_000
"""A report is audited once, and is not drawn where its auditor gives up: it has patience."""

_BANDS = ((0.95, "nearly all"), (0.6, "most"), (0.4, "about half"), (0.25, "some"))


def published(count: int, edition: Edition = Edition.STANDARD) -> Figure:
    """A protected count as it may be printed.

    Standard: 0–4 hidden, else the nearest multiple of 5. No count lies midway between two multiples, so no
    rule for ties is needed: 5–7 give 5, 8–12 give 10.
    """
    if edition is Edition.CONFIDENTIAL:
        return exact(count)
    if count < HIDDEN_BELOW:
        return Figure(FEWER, is_hidden=True)
    nearest = (count + STEP // 2) // STEP * STEP
    return Figure(f"about {nearest:,}", float(nearest))


def exact(count: int) -> Figure:
    """A count of the school's own work, which is never rounded."""
    return Figure(f"{count:,}", float(count))


def inferred(figure: Figure) -> Bounds:
    """The true counts a reader must hold possible who sees ``figure`` in the standard edition."""
    if figure.is_hidden:
        return 0, HIDDEN_BELOW - 1
    nearest = round(figure.size)
    return max(HIDDEN_BELOW, nearest - STEP // 2), nearest + STEP // 2


def share(part: int, base: int, edition: Edition = Edition.STANDARD) -> Figure:
    """How much of ``base`` is ``part``: in words in the standard edition, "7 of 12" in the confidential one."""
    if edition is Edition.CONFIDENTIAL:
        enough = base >= SHARE_BASE[edition]
        return Figure(f"{part:,} of {base:,}", float(part)) if enough else Figure(TOO_FEW, is_hidden=True)
    words = share_in_words(published(part), published(base))
    return Figure(words, is_hidden=words == TOO_FEW)


def share_in_words(part: Figure, base: Figure) -> str:
    """The share said from two rounded figures; a hidden part is few, a small base too little to say."""
    if base.is_hidden or base.size < SHARE_BASE[Edition.STANDARD]:
        return TOO_FEW
    return next((word for least, word in _BANDS if part.size >= least * base.size), "few")


def days_taken(days: Sequence[int]) -> Figure:
    """Median and longest of ``days``, which are in order. For the confidential edition alone."""
    if len(days) < SHARE_BASE[Edition.CONFIDENTIAL]:
        return Figure(TOO_FEW, is_hidden=True)
    middle = len(days) // 2
    median = days[middle] if len(days) % 2 else (days[middle - 1] + days[middle]) / 2
    return Figure(f"{median:g}, longest {days[-1]:,}", float(median))


def inferred_from_words(words: str, base: Figure) -> Bounds:
    """The true parts a reader must hold possible who sees ``words`` beside the published ``base``."""
    if words in (TOO_FEW, NOT_SHOWN):
        return ANYTHING
    greatest = inferred(base)[1]
    parts = [published(count) for count in range(0, greatest + STEP, STEP)]
    possible = [inferred(part) for part in parts if share_in_words(part, base) == words]
    return possible[0][0], min(possible[-1][1], greatest)


def inferred_base(words: str, base: Figure) -> Bounds:
    """The true bases a reader must hold possible who sees ``words`` of a share, and may know the rounded base."""
    if words == NOT_SHOWN:
        return ANYTHING
    if words == TOO_FEW:
        return 0, SHARE_BASE[Edition.STANDARD] - STEP // 2 - 1
    return inferred(base)


@dataclass(frozen=True, slots=True)
class Ledger:
    """All that a reader can know of the true counts: bounds of each cell, and sums that tie cells together.

    ``hidden`` are the cells that must not be worked out.
    """

    bounds: Mapping[Cell, Bounds] = field(default_factory=dict)
    sums: tuple[Sum, ...] = ()
    hidden: frozenset[Cell] = frozenset()

    def adding(
        self, bounds: Mapping[Cell, Bounds], sums: Iterable[Sum] = (), hidden: Iterable[Cell] = ()
    ) -> Ledger:
        """This ledger with more known; what was known of a cell before still holds."""
        merged = dict(self.bounds)
        for cell, (least, most) in bounds.items():
            known = merged.get(cell, ANYTHING)
            merged[cell] = max(known[0], least), min(known[1], most)
        fresh = tuple(tie for tie in dict.fromkeys(sums) if tie not in self.sums)
        return Ledger(merged, self.sums + fresh, self.hidden.union(hidden))

    def renamed(self, names: Mapping[str, str]) -> Ledger:
        """The same knowledge with columns under other names; those not in ``names`` keep theirs."""

        def other(cell: Cell) -> Cell:
            return names.get(cell[0], cell[0]), cell[1]

        sums = tuple(Sum(other(tie.total), tuple(map(other, tie.parts))) for tie in self.sums)
        bounds = {other(cell): told for cell, told in self.bounds.items()}
        return Ledger(bounds, sums, frozenset(map(other, self.hidden)))

    def of_columns(self, columns: Collection[str]) -> Ledger:
        """What is known of these columns alone; sums that reach beyond them are left out."""
        bounds = {cell: told for cell, told in self.bounds.items() if cell[0] in columns}
        sums = tuple(tie for tie in self.sums if all(cell in bounds for cell in (tie.total, *tie.parts)))
        return Ledger(bounds, sums, self.hidden.intersection(bounds))

    def given_away(self) -> tuple[Cell, ...]:
        """The hidden cells of which too few values remain possible, or not provably enough."""
        found = possible_values(self.bounds, self.sums, self.hidden, KEPT_OPEN, _AUDIT_BUDGET)
        return tuple(sorted(cell for cell, values in found.items() if values < KEPT_OPEN))

    def is_safe_near(self, fresh: Collection[Cell]) -> bool:
        """Whether no hidden cell is given away in whatever is tied to ``fresh`` cells."""
        return all_keep(self.bounds, self.sums, self.hidden, KEPT_OPEN, fresh)
