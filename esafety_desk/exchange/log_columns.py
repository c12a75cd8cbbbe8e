"""Which column of an old log means what: judged by its heading and by what stands under it, with a confidence."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import lru_cache

from esafety_desk.exchange import log_words as words
from esafety_desk.exchange.columns import SURE, Column
from esafety_desk.exchange.dates import UNREADABLE, reading
from esafety_desk.exchange.log_meanings import DATES, Meaning, Shape, heading_fit, tells_nothing
from esafety_desk.exchange.log_names import names_in
from esafety_desk.exchange.roster_columns import is_secret
from esafety_desk.exchange.roster_words import year_group
from esafety_desk.records.names import folded

LogColumn = Column[Meaning]
_TAKEN_FROM = 0.4
_LONGEST_HEADING = 120
_LOOK_ALONE = 0.72
"""The most that cells can say without a heading."""
_SHORT_WORDS = 0.45
"""A few words may be all that somebody wrote; only a heading can say then that they tell what happened."""
_WORD = re.compile(r"[^\W_]+")
_HARD = DATES | {Meaning.TIME, Meaning.YEAR, Meaning.DETAILS}
_SEVERAL = frozenset({Meaning.PEOPLE})
"""Meanings that more than one column may have: "Victim" and "Perpetrator" both name people."""
_KNOWN_PLATFORMS = frozenset(
    {
        "whatsapp", "youtube", "tiktok", "snapchat", "instagram", "facebook", "roblox", "minecraft", "discord", "xbox",
        "playstation", "twitter", "email", "google", "docs", "teams", "phone", "fortnite", "seesaw", "padlet",
        "classdojo", "twitch", "zoom", "ipad", "text", "switch", "chatgpt", "scratch", "kahoot", "purplemash",
    }
)  # fmt: skip


def mapped(
    shape: Shape,
    headings: Sequence[str],
    sample: Sequence[Sequence[str]],
    latest: date,
    cycle: int | None = None,
) -> tuple[LogColumn, ...]:
    """What each column means, judged by heading and a ``sample`` of rows; columns of passwords are left out.

    ``cycle`` is the first year of the school year the sheet is of, where it says so.
    """
    sample = [row for row in sample if len(headings) < 3 or sum(map(bool, map(str.strip, row))) > 1]
    cells = {
        place: [row[place] for row in sample if place < len(row) and row[place].strip()]
        for place in range(len(headings))
        if not is_secret(headings[place])
    }
    guesses = [
        (confidence, place, meaning, why)
        for place, found in cells.items()
        if not tells_nothing(shape, headings[place])
        for meaning, (confidence, why) in _guesses(shape, headings[place], found, latest, cycle).items()
        if confidence >= _TAKEN_FROM
    ]
    taken: dict[int, tuple[Meaning, float, str]] = {}
    for confidence, place, meaning, why in sorted(guesses, key=lambda guess: (-guess[0], guess[1])):
        is_held = any(meaning is other for other, _, _ in taken.values())
        if place not in taken and (not is_held or (meaning in _SEVERAL and confidence >= SURE)):
            taken[place] = (meaning, confidence, why)
    untaken: tuple[Meaning | None, float, str] = (None, 0.0, "")
    return tuple(
        Column(place, headings[place], *(taken.get(place) or untaken), tuple(found[:3]))
        for place, found in cells.items()
    )


def told(
    columns: Sequence[LogColumn], mapping: Mapping[str, Meaning | None], why: str
) -> tuple[LogColumn, ...]:
    """The columns with the meanings that somebody told, by heading; a told meaning is taken from its rival."""
    by_heading = {folded(heading): meaning for heading, meaning in mapping.items()}
    given = {meaning for meaning in by_heading.values() if meaning is not None}

    def one(column: LogColumn) -> LogColumn:
        if folded(column.heading) in by_heading:
            meaning = by_heading[folded(column.heading)]
            return Column(column.place, column.heading, meaning, 1.0, why, column.examples)
        if column.meaning in given and column.meaning not in _SEVERAL:
            return Column(column.place, column.heading, None, 0.0, "", column.examples)
        return column

    return tuple(one(column) for column in columns)


def heading_row(shape: Shape, rows: Sequence[Sequence[str]]) -> int | None:
    """The place among ``rows`` of the row of headings: the one with most words known, at least two; else None."""
    scores = [_heading_score(shape, row) for row in rows]
    best = max(scores, default=0.0)
    return scores.index(best) if best >= 1.5 else None


def _heading_score(shape: Shape, row: Sequence[str]) -> float:
    """How many different meanings a row's short cells name, the surer the more."""
    best: dict[Meaning, float] = {}
    for cell in row:
        if 0 < len(cell.strip()) <= _LONGEST_HEADING:
            for meaning, fit in heading_fit(shape, cell).items():
                if fit > 0.5:
                    best[meaning] = max(fit, best.get(meaning, 0.0))
    return sum(best.values())


def _guesses(
    shape: Shape, heading: str, cells: Sequence[str], latest: date, cycle: int | None
) -> dict[Meaning, tuple[float, str]]:
    fits = heading_fit(shape, heading)
    best = max(fits.values(), default=0.0)
    guesses = {}
    for meaning in shape.headings:
        if fit := fits.get(meaning, 0.0):
            content = _content_fit(meaning, cells, latest, cycle)
            guesses[meaning] = _together(fit, content, has_cells=bool(cells), is_hard=meaning in _HARD)
        elif content := _look_alone(meaning, cells, latest, cycle):
            guesses[meaning] = (content * _LOOK_ALONE * (1 - best) if content >= 0.6 else 0.0), "content"
    return guesses


def _look_alone(meaning: Meaning, cells: Sequence[str], latest: date, cycle: int | None) -> float | None:
    """How well cells fit a meaning that no heading speaks for: only what can hardly be anything else counts."""
    content = _content_fit(meaning, cells, latest, cycle)
    if content is None or meaning not in _MISTAKEN:
        return content
    return min(content, _share(cells, _MISTAKEN[meaning]))


def _together(fit: float, content: float | None, *, has_cells: bool, is_hard: bool) -> tuple[float, str]:
    """The confidence from heading and content. ``content`` is None where a meaning has no look of its own.

    ``is_hard``: cells of any other look speak against the meaning; of a soft one they only say nothing for it.
    """
    if not has_cells:
        return fit * 0.85, "heading"
    if content is None:
        return fit * 0.92, "heading"
    if not is_hard:
        return fit * (0.76 + 0.24 * content), "heading and content" if content else "heading"
    if content < 0.2:  # kept where the heading says it outright and no other column fits better
        return (_TAKEN_FROM + 0.05 if fit >= 0.95 else fit * 0.35), "heading"
    return fit * (0.6 + 0.4 * content), "heading and content"


def _content_fit(meaning: Meaning, cells: Sequence[str], latest: date, cycle: int | None) -> float | None:
    if meaning in DATES:
        share = _share(
            cells, lambda cell: words.is_nothing(cell) or reading(cell, latest, cycle) != UNREADABLE
        )
        return share if meaning is Meaning.DATE else max(share, 0.0) or 0.0
    test = _LOOKS.get(meaning)
    return None if test is None else test(cells)


def _share(cells: Sequence[str], holds: Callable[[str], bool]) -> float:
    return sum(map(holds, cells)) / len(cells) if cells else 0.0


def _looks_like_names(cells: Sequence[str]) -> float:
    return _share(cells, _is_names)


def _is_names(cell: str) -> bool:
    named = names_in(cell)
    return bool(named) and all(
        1 <= len(one.written.split()) <= 4 and one.written[:1].isupper() for one in named
    )


def _looks_like_staff(cells: Sequence[str]) -> float:
    """Names, most of all with a title; initials as staff sign with."""
    return _share(cells, lambda cell: _is_names(cell) or _are_initials(cell))


def _are_initials(cell: str) -> bool:
    return bool(re.fullmatch(r"[A-Z]{2,3}", cell.strip()))


def _is_whole_name(cell: str) -> bool:
    """Somebody by first and last name, or with a title; "Yes" and "Autumn" are none."""
    return any(len(named.written.split()) > 1 for named in names_in(cell)) and _is_names(cell)


def _looks_like_details(cells: Sequence[str]) -> float:
    if _share(cells, lambda cell: any(map(str.isalpha, cell))) < 0.5:
        return 0.0
    mean = sum(map(len, cells)) / len(cells)
    differing = len(set(cells)) / len(cells)
    return max(_SHORT_WORDS, min(1.0, mean / 45) * (0.5 + 0.5 * differing))


def _looks_like_years(cells: Sequence[str]) -> float:
    telling = _share(cells, lambda cell: not cell.strip().isdigit())
    share = _share(cells, lambda cell: years_in(cell) != ())
    return share if telling > 0.2 else share * 0.8


@lru_cache(maxsize=1024)
def years_in(text: str) -> tuple[str, ...]:
    """The year groups, as kept, that a cell names: "Y5", "Yr 3/4", "6B" with its class letter."""
    pieces = re.split(r"[/,;&+]|\band\b", text)
    read = (year_group(re.sub(r"(?<=[0-9])[A-Za-z]{1,2}$", "", piece.strip())) for piece in pieces)
    return tuple(dict.fromkeys(year.value for year in read if year))


def _looks_like_platforms(cells: Sequence[str]) -> float:
    return _share(
        cells, lambda cell: len(cell) <= 40 and bool(_KNOWN_PLATFORMS & set(_WORD.findall(folded(cell))))
    )


def _looks_like_places(cells: Sequence[str]) -> float:
    return _share(cells, lambda cell: len(cell) <= 40 and words.whereabouts(cell) is not None)


def _looks_like_yes_and_no(cells: Sequence[str]) -> float:
    return _share(cells, lambda cell: len(cell) <= 40 and words.parents_told(cell) is not None)


_LOOKS: dict[Meaning, Callable[[Sequence[str]], float]] = {
    Meaning.TIME: lambda cells: _share(cells, lambda cell: words.time_of_day(cell) is not None),
    Meaning.DETAILS: _looks_like_details,
    Meaning.PEOPLE: _looks_like_names,
    Meaning.STAFF: _looks_like_staff,
    Meaning.YEAR: _looks_like_years,
    Meaning.PLATFORM: _looks_like_platforms,
    Meaning.WHERE: _looks_like_places,
    Meaning.PARENTS: _looks_like_yes_and_no,
}


_MISTAKEN: dict[Meaning, Callable[[str], bool]] = {
    Meaning.PEOPLE: _is_whole_name,
    Meaning.STAFF: lambda cell: _is_whole_name(cell) or _are_initials(cell),
    Meaning.REPORTED_BY: _is_whole_name,
    Meaning.YEAR: lambda cell: not cell.strip().isdigit(),
}
"""Looks that other columns share, with what a cell must be as well where no heading speaks for the meaning."""


def places_of(columns: Collection[LogColumn], meaning: Meaning) -> tuple[int, ...]:
    """Where the columns of ``meaning`` stand."""
    return tuple(column.place for column in columns if column.meaning is meaning)
