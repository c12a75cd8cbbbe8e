"""How the figures of a governors' report were counted and protected, told on the report itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from esafety_desk.policy.calendar import Period
from esafety_desk.policy.disclosure import KEPT_OPEN
from esafety_desk.policy.figures import Edition
from esafety_desk.policy.wording import full, listed, span

ALONE = (
    "No earlier period is told beside this one.",
    "A hidden figure could be worked out from both together and from reports that were issued before.",
)
_EDITIONS = {
    Edition.CONFIDENTIAL: (
        (
            "Confidential edition, for the part of a meeting whose minutes are not published.",
            "Counts are exact; shares are told of five or more. No name stands in it.",
        ),
    ),
    Edition.STANDARD: (
        (
            "Standard edition. Counts about the conduct of children or colleagues are rounded to the nearest 5.",
            "0 to 4 is told as “fewer than 5”. Totals are rounded by themselves, so lines need not add up.",
        ),
        (
            "Shares are told in words, from rounded figures of about 10 or more:",
            "few (under a quarter), some, about half, most, nearly all.",
        ),
        (
            f"All tables were judged together: each hidden figure keeps at least {KEPT_OPEN} possible values.",
            "Where it would not, lines are counted together or left out.",
        ),
        (
            "Figures of the school’s own work (support, accounts and actions on these) are exact.",
            "No name stands in this report.",
        ),
    ),
}


def method(
    period: Period,
    named: Sequence[Period],
    cut_off: date,
    edition: Edition,
    corrected: Sequence[str] = (),
    *,
    is_alone: bool = False,
) -> tuple[str, ...]:
    """The paragraphs of the method note; ``named`` are the periods that head the tables.

    ``corrected`` are those whose records were changed after they were reported; ``is_alone`` where other periods
    were left out.
    """
    beside = (ALONE,) if is_alone else ()
    paragraphs = (*_counting(period, named, cut_off), *beside, *_frozen(corrected), *_EDITIONS[edition])
    return tuple(" ".join(paragraph) for paragraph in paragraphs)


def _frozen(corrected: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """A correction is told as a note, never as a new figure beside the old. Source: DOMAIN, disclosure control."""
    if corrected:
        yield (
            f"Figures of {listed(corrected)} stand as they were reported.",
            "Records of those days have been corrected since.",
        )


def _counting(period: Period, named: Sequence[Period], cut_off: date) -> Iterator[tuple[str, ...]]:
    yield (
        "Each incident counts once, by the day it happened, or was reported where that day is not known.",
        "Drafts, entries made in error and duplicates are left out.",
    )
    days = "; ".join(f"{one.label}, {span(one.starts_on, one.ends_on)}" for one in named)
    if days and period.label != span(period.starts_on, period.ends_on):
        yield f"Days counted: {days}.", "A holiday counts with the term before it."
    running = f"{period.label} is not over yet." if cut_off < period.ends_on else ""
    taken = f"The figures were taken on {full(cut_off)} and tell how things stood that day."
    yield (taken, running) if running else (taken,)
