"""The files that stand beside a list of people and complete it: roles, classes, birth dates, families.

Formats: Microsoft School Data Sync V1, V2 and V2.1 (learn.microsoft.com/schooldatasync), OneRoster 1.1 and
1.2 CSV (imsglobal.org/spec/oneroster).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from esafety_desk.exchange.roster_words import words_of
from esafety_desk.exchange.tabular import Table
from esafety_desk.policy.wording import listed
from esafety_desk.records.names import folded, tidy

_KNOWN_ELSEWHERE = frozenset(
    {
        "orgs", "courses", "academicsessions", "userflags", "school", "schools", "org", "lineitems", "results",
        "categories", "classresources", "courseresources", "resources", "teacherroster", "userprofiles",
        "lineitemlearningobjectiveids", "lineitemscoreScales", "scorescales", "resultlearningobjectiveids",
    }
)  # fmt: skip
_HOMEROOM = "homeroom"
_FAMILY = frozenset({"parent", "guardian", "relative", "mother", "father", "carer", "other", ""})


@dataclass(slots=True)
class Companions:
    """What companion files say of people, by the number the list of people knows them by."""

    roles: dict[str, list[str]] = field(default_factory=dict)
    grades: dict[str, str] = field(default_factory=dict)
    births: dict[str, str] = field(default_factory=dict)
    classes: dict[str, str] = field(default_factory=dict)
    guardians: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """By child: each guardian, by number or address, and how they are related."""
    notes: list[str] = field(default_factory=list)
    used: list[str] = field(default_factory=list)
    _titles: dict[str, tuple[str, bool]] = field(default_factory=dict)
    _attended: dict[str, list[str]] = field(default_factory=dict)
    _promised: set[str] = field(default_factory=set)

    def adults(self) -> frozenset[str]:
        """Everybody named as somebody's guardian."""
        return frozenset(guardian for links in self.guardians.values() for guardian, _ in links)


def companions(tables: Iterable[Table]) -> tuple[Companions, list[Table]]:
    """What the companion files among ``tables`` say, and the tables that are none."""
    found, others, names = Companions(), [], set()
    for table in tables:
        names.add(PurePath(table.name.partition(",")[0]).stem.casefold())
        headings = ["".join(words_of(heading)) for heading in table.headings]
        taker = _taker(set(headings))
        if taker is None:
            others.append(table)
        else:
            taker(found, table, headings)
            found.used.append(table.name)
    _name_classes(found)
    missing = sorted(found._promised - names)
    if missing:
        files = listed([f"{name}.csv" for name in missing])
        found.notes.append(f"The manifest names {files}, not among the files; what is here was read.")
    return found, others


def is_known_elsewhere(name: str) -> bool:
    """A file of such an export that tells nothing of people: schools, courses, terms."""
    return PurePath(name).stem.casefold() in _KNOWN_ELSEWHERE


def _taker(headings: set[str]) -> Callable[[Companions, Table, Sequence[str]], None] | None:
    for needed, taker in _TAKERS:
        if needed <= headings and not headings & {"givenname", "familyname", "firstname", "lastname"}:
            return taker
    return None


def _cells(table: Table, headings: Sequence[str], *wanted: str) -> Iterator[tuple[str, ...]]:
    """The cells under ``wanted`` of every sound row; empty where a column is not there."""
    places = [headings.index(name) if name in headings else len(headings) for name in wanted]
    for row in table.rows(places):
        if not row.problem:
            yield tuple(tidy(cell) for cell in row.cells)


def _take_roles(found: Companions, table: Table, headings: Sequence[str]) -> None:
    wanted = ("usersourcedid", "role", "grade", "roletype", "status")
    for user, role, grade, kind, status in _cells(table, headings, *wanted):
        if user and role and status.casefold() != "tobedeleted":
            known = found.roles.setdefault(user, [])
            known.insert(0, role) if kind.casefold() == "primary" else known.append(role)
            if grade:
                found.grades[user] = grade


def _take_demographics(found: Companions, table: Table, headings: Sequence[str]) -> None:
    for by_id, by_user, born in _cells(table, headings, "sourcedid", "usersourcedid", "birthdate"):
        if born:
            found.births[by_user or by_id] = born


def _take_classes(found: Companions, table: Table, headings: Sequence[str]) -> None:
    wanted = ("sourcedid", "sisid", "id", "title", "sectionname", "classtype")
    for sourced, sis, plain, title, section, kind in _cells(table, headings, *wanted):
        if number := sourced or sis or plain:
            found._titles[number] = (title or section, kind.casefold() == _HOMEROOM)


def _take_enrolments(found: Companions, table: Table, headings: Sequence[str]) -> None:
    wanted = ("classsourcedid", "sectionsisid", "sectionid", "usersourcedid", "sisid", "id", "role", "status")
    for class_, section, section_id, user, sis, plain, role, status in _cells(table, headings, *wanted):
        number = user or sis or plain
        is_pupil = role.casefold() in ("", "student")
        if number and is_pupil and status.casefold() != "tobedeleted":
            found._attended.setdefault(number, []).append(class_ or section or section_id)


def _take_relationships(found: Companions, table: Table, headings: Sequence[str]) -> None:
    wanted = ("usersourcedid", "relationshipusersourcedid", "relationshiprole", "sisid", "email", "role")
    for user, other, relation, sis, address, role in _cells(table, headings, *wanted):
        said = (relation or role).casefold()
        if (child := user or sis) and (adult := other or folded(address)) and said in _FAMILY:
            found.guardians.setdefault(child, []).append((adult, said))


def _take_manifest(found: Companions, table: Table, headings: Sequence[str]) -> None:
    for name, value in _cells(table, headings, "propertyname", "value"):
        part, _, file = name.partition(".")
        if part.casefold() == "file" and value.casefold() in ("bulk", "delta"):
            found._promised.add(file.casefold())


def _name_classes(found: Companions) -> None:
    """The class of each pupil: the registration class, else the only one they attend."""
    for user, attended in found._attended.items():
        known = [found._titles[number] for number in dict.fromkeys(attended) if number in found._titles]
        homes = [title for title, is_home in known if is_home]
        named = homes[:1] or ([known[0][0]] if len(known) == 1 else [])
        if named:
            found.classes[user] = named[0]
    found._attended.clear()


_TAKERS: tuple[tuple[set[str], Callable[[Companions, Table, Sequence[str]], None]], ...] = (
    ({"propertyname", "value"}, _take_manifest),
    ({"usersourcedid", "relationshipusersourcedid"}, _take_relationships),
    ({"sisid", "email", "role"}, _take_relationships),
    ({"classsourcedid", "usersourcedid"}, _take_enrolments),
    ({"sectionsisid", "sisid"}, _take_enrolments),
    ({"sectionid", "id"}, _take_enrolments),
    ({"usersourcedid", "role"}, _take_roles),
    ({"birthdate", "sourcedid"}, _take_demographics),
    ({"birthdate", "usersourcedid"}, _take_demographics),
    ({"sourcedid", "title", "orgsourcedid"}, _take_classes),
    ({"sourcedid", "title", "schoolsourcedid", "coursesourcedid"}, _take_classes),
    ({"sectionname"}, _take_classes),
)
"""The headings by which each companion file is known; ahead stand those that another would be taken for."""
