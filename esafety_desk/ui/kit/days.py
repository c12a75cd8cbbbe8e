"""Days as a British school types and reads them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from esafety_desk.policy.wording import short as short_day_text
from esafety_desk.policy.wording import spoken as day_text

__all__ = ["day_text", "read_day", "short_day_text", "typed_text"]

_WEEKDAYS_IN_FULL = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS_IN_FULL = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_NUMBERS = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}|\d{2}))?$")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})$")
_WORDS = re.compile(r"(?:[a-z]+,? )?(\d{1,2})(?:st|nd|rd|th)?[ \-]?([a-z]{3,9})\.?,?(?:[ \-](\d{4}|\d{2}))?$")
_SPOKEN = {"today": 0, "yesterday": -1, "y'day": -1, "tomorrow": 1}
_BESIDE = re.compile(r"(last|next) ([a-z]+)$")


def typed_text(day: date) -> str:
    """As it stands in a date field: 19/11/2026."""
    return f"{day:%d/%m/%Y}"


def read_day(text: str, today: date) -> date | None:
    """The day that ``text`` means, or None: "3/9/26", "3 sept", "2026-09-03", "today", "mon", "last tue".

    Day first, always. Without a year the day nearest to ``today`` is meant. A weekday means the newest one,
    today among them; "last" and "next" mean another day than today.
    """
    said = " ".join(text.casefold().replace("\u2019", "'").split())
    if said in _SPOKEN:
        return today + timedelta(days=_SPOKEN[said])
    if (number := _weekday(said)) is not None:
        return today - timedelta(days=(today.weekday() - number) % 7)
    if (found := _BESIDE.match(said)) and (number := _weekday(found[2])) is not None:
        if found[1] == "last":
            return today - timedelta(days=(today.weekday() - number - 1) % 7 + 1)
        return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    if found := _ISO.match(said):
        return _made(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMBERS.match(said):
        return _with_year(int(found[1]), int(found[2]), found[3], today)
    if (found := _WORDS.match(said)) and (month := _month(found[2])):
        return _with_year(int(found[1]), month, found[3], today)
    return None


def _weekday(name: str) -> int | None:
    """Monday is 0; by three letters or more of its name."""
    fitting = (n for n, full in enumerate(_WEEKDAYS_IN_FULL) if len(name) >= 3 and full.startswith(name))
    return next(fitting, None)


def _month(name: str) -> int:
    for number, full in enumerate(_MONTHS_IN_FULL, start=1):
        if full.startswith(name) or (name == "sept" and number == 9):
            return number
    return 0


def _with_year(day: int, month: int, year: str | None, today: date) -> date | None:
    if year is not None:
        return _made(int(year) if len(year) == 4 else _century(int(year), today), month, day)
    near = [made for y in (today.year - 1, today.year, today.year + 1) if (made := _made(y, month, day))]
    return min(near, key=lambda made: abs(made - today), default=None)


def _century(year: int, today: date) -> int:
    full = today.year // 100 * 100 + year
    return full - 100 if full > today.year + 20 else full


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
