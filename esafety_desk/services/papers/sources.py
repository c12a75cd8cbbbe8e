"""What every paper may ask of the desk while it is composed: one unchanging state, read once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from esafety_desk.policy.merging import Piece, filled
from esafety_desk.policy.other_names import Remover
from esafety_desk.policy.wording import full
from esafety_desk.records.base import PersonId, Record, RecordId
from esafety_desk.records.facts import Kind, facts
from esafety_desk.records.people import Person, PersonKind, Role
from esafety_desk.records.registers import PEOPLE, Register
from esafety_desk.records.school import School
from esafety_desk.records.words import Words
from esafety_desk.services.listing import names_and_references, shown_value
from esafety_desk.services.name_words import name_words
from esafety_desk.services.papers import wording_in_use
from esafety_desk.store import lists, lookups, rows
from esafety_desk.store.engine import Connection
from esafety_desk.store.lists import ListQuery

R = TypeVar("R", bound=Record)
_SAID_FIRST = (
    Role.HEAD,
    Role.ESAFETY_LEADER,
    Role.DSL,
    Role.ANTI_BULLYING,
    Role.COMPUTING_LEADER,
    Role.HEAD_OF_DEPARTMENT,
    Role.SLT,
    Role.TECHNICAL_SUPPORT,
    Role.SOCIAL_TEAM,
)
"""Which of several roles a paper names."""


@dataclass(slots=True)
class Sources:
    """The desk as one paper reads it, on one day."""

    connection: Connection
    school: School
    words: Words
    today: date
    _people: dict[int, Person] = field(default_factory=dict)

    def record(self, kind: type[R], register: Register, record_id: int) -> R:
        """The record that is kept. Raises LookupError."""
        found = rows.read(self.connection, register, [record_id]).get(RecordId(record_id))
        if not isinstance(found, kind):
            raise LookupError(f"no record {record_id} in {register.name}")
        return found

    def every(self, kind: type[R], register: Register, **query: Any) -> list[R]:
        """The records of a register that a list would show, oldest first."""
        wanted = lists.ids(self.connection, ListQuery(register, **{"descending": False, **query}))
        found = rows.read(self.connection, register, wanted)
        return [record for key in wanted if isinstance(record := found[RecordId(key)], kind)]

    def about(self, kind: type[R], register: Register, record_id: RecordId | None) -> list[R]:
        """What of ``register`` hangs on a record: its notes, actions, referrals."""
        ids = lookups.about(self.connection, register, record_id or 0)
        found = rows.read(self.connection, register, ids)
        return [record for key in ids if isinstance(record := found[key], kind)]

    def person(self, person_id: PersonId | None) -> Person | None:
        """The person, whether still here or gone."""
        if person_id is None:
            return None
        if person_id not in self._people:
            self._people |= {int(k): p for k, p in lookups.people(self.connection, [person_id]).items()}
        return self._people.get(person_id)

    def people(self) -> list[Person]:
        """Everyone the desk keeps, those who left and those who were withdrawn among them."""
        return everyone(self.connection)

    def remover(self, keep: Collection[Person] = (), labels: Mapping[PersonId, str] | None = None) -> Remover:
        """Takes everyone's name out of a text but those of ``keep``; ``labels`` says what some are called here."""
        return Remover(self.people(), keep, labels, name_words())

    def name(self, person_id: PersonId | None) -> str:
        """A full name; empty for nobody."""
        person = self.person(person_id)
        return person.full_name if person else ""

    def name_and_role(self, person_id: PersonId | None, day: date | None) -> str:
        """A full name with what the person was on that day: "Ada Okafor, head teacher"."""
        person = self.person(person_id)
        if person is None:
            return ""
        role = self.role(person_id, day)
        return f"{person.full_name}, {role[:1].lower()}{role[1:]}" if role else person.full_name

    def role(self, person_id: PersonId | None, day: date | None) -> str:
        """The role a person held on a day; what they are to the school where they held none."""
        person = self.person(person_id)
        if person is None:
            return ""
        held = person.roles_on(day or self.today)
        first = next((role.label for role in _SAID_FIRST if role in held), "")
        return first or ("Member of staff" if person.kind is PersonKind.STAFF else person.kind.label)

    def holder(self, role: Role) -> Person | None:
        """The one who holds ``role`` today; None where nobody or more than one does."""
        staff = self.every(Person, PEOPLE, choices={"kind": frozenset({PersonKind.STAFF.value})})
        holders = [person for person in staff if role in person.roles_on(self.today)]
        return holders[0] if len(holders) == 1 else None

    def leader(self) -> str:
        """The e-safety leader's name, or the role where it is not clear who that is."""
        holder = self.holder(Role.ESAFETY_LEADER)
        return holder.full_name if holder else "the e-safety leader"

    def labels(self, vocabulary: str, codes: Iterable[str]) -> list[str]:
        """The school's words for these codes."""
        return [self.words.label(vocabulary, code) for code in codes]

    def said(self, record: Record, *names: str) -> tuple[tuple[str, str], ...]:
        """These fields of a record with their titles, as a person reads them; empty ones among them."""
        declared = facts(type(record))
        people, references = names_and_references(self.connection, [record])
        told = []
        for name in names:
            fact = declared[name]
            if fact.relevant_if and not getattr(record, fact.relevant_if):
                continue
            shown = shown_value(fact, getattr(record, name), self.words, people, references)
            told.append((fact.title, full(shown) if isinstance(shown, date) else str(shown)))
        return tuple(told)

    def all_said(self, record: Record, leave_out: Iterable[str] = ()) -> tuple[tuple[str, str], ...]:
        """Every field that says something, but those that name people only by their parts."""
        left_out = set(leave_out)
        names = [
            fact.name
            for fact in facts(type(record)).values()
            if fact.name not in left_out
            and getattr(record, fact.name) not in (None, "", ())
            and not (fact.kind is Kind.PARTS and not hasattr(fact.part, "said"))
        ]
        return tuple((label, text) for label, text in self.said(record, *names) if text)

    def wording(self, name: str, **values: str) -> tuple[Piece, ...]:
        """The school's wording of a paper, filled in."""
        own = wording_in_use.text_of(self.connection, name)
        known = {"school": self.school.name, "date": full(self.today), "esafety_leader": self.leader()}
        return filled(own, known | values)

    def called(self, record_id: RecordId | None) -> str:
        """The reference of any record; empty for none."""
        if record_id is None:
            return ""
        return lists.references(self.connection, [record_id]).get(record_id, "")

    def register_of(self, record_id: RecordId) -> Register | None:
        return lookups.register_of(self.connection, record_id)


def everyone(connection: Connection) -> list[Person]:
    """Every person that was ever entered, in order of their ids."""
    found = rows.read(connection, PEOPLE, lookups.ids_of_everyone(connection))
    return [person for _, person in sorted(found.items()) if isinstance(person, Person)]
