"""Pupils linked with those who care for them, once everybody of an import is known."""

from __future__ import annotations

from collections.abc import Sequence

from esafety_desk.exchange.roster import RosterRow
from esafety_desk.policy.wording import counted
from esafety_desk.records.base import PersonId
from esafety_desk.services.people_matching import PeopleHere
from esafety_desk.services.people_plan import Writer

_Link = tuple[str, str]


class Families:
    """Gathers who is meant by the names files use for one another, then links them."""

    def __init__(self, *, keeps: bool) -> None:
        """``keeps``: the school wants parents and carers to be kept with their children."""
        self._keeps = keeps
        self._joined: dict[str, PersonId] = {}
        self._wards: list[tuple[PersonId, tuple[_Link, ...]]] = []
        self._is_told = False

    def is_left_out(self, row: RosterRow) -> bool:
        """Whether ``row`` is there only as somebody's parent or carer, and the school keeps none."""
        self._is_told |= bool(row.guardians)
        return row.is_guardian and not self._keeps

    def take(self, row: RosterRow, person: PersonId) -> None:
        """``row`` turned out to be ``person``."""
        if self._keeps and row.joins:
            self._joined[row.joins] = person
        if self._keeps and row.guardians:
            self._wards.append((person, row.guardians))

    def link(self, here: PeopleHere, writer: Writer) -> list[str]:
        """Link every pupil with those named as theirs; links that stand already stay. Returns notes."""
        if not self._keeps:
            said = "Parents and carers were named but not kept: the school’s settings leave them out."
            return [said] if self._is_told else []
        made = lost = 0
        for child, links in self._wards:
            known = here.of(child).guardians
            found = [(self._joined[name], relation) for name, relation in links if name in self._joined]
            lost += len(links) - len(found)
            fresh = _not_among(found, known, child)
            if fresh:
                made += len(fresh)
                told = [{"person_id": person, "relation": relation} for person, relation in (*known, *fresh)]
                writer.change(child, {"guardians": told})
        return _notes(made, lost)


def _not_among(
    found: Sequence[tuple[PersonId, str]], known: Sequence[tuple[PersonId, str]], child: PersonId
) -> list[tuple[PersonId, str]]:
    standing = {person for person, _ in known} | {child}
    return [(person, relation) for person, relation in dict(found).items() if person not in standing]


def _notes(made: int, lost: int) -> list[str]:
    notes = [f"{counted(made, 'link')} between pupils and their parents or carers."] if made else []
    if lost:
        who = counted(lost, "parent or carer", "parents or carers")
        notes.append(f"{who} named for pupils, but not among the people of these files.")
    return notes
