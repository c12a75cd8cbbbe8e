"""What a meeting may see, all of it without a person: an issued report's figures, actions by role, the minutes taken.

Everyone's eyes are on the screen, so what is shown comes from the report as it was issued, protected there once,
and from the school's own work. Source: DOMAIN, disclosure control, on meeting views.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from esafety_desk.policy.figures import GovernorReport, Row, Table
from esafety_desk.policy.narrative import GOVERNORS, Promise
from esafety_desk.policy.wording import counted, listed
from esafety_desk.records.action import Action
from esafety_desk.records.base import PersonId
from esafety_desk.records.names import folded
from esafety_desk.records.people import Person, PersonKind, Role

OWNERS = (*(role.label for role in Role), GOVERNORS)
"""Whom a meeting can ask to do something: roles, never people."""
NOBODY_YET = "Nobody yet"
DECIDED = "Decided in a meeting: "
LONGEST = 360
"""Of a minute, in letters: with its role or heading it still fits an action."""
_WITHOUT_A_ROLE = {
    PersonKind.STAFF: "A member of staff",
    PersonKind.GOVERNOR: "A governor",
    PersonKind.PUPIL: "A pupil",
    PersonKind.PARENT: "A parent or carer",
    PersonKind.OTHER: "Somebody else",
}


@dataclass(frozen=True, slots=True)
class OpenAction:
    """An open action as a meeting sees it: ``about`` is the kind of record it is on, empty where on none."""

    reference: str
    owner: str
    due_on: date | None
    about: str


@dataclass(frozen=True, slots=True)
class Minutes:
    """What was decided, and what is to be done by which role."""

    decisions: tuple[str, ...] = ()
    actions: tuple[Promise, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.decisions or self.actions)

    def told(self) -> str:
        """How many of each, in words: "1 decision and 2 actions"."""
        numbers = ((len(self.decisions), "decision"), (len(self.actions), "action"))
        return listed([counted(number, noun) for number, noun in numbers if number])


@dataclass(frozen=True, slots=True)
class Sight:
    """One line of an issued report that a search found: where it stands, and its figures."""

    where: str
    label: str
    figures: str


def role_of(person: Person | None, day: date) -> str:
    """What a meeting calls someone: the first role held on ``day``, else what they are to the school."""
    if person is None:
        return NOBODY_YET
    held = person.roles_on(day)
    return next((role.label for role in Role if role in held), _WITHOUT_A_ROLE[person.kind])


def holder_of(owner: str, people: Iterable[Person], day: date) -> PersonId | None:
    """The one person who holds the role of that name on ``day``; None where nobody does, or several."""
    holders = [one for one in people if owner in {role.label for role in one.roles_on(day)}]
    return PersonId(holders[0].id or 0) if len(holders) == 1 else None


def as_actions(minutes: Minutes, people: Sequence[Person], day: date) -> Iterator[Action]:
    """The minutes as records: a decision is done as it is made; a role that is nobody's stands in the words."""
    for text in minutes.decisions:
        yield Action(what=f"{DECIDED}{text}", done_on=day)
    for asked in minutes.actions:
        holder = holder_of(asked.owner, people, day)
        what = asked.what if holder else f"{asked.what} ({asked.owner})"
        yield Action(what=what, owner_id=holder, due_on=asked.due_on)


def scorecard_of(report: GovernorReport) -> Table | None:
    """The policy's scorecard as the report told it; None where that part was left out."""
    return next((table for table in _tables(report) if table.key == "scorecard"), None)


def asked_and_promised(report: GovernorReport) -> tuple[Table, ...]:
    """What the report says is to be done, and what became of what the one before it asked."""
    return tuple(table for table in _tables(report) if table.key in ("promises", "carried"))


def found_in(report: GovernorReport, text: str) -> tuple[Sight, ...]:
    """The lines of the report that hold every word of ``text``, in the order of its pages."""
    wanted = folded(text).split()
    found = []
    for table in (report.glance, *_tables(report)):
        for row in table.rows:
            figures = _figures(table, row)
            if wanted and all(word in folded(f"{table.title} {row.label} {figures}") for word in wanted):
                found.append(Sight(table.title, row.label, figures))
    return tuple(dict.fromkeys(found))


def actions_found(actions: Iterable[OpenAction], text: str) -> tuple[OpenAction, ...]:
    """The actions whose reference, role or kind of record holds every word of ``text``."""
    wanted = folded(text).split()
    return tuple(
        one
        for one in actions
        if wanted and all(word in folded(f"{one.reference} {one.owner} {one.about}") for word in wanted)
    )


def _tables(report: GovernorReport) -> Iterator[Table]:
    for section in report.sections:
        yield from section.tables


def _figures(table: Table, row: Row) -> str:
    return " · ".join(
        f"{column}: {figure.text}" if len(table.columns) > 1 else figure.text
        for column, figure in zip(table.columns, row.cells, strict=False)
        if figure.text
    )
