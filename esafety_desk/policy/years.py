"""Which year groups a school of a phase has."""

from __future__ import annotations

from esafety_desk.records.people import YearGroup
from esafety_desk.records.school import Phase

_ALL = tuple(YearGroup)
_SPANS: dict[Phase, tuple[YearGroup, YearGroup]] = {
    Phase.INFANT: (YearGroup.NURSERY, YearGroup.YEAR_2),
    Phase.JUNIOR: (YearGroup.YEAR_3, YearGroup.YEAR_6),
    Phase.PRIMARY: (YearGroup.NURSERY, YearGroup.YEAR_6),
    Phase.MIDDLE: (YearGroup.YEAR_5, YearGroup.YEAR_8),
    Phase.SECONDARY: (YearGroup.YEAR_7, YearGroup.YEAR_13),
}


def years_of(phase: Phase) -> tuple[YearGroup, ...]:
    """The year groups of such a school, youngest first; all of them where the phase says no more."""
    first, last = _SPANS.get(phase, (_ALL[0], _ALL[-1]))
    return _ALL[_ALL.index(first) : _ALL.index(last) + 1]
