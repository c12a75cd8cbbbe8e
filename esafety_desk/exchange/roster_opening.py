"""Lists of people opened: files that belong together found, dates put to the vote, what is left out told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path, PurePath

from esafety_desk.exchange.columns import REMEMBERED, TOLD, Column, key_of
from esafety_desk.exchange.dates import DayOrder, Votes, verdict, votes
from esafety_desk.exchange.roster import Roster, latest_of, wanted
from esafety_desk.exchange.roster_columns import (
    DATES,
    Columns,
    Meaning,
    Told,
    columns,
    is_secret,
    named_columns,
)
from esafety_desk.exchange.roster_companions import Companions, companions, is_known_elsewhere
from esafety_desk.exchange.roster_words import place_named
from esafety_desk.exchange.sources import nobody_waits, sources
from esafety_desk.exchange.tabular import EmptyTable, Table, open_tables
from esafety_desk.host.errors import BadUsage
from esafety_desk.policy.wording import listed
from esafety_desk.records.names import tidy
from esafety_desk.records.people import PersonKind

_EXAMPLES = 3
_PLURALS = {
    PersonKind.PUPIL: "pupils", PersonKind.STAFF: "staff", PersonKind.PARENT: "parents and carers",
    PersonKind.GOVERNOR: "governors", PersonKind.OTHER: "others", None: "people of several kinds",
}  # fmt: skip


def open_rosters(
    paths: Sequence[Path], today: date, asked: DayOrder | None = None, told: Told | None = None,
    remembered: Mapping[str, Told] | None = None, heed: Callable[[], None] = nobody_waits,
) -> tuple[list[Roster], list[str]]:  # fmt: skip
    """The tables that list people, completed by those beside them, and notes on what is left out.

    ``asked`` is the order of dates to go by where a column does not prove its own. ``told`` are meanings told
    for this import, ``remembered`` from earlier ones by ``key_of`` their headings; ``heed`` raises where nobody
    waits any more. Raises BadUsage where a file cannot be read at all, or none lists people.
    """
    mapping = _Mapping(told or {}, remembered or {})
    tables, left_out = _tables(paths, mapping, heed)
    beside, others = companions(tables)
    rosters, unneeded = [], []
    for table in others:
        meant = _with_kind(mapping.columns(table), table, beside)
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


@dataclass(frozen=True, slots=True)
class _Mapping:
    """What columns mean, as told for this import and for earlier ones."""

    told: Told
    remembered: Mapping[str, Told]

    def named(self, cells: Sequence[str]) -> int:
        """How many columns a row of headings names."""
        return named_columns(cells, {**self._before(cells), **self.told})

    def columns(self, table: Table) -> Columns:
        before = self._before(table.headings)
        why = TOLD if self.told else REMEMBERED
        return columns(table.name, table.headings, {**before, **self.told}, why)

    def _before(self, cells: Sequence[str]) -> Told:
        return self.remembered.get(key_of([tidy(cell) for cell in cells]), {}) if self.remembered else {}


def _tables(
    paths: Sequence[Path], mapping: _Mapping, heed: Callable[[], None]
) -> tuple[list[Table], list[str]]:
    """Every table of ``paths``; a file of an export that holds nothing is no reason to stop."""
    found, left_out = [], []
    files = sources(paths, heed=heed)
    for one in files:
        try:
            found += open_tables(one, mapping.named)
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
    ballots, is_guessed = _ballots(table, meant, today)
    _take_agents(table, meant, beside)
    if beside.births and Meaning.BIRTH_DATE not in ballots:
        ballots[Meaning.BIRTH_DATE] = votes(beside.births.values(), today)
    notes = list(_notes(meant, ballots, asked))
    if is_guessed:
        notes.append(
            "some letters are not UTF-8 and were read as Western European: check names with accents."
        )
    orders = {meaning: ballot.settled(asked) for meaning, ballot in ballots.items()}
    file, _, sheet = table.name.partition(", ")
    return Roster(
        notes=tuple(f"{table.name}: {note}" for note in notes),
        beside=beside,
        table=table,
        columns=meant,
        orders=orders,
        today=today,
        place=place_named(sheet or PurePath(file).stem),
        seen=_seen(table, meant),
        undecided=tuple(meant.heading(m) for m, b in ballots.items() if orders[m] is None and b.either),
    )


def _ballots(table: Table, meant: Columns, today: date) -> tuple[dict[Meaning, Votes], bool]:
    """The votes on day or month first for each date, and whether some letters had to be guessed."""
    dated = [meaning for meaning in DATES if meaning in wanted(meant)]
    ballots, is_guessed = dict.fromkeys(dated, Votes()), False
    for row in table.rows([meant.at[meaning] for meaning in dated], is_exact=meant.has_secrets):
        is_guessed |= row.is_guessed
        for meaning, cell in zip(dated, row.cells, strict=False):
            ballots[meaning] += votes([cell], latest_of(meaning, today))
    return ballots, is_guessed


def _seen(table: Table, meant: Columns) -> tuple[Column[Meaning], ...]:
    """Every column but those of passwords, with examples only of those that are read."""
    at = {meant.at[meaning]: meaning for meaning in wanted(meant) if meaning is not Meaning.ADDRESS}
    first = islice(table.rows(list(at), is_exact=meant.has_secrets), _EXAMPLES)
    cells = [dict(zip(at, row.cells, strict=False)) for row in first]
    return tuple(
        Column(
            place=place,
            heading=heading,
            meaning=at.get(place),
            confidence=1.0 if place in at else 0.0,
            why=meant.told.get(at[place], "heading") if place in at else "",
            examples=tuple(row[place] for row in cells if row.get(place)),
        )
        for place, heading in enumerate(meant.headings)
        if not is_secret(heading)
    )


def _take_agents(table: Table, meant: Columns, beside: Companions) -> None:
    """Let ``beside`` know whom the list itself names as parents and carers, before its rows are read."""
    if Meaning.AGENTS not in meant.at or Meaning.NUMBER not in meant.at:
        return
    places = [meant.at[Meaning.NUMBER], meant.at[Meaning.AGENTS]]
    for row in table.rows(places, is_exact=meant.has_secrets):
        number, agents = row.cells or ("", "")
        for agent in filter(None, map(tidy, agents.split(","))):
            beside.guardians.setdefault(tidy(number), []).append((agent, ""))


def _notes(meant: Columns, dates: Mapping[Meaning, Votes], asked: DayOrder | None) -> Iterator[str]:
    yield f"{meant.preset}, {_PLURALS[meant.kind]}."
    if meant.unread:
        yield f"left unread: {listed(meant.unread)}."
    if Meaning.YEAR in wanted(meant) and meant.heading(Meaning.YEAR).casefold().startswith("grade"):
        yield f"{meant.heading(Meaning.YEAR)} is read as the year group of the same number."
    for meaning, column in dates.items():
        if said := verdict(column, asked):
            yield f"{meant.heading(meaning)}: {said}"


def _why_left_out(meant: Columns) -> str:
    if not meant.has_people:
        return "no column of people’s names was found under its headings, so it was left out."
    return "it does not say whether it lists pupils or staff. Put that into the file’s name, or add a column Role."
