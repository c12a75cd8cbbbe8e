"""Days and lists put into British words, the same in every language setting of the machine."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LONG_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
_LONG_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def spoken(day: date, today: date) -> str:
    """A day for a list or a reason: "Wed 18 Nov", with the year only when it is another than today's."""
    return f"{WEEKDAYS[day.weekday()]} {short(day, today)}"


def short(day: date, today: date) -> str:
    """A day without its weekday: "18 Nov", with the year only when it is another than today's."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day.day} {_MONTHS[day.month - 1]}{year}"


def full(day: date) -> str:
    """A day for paper: "18 November 2026"."""
    return f"{day.day} {_LONG_MONTHS[day.month - 1]} {day.year}"


def brief(day: date) -> str:
    """A day for a table on paper, always with its year: "18 Nov 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def heading(day: date) -> str:
    """A day as a page's title: "Sunday 22 November"."""
    return f"{_LONG_WEEKDAYS[day.weekday()]} {day.day} {_LONG_MONTHS[day.month - 1]}"


def span(first: date, last: date) -> str:
    """Two days for paper: "1 September – 18 December 2026", each with its year where they differ."""
    if first == last:
        return full(first)
    if first.year == last.year:
        return f"{first.day} {_LONG_MONTHS[first.month - 1]} – {full(last)}"
    return f"{full(first)} – {full(last)}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """Words in a sentence: "a", "a and b", "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def counted(number: int, singular: str, plural: str = "") -> str:
    """A number with its noun: "1 day", "4 days", "1,200 days"."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"
