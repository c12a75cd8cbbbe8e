"""What a list of people would change: worked out row by row before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from esafety_desk.exchange.roster import RosterRow
from esafety_desk.policy.wording import listed
from esafety_desk.records.facts import facts
from esafety_desk.records.people import Person
from esafety_desk.records.problems import checked
from esafety_desk.services.people_matching import Match, PeopleHere, same_name


class Did(StrEnum):
    """What became of a row."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"
    PASSED_OVER = "passed over"
    DOUBTFUL = "doubtful"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """One row of a file as it was understood, what was done with it, and why."""

    row: RosterRow
    action: Did
    reason: str = ""

    @property
    def file(self) -> str:
        return self.row.file

    @property
    def line(self) -> int:
        """The line of the file on which the row begins, counted from 1."""
        return self.row.line

    @property
    def understood(self) -> dict[str, str]:
        """What was read, by field and in plain words; nothing where the row could not be read."""
        row = self.row
        read = {
            "kind": row.kind.value if row.kind else "",
            "given_name": row.given_name,
            "family_name": row.family_name,
            "known_as": row.known_as,
            "year_group": row.year_group.label if row.year_group else "",
            "class_name": row.class_name,
            "birth_date": row.birth_date.isoformat() if row.birth_date else "",
            "left_on": row.left_on.isoformat() if row.left_on else "",
            "number": f"{row.source} {row.number}" if row.number else "",
        }
        return {name: text for name, text in read.items() if text}


class PeoplePlan:
    """People to add and to change, gathered by ``consider``. Nobody is in both, and nobody twice.

    Those to add have ids below zero, so that a later row can mean somebody whom an earlier one brought.
    """

    def __init__(self, people: Iterable[Person], today: date, *, keeps_birth_dates: bool) -> None:
        self.added: list[Person] = []
        self.changed: list[tuple[Person, Person]] = []
        self._today = today
        self._keeps_birth_dates = keeps_birth_dates
        self._here = PeopleHere(people, today, by_birth_date=keeps_birth_dates)

    def consider(self, row: RosterRow) -> ImportedRow:
        """Plan what ``row`` asks for, and say what that is and why."""
        action, reasons = self._act(row)
        return ImportedRow(row, action, " ".join([*reasons, *row.warnings]))

    def _act(self, row: RosterRow) -> tuple[Did, list[str]]:
        if row.refusal:
            return Did.REFUSED, [row.refusal]
        match = self._here.match(row)
        if match.doubt:
            return Did.DOUBTFUL, [match.doubt]
        if match.person is None:
            return self._add(row)
        return self._update(match, match.person, row)

    def _add(self, row: RosterRow) -> tuple[Did, list[str]]:
        if row.has_left and row.left_on is None:
            return Did.PASSED_OVER, ["Has left, and is not known here."]
        person, messages = checked(Person, self._told(row) | {"id": -1 - len(self.added)})
        if person is None:
            return Did.REFUSED, _in_words(messages)
        self.added.append(person)
        self._here.take(person, row)
        return Did.ADDED, []

    def _update(self, match: Match, before: Person, row: RosterRow) -> tuple[Did, list[str]]:
        changes = self._changes(before, row)
        if not changes:
            self._here.take(before, row)
            return Did.SAME, [f"Named on {match.twin_line} as well."] if match.twin_line else []
        if match.twin_line:
            return Did.DOUBTFUL, [f"The row on {match.twin_line} tells otherwise of the same person."]
        now, messages = checked(Person, dict(before) | changes)
        if now is None:
            return Did.REFUSED, _in_words(messages)
        self.changed.append((before, now))
        self._here.take(now, row)
        return Did.CHANGED, [f"New: {listed([facts(Person)[name].title for name in changes])}."]

    def _told(self, row: RosterRow) -> dict[str, Any]:
        """What ``row`` tells that may be kept, by field; what it leaves open is left out."""
        told: dict[str, Any] = {
            "kind": row.kind,
            "given_name": row.given_name,
            "family_name": row.family_name,
            "known_as": row.known_as,
            "year_group": row.year_group,
            "class_name": row.class_name,
            "birth_date": row.birth_date if self._keeps_birth_dates else None,
            "left_on": row.left_on,
            "external_ids": _numbers(row),
        }
        return {name: value for name, value in told.items() if value}

    def _changes(self, person: Person, row: RosterRow) -> dict[str, Any]:
        """The fields in which ``row`` knows better. Roles and whatever the row leaves open stay as they are."""
        told = self._told(row)
        for name in ("given_name", "family_name", "known_as"):
            if name in told and same_name(told[name], getattr(person, name)):
                del told[name]  # an accent typed by hand is worth more than its absence in a file
        if same_name(row.given_name, person.known_as):
            told.pop("given_name", None)
        known = {(number.source, number.number) for number in person.external_ids}
        if row.number and (row.source, row.number) not in known:
            told["external_ids"] = (*person.external_ids, *_numbers(row))
        else:
            told.pop("external_ids", None)
        told |= self._leaving(person, row)
        return {name: value for name, value in told.items() if value != getattr(person, name)}

    def _leaving(self, person: Person, row: RosterRow) -> dict[str, Any]:
        """Only what the file says outright: a leaver without a date left today, one who is back has not left."""
        if row.left_on or row.has_left is None:
            return {}
        if row.has_left:
            return {} if person.left_on else {"left_on": self._today}
        return {"left_on": None} if person.left_on and person.left_on < self._today else {}


def _numbers(row: RosterRow) -> tuple[dict[str, str], ...]:
    return ({"source": row.source, "number": row.number},) if row.number else ()


def _in_words(messages: Mapping[str, str]) -> list[str]:
    return [f"{facts(Person)[name].title}: {message}" for name, message in messages.items()]
