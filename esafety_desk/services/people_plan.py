"""What a list of people would change: worked out row by row, and written as it goes where that is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Protocol

from esafety_desk.exchange.roster import RosterRow
from esafety_desk.policy.wording import listed, short
from esafety_desk.records.base import PersonId
from esafety_desk.records.facts import facts
from esafety_desk.records.people import Person
from esafety_desk.records.problems import checked
from esafety_desk.services.import_report import Did, Report
from esafety_desk.services.people_matching import Match, PeopleHere, Someone, same_name, someone

_Key = tuple[str, int]
_NO_LONGER_NAMED = "This list no longer names them: left today."


class Families(Protocol):
    """Who cares for whom, gathered row by row."""

    def is_left_out(self, row: RosterRow) -> bool:
        """Whether the school keeps nobody of this kind."""

    def take(self, row: RosterRow, person: PersonId) -> None:
        """``row`` turned out to be ``person``."""


class Writer(Protocol):
    """Where a plan's people go: the desk, or nowhere in a dry run."""

    def add(self, person: Person) -> PersonId:
        """Keep somebody new; the id they are known by from now on."""

    def change(self, person: PersonId, changes: Mapping[str, Any]) -> dict[str, str]:
        """Change somebody; messages by field where that cannot be kept, and then nothing was changed."""


class PeoplePlan:
    """Considers row after row: each adds somebody, changes somebody, or waits. Nobody comes in twice."""

    def __init__(
        self,
        people: Iterable[Person],
        today: date,
        writer: Writer,
        decided: Mapping[_Key, PersonId | None],
        families: Families,
        *,
        keeps_birth_dates: bool,
    ) -> None:
        self._today = today
        self._writer = writer
        self._decided = decided
        self._keeps_birth_dates = keeps_birth_dates
        self.families = families
        self.here = PeopleHere(people, today, by_birth_date=keeps_birth_dates)

    def consider(self, row: RosterRow) -> Report:
        """Do what ``row`` asks for, and say what that is and why."""
        action, reasons, likely = self._act(row)
        reason = " ".join([*reasons, *row.warnings])
        is_in = action not in (Did.DOUBTFUL, Did.REFUSED)
        return Report(
            file=row.file,
            line=row.line,
            action=action,
            reason=reason,
            understood=understood(row),
            cells=() if is_in else row.cells,
            likely=likely,
            likely_told=tuple(_told_apart(self.here.of(person)) for person in likely),
        )

    def leave(self, person: Someone) -> Report:
        """Somebody whom the list no longer names has left; told as a row, though it stands on no line."""
        self._writer.change(person.id, {"left_on": self._today})
        return Report("", 0, Did.LEFT, _NO_LONGER_NAMED, _understood_of(person))

    def _act(self, row: RosterRow) -> tuple[Did, list[str], tuple[PersonId, ...]]:
        if row.refusal:
            return Did.REFUSED, [row.refusal], ()
        if row.passed_over:
            return Did.PASSED_OVER, [row.passed_over], ()
        if self.families.is_left_out(row):
            return Did.PASSED_OVER, ["The school’s settings leave parents and carers out."], ()
        match = self._match(row)
        if match.doubt:
            return Did.DOUBTFUL, [match.doubt], match.likely
        if match.person is None:
            return (*self._add(row), ())
        return (*self._update(match, match.person, row), ())

    def _match(self, row: RosterRow) -> Match:
        key = (row.file, row.line)
        if key not in self._decided:
            return self.here.match(row)
        person = self._decided[key]
        return Match() if person is None else self.here.decided(person)

    def _add(self, row: RosterRow) -> tuple[Did, list[str]]:
        if row.has_left and row.left_on is None:
            return Did.PASSED_OVER, ["Has left, and is not known here."]
        person, messages = checked(Person, self._told(row))
        if person is None:
            return Did.REFUSED, _in_words(messages)
        key = self._writer.add(person)
        self._take(someone(person)._replace(id=key), row)
        return Did.ADDED, []

    def _update(self, match: Match, before: Someone, row: RosterRow) -> tuple[Did, list[str]]:
        changes = self._changes(before, row, by_number=match.by_number)
        other_role = [] if row.kind is before.kind else [f"Kept as {before.kind.label.lower()}."]
        if not changes:
            self._take(before, row)
            return Did.SAME, other_role or ([f"Named on {match.twin} as well."] if match.twin else [])
        if match.twin and row.kind is before.kind:
            return Did.DOUBTFUL, [f"The row on {match.twin} tells otherwise of the same person."]
        messages = self._writer.change(before.id, changes)
        if messages:
            return Did.REFUSED, _in_words(messages)
        self._take(_changed(before, changes), row)
        said = [f"New: {listed([facts(Person)[name].title for name in changes])}.", *other_role]
        if before.left_on and "left_on" in changes and changes["left_on"] is None:
            said.append(f"Is back after leaving on {short(before.left_on, self._today)}.")
        has_gone = changes.get("left_on") is not None and changes["left_on"] <= self._today
        return (Did.LEFT if has_gone else Did.CHANGED), said

    def _take(self, person: Someone, row: RosterRow) -> None:
        self.here.take(person, row)
        self.families.take(row, person.id)

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
            "external_ids": ({"source": row.source, "number": row.number},) if row.number else (),
        }
        return {name: value for name, value in told.items() if value}

    def _changes(self, person: Someone, row: RosterRow, *, by_number: bool) -> dict[str, Any]:
        """The fields in which ``row`` knows better. Roles and whatever the row leaves open stay as they are."""
        told = self._told(row)
        if row.kind is not person.kind:
            told = {"external_ids": told["external_ids"]} if "external_ids" in told else {}
        told.pop("kind", None)
        for name in ("given_name", "family_name", "known_as"):
            if name in told and same_name(told[name], getattr(person, name)):
                del told[name]  # an accent typed by hand is worth more than its absence in a file
        if same_name(row.given_name, person.known_as):
            told.pop("given_name", None)
        if row.number and (row.source, row.number) not in person.numbers:
            known = [{"source": source, "number": number} for source, number in person.numbers]
            told["external_ids"] = (*known, *told["external_ids"])
        else:
            told.pop("external_ids", None)
        if row.kind is person.kind:
            told |= self._leaving(person, row, by_number=by_number)
        return {n: v for n, v in told.items() if n == "external_ids" or v != getattr(person, n)}

    def _leaving(self, person: Someone, row: RosterRow, *, by_number: bool) -> dict[str, Any]:
        """Only what the file says outright: a leaver without a date left today, one who is back has not left.

        A list that says nothing of leaving names those who are here: one known by number is back.
        """
        if row.left_on:
            return {}
        if row.has_left:
            return {} if person.left_on else {"left_on": self._today}
        is_said = row.has_left is False or by_number
        return {"left_on": None} if is_said and person.left_on and person.left_on < self._today else {}


def understood(row: RosterRow) -> dict[str, str]:
    """What was read of a row, by field and in plain words; nothing where it could not be read."""
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


def _understood_of(person: Someone) -> dict[str, str]:
    read = {
        "kind": person.kind.value,
        "given_name": person.given_name,
        "family_name": person.family_name,
        "known_as": person.known_as,
        "year_group": person.year_group.label if person.year_group else "",
        "class_name": person.class_name,
    }
    return {name: text for name, text in read.items() if text}


def _told_apart(person: Someone) -> str:
    """Somebody by reference, with what tells namesakes apart."""
    known = (
        person.reference or "from this list",
        person.year_group.label if person.year_group else person.kind.label,
        person.class_name,
        "left" if person.left_on else "",
    )
    return ", ".join(filter(None, known))


def _changed(person: Someone, changes: Mapping[str, Any]) -> Someone:
    known = {name: value for name, value in changes.items() if name in Someone._fields}
    numbers = changes.get("external_ids")
    if numbers is not None:
        known["numbers"] = tuple((number["source"], number["number"]) for number in numbers)
    return person._replace(**known)


def _in_words(messages: Mapping[str, str]) -> list[str]:
    return [f"{facts(Person)[name].title}: {message}" for name, message in messages.items()]
