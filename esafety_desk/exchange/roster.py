"""Lists of people as schools' systems export them, understood row by row; nothing else is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from esafety_desk.exchange import roster_words as words
from esafety_desk.exchange.dates import DayOrder, Votes, understood, verdict, votes
from esafety_desk.exchange.roster_columns import DATES, Columns, Meaning, columns, is_heading
from esafety_desk.exchange.tabular import Row, Table, open_table
from esafety_desk.host.errors import BadUsage
from esafety_desk.policy.wording import listed
from esafety_desk.records.names import folded, tidy
from esafety_desk.records.people import PersonKind, YearGroup

_OF_PUPILS_ONLY = frozenset({Meaning.YEAR, Meaning.CLASS, Meaning.BIRTH_DATE})
_AHEAD = timedelta(days=3653)
"""How far ahead a leaving date of two-digit year may lie."""
_BREAK = re.compile(r"[\r\n]")
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
    cells: tuple[tuple[str, str], ...] = ()
    """The cells that were read, under their headings: what may be written out again."""


@dataclass(frozen=True, slots=True)
class Roster:
    """One file of people: what was understood of it as a whole, and its rows, read when asked for."""

    notes: tuple[str, ...]
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
        read = ((self._columns.heading(meaning), cell) for meaning, cell in cells.items() if cell)
        blank = RosterRow(self.file, row.line, cells=tuple(read))
        if row.problem or any(_BREAK.search(cell) for cell in row.cells):
            return replace(blank, refusal=row.problem or "A cell of this row runs over several lines.")
        given, family, known_as = _names(cells)
        refusal = words.name_problem((given, family, known_as)) if given else _no_name(family)
        if refusal:
            return replace(blank, refusal=refusal)
        kind = next(iter(words.kinds_named(words.words_of(cells.get(Meaning.ROLE, "")))), self._columns.kind)
        if kind is None:
            return replace(
                blank, refusal="The row does not say whether this is a pupil, staff or somebody else."
            )
        number = tidy(cells.get(Meaning.NUMBER, ""))
        person = replace(
            blank,
            kind=kind,
            given_name=given,
            family_name=family,
            known_as=known_as,
            has_left=words.has_left(cells.get(Meaning.STATUS, "")),
            source=self._columns.source(kind) if number else "",
            number=number,
        )
        return self._with_dates(_as_pupil(person, cells) if kind is PersonKind.PUPIL else person, cells)

    def _with_dates(self, person: RosterRow, cells: Mapping[Meaning, str]) -> RosterRow:
        left_on, refusal = self._date(Meaning.LEFT_ON, cells)
        has_left = left_on <= self._today if left_on else person.has_left
        person = replace(person, left_on=left_on, has_left=has_left)
        if person.kind is PersonKind.PUPIL and not refusal:
            born, refusal = self._date(Meaning.BIRTH_DATE, cells)
            person = replace(person, birth_date=born)
        return replace(person, refusal=refusal)

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
    """The files that list people, and notes on those that do not and are left out.

    ``asked`` is the order of dates to go by where a column does not prove its own. Raises BadUsage where
    a file cannot be read at all, or none lists people.
    """
    rosters, left_out = [], []
    for path in paths:
        table = open_table(path, is_heading)
        meant = columns(table.name, table.headings)
        if meant.has_people and meant.tells_kind:
            rosters.append(_roster(table, meant, today, asked))
        else:
            left_out.append(f"{table.name}: {_why_left_out(meant)}")
    if not rosters:
        raise BadUsage(" ".join(left_out) or "Name at least one file.")
    return rosters, left_out


def _roster(table: Table, meant: Columns, today: date, asked: DayOrder | None) -> Roster:
    dated = [meaning for meaning in DATES if meaning in _wanted(meant)]
    rows = list(table.rows([meant.at[meaning] for meaning in dated], is_exact=meant.has_secrets))
    columns_read = {
        meaning: votes((row.cells[i] for row in rows if row.cells), _latest(meaning, today))
        for i, meaning in enumerate(dated)
    }
    notes = list(_notes(meant, columns_read, asked))
    if any(row.is_guessed for row in rows):
        notes.append(
            "some letters are not UTF-8 and were read as Western European: check names with accents."
        )
    return Roster(
        notes=tuple(f"{table.name}: {note}" for note in notes),
        _table=table,
        _columns=meant,
        _orders={meaning: column.settled(asked) for meaning, column in columns_read.items()},
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


def _no_name(family: str) -> str:
    return "There is no first name in this row." if family else "There is no name in this row."


def _as_pupil(person: RosterRow, cells: Mapping[Meaning, str]) -> RosterRow:
    said = cells.get(Meaning.YEAR, "")
    year = words.year_group(said)
    unknown = bool(said) and year is None
    return replace(
        person,
        year_group=year,
        class_name=tidy(cells.get(Meaning.CLASS, "")),
        warnings=("The year in this row is not a year group here, and was left empty.",) if unknown else (),
    )
