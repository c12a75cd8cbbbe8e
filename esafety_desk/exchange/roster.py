"""Lists of people as schools' systems export them, understood row by row; nothing else is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from esafety_desk.exchange import roster_words as words
from esafety_desk.exchange.columns import Column
from esafety_desk.exchange.dates import DayOrder, understood
from esafety_desk.exchange.roster_columns import Columns, Meaning
from esafety_desk.exchange.roster_companions import Companions
from esafety_desk.exchange.tabular import Row, Table
from esafety_desk.records.names import folded, tidy
from esafety_desk.records.people import PersonKind, YearGroup

_OF_PUPILS_ONLY = frozenset({Meaning.YEAR, Meaning.CLASS, Meaning.BIRTH_DATE, Meaning.AGENTS})
_AHEAD = timedelta(days=3653)
"""How far ahead a leaving date of two-digit year may lie."""
_BREAK = re.compile(r"[\r\n]")
_STRANGE_YEAR = "The year in this row is not a year group here, and was left empty."
_TITLE_ALONE = "Only a title stands for the first name."
_NO_DATE = frozenset({"", "-", "n/a", "na", "none", "null", "unknown", "not known"})


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One row as understood. A row with a ``refusal`` must not be kept, one that is ``passed_over`` is nobody.

    ``number`` counts within ``source``. ``has_left`` is None where the file does not say.
    """

    file: str
    line: int
    kind: PersonKind | None = None
    given_name: str = ""
    family_name: str = ""
    known_as: str = ""
    year_group: YearGroup | None = None
    class_name: str = ""
    birth_date: date | None = None
    has_left: bool | None = None
    left_on: date | None = None
    source: str = ""
    number: str = ""
    refusal: str = ""
    passed_over: str = ""
    warnings: tuple[str, ...] = ()
    cells: tuple[tuple[str, str], ...] = field(default=(), repr=False, compare=False)
    """The cells that were read, under their headings: what may be written out again."""
    joins: str = field(default="", repr=False, compare=False)
    """What the files of this export name the person by, where a link of a family needs it."""
    is_guardian: bool = field(default=False, compare=False)
    """The export knows this person only as somebody's parent or carer."""
    guardians: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    """Those who care for this pupil, as the export names them, each with how they are related."""


@dataclass(frozen=True)
class Roster:
    """One file of people: what was understood of it as a whole, and its rows, read when asked for."""

    notes: tuple[str, ...]
    beside: Companions = field(repr=False)
    table: Table = field(repr=False)
    columns: Columns = field(repr=False)
    orders: Mapping[Meaning, DayOrder | None] = field(repr=False)
    today: date = field(repr=False)
    place: tuple[YearGroup | None, str] = (None, "")
    """The year and class that the sheet or file is named after, for rows that do not say."""
    seen: tuple[Column[Meaning], ...] = ()
    undecided: tuple[str, ...] = ()
    """The headings whose dates could be read either way throughout."""

    @property
    def file(self) -> str:
        return self.table.name

    def rows(self) -> Iterator[RosterRow]:
        """Every row in the order of the file, good or refused, blank ones left out."""
        meanings = wanted(self.columns)
        places = [self.columns.at[meaning] for meaning in meanings]
        for row in self.table.rows(places, is_exact=self.columns.has_secrets):
            yield self._understood(row, dict(zip(meanings, row.cells, strict=False)))

    def _understood(self, row: Row, cells: dict[Meaning, str]) -> RosterRow:
        if between := self._between(row, cells):
            return RosterRow(self.file, row.line, passed_over=between)
        address = folded(cells.pop(Meaning.ADDRESS, ""))
        number = tidy(cells.get(Meaning.NUMBER, ""))
        if row.problem or any(_BREAK.search(cell) for cell in row.cells):
            refusal = row.problem or "A cell of this row runs over several lines."
            return RosterRow(self.file, row.line, refusal=refusal)
        read = tuple((self.columns.heading(meaning), cell) for meaning, cell in cells.items() if cell)
        self._complete(number, cells)
        kind, refusal = self._kind(number, cells), ""
        given, family, known_as = _names(cells, is_last_name_first=self.columns.is_last_name_first)
        left_on, refusal_of_leaving = self._date(Meaning.LEFT_ON, cells)
        has_left = left_on <= self.today if left_on else words.has_left(cells.get(Meaning.STATUS, ""))
        of_pupil, refusal_of_birth = self._of_pupil(cells) if kind is PersonKind.PUPIL else ({}, "")
        refusal = (
            _wrong_name(given, family, known_as) or _no_kind(kind) or refusal_of_leaving or refusal_of_birth
        )
        if refusal:
            return RosterRow(self.file, row.line, cells=read, refusal=refusal)
        return RosterRow(
            file=self.file,
            line=row.line,
            kind=kind,
            given_name=given,
            family_name=family,
            known_as=known_as,
            has_left=has_left,
            left_on=left_on,
            source=self.columns.source(kind) if number and kind else "",
            number=number,
            cells=read,
            joins=next((key for key in (number, address) if key in self._adults), ""),
            is_guardian=kind is PersonKind.PARENT and not self._adults.isdisjoint({number, address}),
            guardians=self._guardians(number) if kind is PersonKind.PUPIL else (),
            **(of_pupil or {"warnings": (_TITLE_ALONE,) if words.is_title(given) else ()}),
        )

    def _between(self, row: Row, cells: Mapping[Meaning, str]) -> str:
        """Why this row is nobody: the headings again, as on each printed page, or a sum."""
        if row.cells and all(tidy(cell) == self.columns.heading(meaning) for meaning, cell in cells.items()):
            return "The headings again."
        return "A sum, not a person." if words.is_sum(row.cells) else ""

    @cached_property
    def _adults(self) -> frozenset[str]:
        return self.beside.adults()

    def _complete(self, number: str, cells: dict[Meaning, str]) -> None:
        """Put in what the files beside this one say and its own row leaves open."""
        told = {
            Meaning.YEAR: self.beside.grades,
            Meaning.CLASS: self.beside.classes,
            Meaning.BIRTH_DATE: self.beside.births,
        }
        for meaning, known in told.items():
            if number in known and not cells.get(meaning):
                cells[meaning] = known[number]
        year, class_name = self.place
        if not cells.get(Meaning.CLASS) and class_name:
            cells[Meaning.CLASS] = class_name
        year = year or words.year_of_class(tidy(cells.get(Meaning.CLASS, "")))
        if not cells.get(Meaning.YEAR) and year:
            cells[Meaning.YEAR] = year.value

    def _kind(self, number: str, cells: Mapping[Meaning, str]) -> PersonKind | None:
        """What the row says this person is; among several roles the most telling one counts."""
        said = [cells.get(Meaning.ROLE, ""), *self.beside.roles.get(number, ())]
        named = words.kinds_named([word for role in said for word in words.words_of(role)])
        if not named and self.columns.kind is None and number in self._adults:
            return PersonKind.PARENT
        return next(iter(named), self.columns.kind)

    def _guardians(self, number: str) -> tuple[tuple[str, str], ...]:
        return tuple(dict.fromkeys(self.beside.guardians.get(number, ())))

    def _of_pupil(self, cells: Mapping[Meaning, str]) -> tuple[dict[str, Any], str]:
        """What is read of pupils alone, and why a birth date is refused."""
        said = cells.get(Meaning.YEAR, "")
        year = words.year_group(said)
        born, refusal = self._date(Meaning.BIRTH_DATE, cells)
        return {
            "year_group": year,
            "class_name": tidy(cells.get(Meaning.CLASS, "")),
            "birth_date": born,
            "warnings": (_STRANGE_YEAR,) if said and year is None else (),
        }, refusal

    def _date(self, meaning: Meaning, cells: Mapping[Meaning, str]) -> tuple[date | None, str]:
        text = cells.get(meaning, "")
        if folded(text) in _NO_DATE:
            return None, ""
        day, reason = understood(text, self.orders[meaning], latest_of(meaning, self.today))
        if day and meaning is Meaning.BIRTH_DATE and day > self.today:
            day, reason = None, "lies in the future."
        return day, f"{self.columns.heading(meaning)} {reason}" if reason else ""


def wanted(meant: Columns) -> tuple[Meaning, ...]:
    """The columns that are read: what is of pupils alone only where there may be some."""
    has_pupils = meant.kind is PersonKind.PUPIL or Meaning.ROLE in meant.at
    return tuple(m for m in meant.at if has_pupils or m not in _OF_PUPILS_ONLY)


def latest_of(meaning: Meaning, today: date) -> date:
    """The last day that a date of this meaning can be: one may be known to leave, nobody is yet to be born."""
    return today if meaning is Meaning.BIRTH_DATE else today + _AHEAD


def _names(cells: Mapping[Meaning, str], *, is_last_name_first: bool) -> tuple[str, str, str]:
    """First, last and preferred first name; the preferred one only where it is another."""
    given = tidy(cells.get(Meaning.GIVEN_NAME, ""))
    family = tidy(cells.get(Meaning.FAMILY_NAME, "") or cells.get(Meaning.PREFERRED_FAMILY_NAME, ""))
    known_as = tidy(cells.get(Meaning.KNOWN_AS, ""))
    if not given and not family:
        whole = words.without_title(cells.get(Meaning.FULL_NAME, ""), least=2)
        given, family = words.parted_name(whole, is_last_name_first=is_last_name_first)
    given = words.without_title(given, least=1) or known_as
    return given, family, "" if folded(known_as) == folded(given) else known_as


def _wrong_name(given: str, family: str, known_as: str) -> str:
    if given:
        return words.name_problem((given, family, known_as))
    return "There is no first name in this row." if family else "There is no name in this row."


def _no_kind(kind: PersonKind | None) -> str:
    return "" if kind else "The row does not say whether this is a pupil, staff or somebody else."
