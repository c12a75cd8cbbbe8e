"""Tells of a report what may be told: what its audit could work out is withheld until nothing can be.

A composed report is read as a stranger would. Where that names hidden counts, the tables and shares that tell of
them are left out, which the report says, and the rest is judged anew. Only what a reader can see decides, so that
leaving out gives nothing away either.
"""

from __future__ import annotations

from collections.abc import Sequence

from esafety_desk.policy.figures import Edition
from esafety_desk.policy.governors import CannotBeTold, Gathered, Judged, composed, judge
from esafety_desk.policy.knots import Cell
from esafety_desk.policy.report_audit import Issued, worked_out
from esafety_desk.policy.report_choices import Choices
from esafety_desk.policy.report_reader import MAY_BE_WITHHELD, tellers

_ROUNDS = 4
"""How often single tables and shares are withheld before all are, but for the headlines."""


def told_safely(
    gathered: Gathered, edition: Edition, issued: Sequence[Issued] = ()
) -> tuple[Gathered, Judged]:
    """What a report is made from and its figures, such that beside all ``issued`` no hidden count can be worked out.

    Where not even the headlines can be told beside earlier periods, the report's own period is told alone. Raises
    CannotBeTold where that cannot be either.
    """
    try:
        return gathered, _safe(gathered, edition, issued)
    except CannotBeTold:
        if gathered.columns.main.periods == (gathered.period,):
            raise
    alone = gathered.alone()
    return alone, _safe(alone, edition, issued)


def _safe(gathered: Gathered, edition: Edition, issued: Sequence[Issued]) -> Judged:
    """The figures of these columns, with as much withheld as must be. Raises CannotBeTold."""
    withheld: frozenset[str] = frozenset()
    for number in range(_ROUNDS + 2):
        judged = judge(gathered, edition, withheld)
        more = _to_withhold(gathered, edition, judged, issued)
        if not more:
            return judged
        if withheld == MAY_BE_WITHHELD:
            break
        is_helpless = number >= _ROUNDS or more <= withheld
        withheld = MAY_BE_WITHHELD if is_helpless else withheld | more
    raise CannotBeTold


def _to_withhold(
    gathered: Gathered, edition: Edition, judged: Judged, issued: Sequence[Issued]
) -> frozenset[str]:
    """The measures that give something away; all of them where it cannot be said which, none where nothing is."""
    report = composed(gathered, Choices(gathered.period, edition), judged=judged).report
    try:
        found: tuple[Cell, ...] = worked_out(report, gathered.all_splits, issued, gathered.frozen)
    except ValueError:
        return MAY_BE_WITHHELD
    return (tellers(report, found) or MAY_BE_WITHHELD) if found else frozenset()
