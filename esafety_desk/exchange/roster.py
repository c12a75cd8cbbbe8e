"""Lists of people as schools' systems export them, understood row by row; nothing else is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from esafety_desk.exchange import roster_words as words
from esafety_desk.exchange.dates import DayOrder, Votes, understood, verdict, votes
from esafety_desk.exchange.roster_columns import DATES, Columns, Meaning, columns, is_heading
from esafety_desk.exchange.roster_companions import Companions, companions, is_known_elsewhere
from esafety_desk.exchange.sources import sources
from esafety_desk.exchange.tabular import EmptyTable, Row, Table, open_tables
from esafety_desk.host.errors import BadUsage
from esafety_desk.policy.wording import listed
from esafety_desk.records.names import folded, tidy
from esafety_desk.records.people import PersonKind, YearGroup

_OF_PUPILS_ONLY = frozenset({Meaning.YEAR, Meaning.CLASS, Meaning.BIRTH_DATE, Meaning.AGENTS})
_AHEAD = timedelta(days=3653)
"""How far ahead a leaving date of two-digit year may lie."""
_BREAK = re.compile(r"[\r\n]")
_STRANGE_YEAR = "The year in this row is not a year group here, and was left empty."
_NO_DATE = frozenset({"", "-", "n/a", "na", "none", "null", "unknown", "not known"})
_PLURALS = {
    PersonKind.PUPIL: "pupils", PersonKind.STAFF: "staff", PersonKind.PARENT: "parents and carers",
    PersonKind.GOVERNOR: "governors", PersonKind.OTHER: "others", None: "people of several kinds",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One row as understood. A row with a ``refusal`` must not be kept; ``warnings`` do not stand in its way.

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
    warnings: tuple[str, ...] = ()
    cells: tuple[tuple[str, str], ...] = field(default=(), repr=False, compare=False)
    """The cells that were read, under their headings: what may be written out again."""
    joins: str = field(default="", repr=False, compare=False)
    """What the files of this export name the person by, where a link of a family needs it."""
    guardians: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    """Those who care for this pupil, as the export names them, each with how they are related."""


@dataclass(frozen=True)
class Roster:
    """One file of people: what was understood of it as a whole, and its rows, read when asked for."""

    notes: tuple[str, ...]
    beside: Companions = field(repr=False)
    _table: Table = field(repr=False)
    _columns: Columns = field(repr=False)
    _orders: Mapping[Meaning, DayOrder | None] = field(repr=False)
    _today: date = field(repr=False)

    @property
    def file(self) -> str:
        return self._table.name

    def rows(self) -> Iterator[RosterRow]:
        """Every row in the order of the file, good or refused, blank ones left out."""
        wanted = _wanted(self._columns)
        places = [self._columns.at[meaning] for meaning in wanted]
        for row in self._table.rows(places, is_exact=self._columns.has_secrets):
            yield self._understood(row, dict(zip(wanted, row.cells, strict=False)))

    def _understood(self, row: Row, cells: dict[Meaning, str]) -> RosterRow:
        address = folded(cells.pop(Meaning.ADDRESS, ""))
        number = tidy(cells.get(Meaning.NUMBER, ""))
        if row.problem or any(_BREAK.search(cell) for cell in row.cells):
            refusal = row.problem or "A cell of this row runs over several lines."
            return RosterRow(self.file, row.line, refusal=refusal)
        read = tuple((self._columns.heading(meaning), cell) for meaning, cell in cells.items() if cell)
        self._complete(number, cells)
        kind, refusal = self._kind(number, cells), ""
        given, family, known_as = _names(cells)
        left_on, refusal_of_leaving = self._date(Meaning.LEFT_ON, cells)
        has_left = left_on <= self._today if left_on else words.has_left(cells.get(Meaning.STATUS, ""))
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
            source=self._columns.source(kind) if number and kind else "",
            number=number,
            cells=read,
            joins=next((key for key in (number, address) if key in self._family), ""),
            guardians=self._guardians(number, cells),
            **of_pupil,
        )

    @cached_property
    def _family(self) -> frozenset[str]:
        return self.beside.family()

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

    def _kind(self, number: str, cells: Mapping[Meaning, str]) -> PersonKind | None:
        """What the row says this person is; among several roles the most telling one counts."""
        said = [cells.get(Meaning.ROLE, ""), *self.beside.roles.get(number, ())]
        named = words.kinds_named([word for role in said for word in words.words_of(role)])
        if not named and self._columns.kind is None and number in self._adults:
            return PersonKind.PARENT
        return next(iter(named), self._columns.kind)

    def _guardians(self, number: str, cells: Mapping[Meaning, str]) -> tuple[tuple[str, str], ...]:
        own = [(tidy(agent), "") for agent in cells.get(Meaning.AGENTS, "").split(",") if agent.strip()]
        return tuple(dict.fromkeys([*self.beside.guardians.get(number, ()), *own]))

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
        day, reason = understood(text, self._orders[meaning], _latest(meaning, self._today))
        if day and meaning is Meaning.BIRTH_DATE and day > self._today:
            day, reason = None, "lies in the future."
        return day, f"{self._columns.heading(meaning)} {reason}" if reason else ""


def open_rosters(
    paths: Sequence[Path], today: date, asked: DayOrder | None = None
) -> tuple[list[Roster], list[str]]:
    """The tables that list people, completed by those beside them, and notes on what is left out.

    ``asked`` is the order of dates to go by where a column does not prove its own. Raises BadUsage where
    a file cannot be read at all, or none lists people.
    """
    tables, left_out = _tables(paths)
    beside, others = companions(tables)
    rosters, unneeded = [], []
    for table in others:
        meant = _with_kind(columns(table.name, table.headings), table, beside)
        if meant.has_people and (meant.tells_kind or beside.roles):
            rosters.append(_roster(table, meant, beside, today, asked))
        elif is_known_elsewhere(table.name):
            unneeded.append(table.name)
        else:
            left_out.append(f"{table.name}: {_why_left_out(meant)}")
    if not rosters:
        raise BadUsage(" ".join(left_out) or "There is no list of people among these files.")
    if beside.used:
        left_out.append(f"read together with the people: {listed(sorted(beside.used))}.")
    if unneeded:
        left_out.append(f"not needed here: {listed(unneeded)}.")
    return rosters, [*beside.notes, *left_out]


def _tables(paths: Sequence[Path]) -> tuple[list[Table], list[str]]:
    """Every table of ``paths``; a file of an export that holds nothing is no reason to stop."""
    found, left_out = [], []
    files = sources(paths)
    for one in files:
        try:
            found += open_tables(one, is_heading)
        except EmptyTable as error:
            if len(files) == 1:
                raise
            left_out.append(error.sentence)
    return found, left_out


def _with_kind(meant: Columns, table: Table, beside: Companions) -> Columns:
    """``meant`` with what the files beside it tell of the people in it."""
    has_ids = Meaning.NUMBER in meant.at and bool(beside.roles or Meaning.ROLE in meant.at)
    is_family = meant.kind is None and Meaning.ROLE not in meant.at and not beside.roles
    if is_family and beside.guardians and Meaning.ADDRESS in meant.at and table.name.casefold() == "user.csv":
        return replace(meant, kind=PersonKind.PARENT)
    return replace(meant, has_one_numbering=has_ids and meant.preset != "List")


def _roster(table: Table, meant: Columns, beside: Companions, today: date, asked: DayOrder | None) -> Roster:
    dated = [meaning for meaning in DATES if meaning in _wanted(meant)]
    ballots, is_guessed = dict.fromkeys(dated, Votes()), False
    for row in table.rows([meant.at[meaning] for meaning in dated], is_exact=meant.has_secrets):
        is_guessed |= row.is_guessed
        for meaning, cell in zip(dated, row.cells, strict=False):
            ballots[meaning] += votes([cell], _latest(meaning, today))
    if beside.births and Meaning.BIRTH_DATE not in ballots:
        ballots[Meaning.BIRTH_DATE] = votes(beside.births.values(), today)
    notes = list(_notes(meant, ballots, asked))
    if is_guessed:
        notes.append(
            "some letters are not UTF-8 and were read as Western European: check names with accents."
        )
    return Roster(
        notes=tuple(f"{table.name}: {note}" for note in notes),
        beside=beside,
        _table=table,
        _columns=meant,
        _orders={meaning: ballot.settled(asked) for meaning, ballot in ballots.items()},
        _today=today,
    )


def _notes(meant: Columns, dates: Mapping[Meaning, Votes], asked: DayOrder | None) -> Iterator[str]:
    yield f"{meant.preset}, {_PLURALS[meant.kind]}."
    if meant.unread:
        yield f"left unread: {listed(meant.unread)}."
    if Meaning.YEAR in _wanted(meant) and meant.heading(Meaning.YEAR).casefold().startswith("grade"):
        yield f"{meant.heading(Meaning.YEAR)} is read as the year group of the same number."
    for meaning, column in dates.items():
        if said := verdict(column, asked):
            yield f"{meant.heading(meaning)}: {said}"


def _why_left_out(meant: Columns) -> str:
    if not meant.has_people:
        return "no column of people’s names was found under its headings, so it was left out."
    return "it does not say whether it lists pupils or staff. Put that into the file’s name, or add a column Role."


def _wanted(meant: Columns) -> tuple[Meaning, ...]:
    has_pupils = meant.kind is PersonKind.PUPIL or Meaning.ROLE in meant.at
    return tuple(m for m in meant.at if has_pupils or m not in _OF_PUPILS_ONLY)


def _latest(meaning: Meaning, today: date) -> date:
    return today if meaning is Meaning.BIRTH_DATE else today + _AHEAD


def _names(cells: Mapping[Meaning, str]) -> tuple[str, str, str]:
    """First, last and preferred first name; the preferred one only where it is another."""
    given = tidy(cells.get(Meaning.GIVEN_NAME, ""))
    family = tidy(cells.get(Meaning.FAMILY_NAME, "") or cells.get(Meaning.PREFERRED_FAMILY_NAME, ""))
    known_as = tidy(cells.get(Meaning.KNOWN_AS, ""))
    if not given and not family:
        given, family = words.parted_name(cells.get(Meaning.FULL_NAME, ""))
    given = given or known_as
    return given, family, "" if folded(known_as) == folded(given) else known_as


def _wrong_name(given: str, family: str, known_as: str) -> str:
    if given:
        return words.name_problem((given, family, known_as))
    return "There is no first name in this row." if family else "There is no name in this row."


def _no_kind(kind: PersonKind | None) -> str:
    return "" if kind else "The row does not say whether this is a pupil, staff or somebody else."
