"""Which backups stay: the newest of each of seven days, four weeks and twelve months."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

DAYS, WEEKS, MONTHS = 7, 4, 12
_Span = tuple[int, ...]
_SPANS: tuple[tuple[int, Callable[[datetime], _Span]], ...] = (
    (DAYS, lambda at: (at.toordinal(),)),
    (WEEKS, lambda at: at.isocalendar()[:2]),
    (MONTHS, lambda at: (at.year, at.month)),
)


def kept(taken: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """Those of the moments ``taken`` whose backup stays: the rest may go.

    Counted are days, weeks and months that have a backup, so that a long holiday costs none. One that seems to
    come from the future stays: it is the clock that is wrong.
    """
    newest_first = sorted(taken, reverse=True)
    staying = {at for at in newest_first if at > now}
    past = [at for at in newest_first if at <= now]
    for most, span in _SPANS:
        newest: dict[_Span, datetime] = {}
        for at in past:
            newest.setdefault(span(at), at)
        staying |= set(list(newest.values())[:most])
    return frozenset(staying)
