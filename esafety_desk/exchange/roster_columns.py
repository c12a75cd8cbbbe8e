"""Which column of a list of people means what: read from the headings that schools' systems write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import dropwhile
from pathlib import PurePath
from types import MappingProxyType

from esafety_desk.exchange.columns import TOLD
from esafety_desk.exchange.roster_words import kinds_named, place_named, words_of
from esafety_desk.records.names import folded
from esafety_desk.records.people import PersonKind


class Meaning(StrEnum):
    """What a column tells of a person; the values are the words of a mapping file. All else is left unread."""

    NUMBER = "number"
    GIVEN_NAME = "given_name"
    FAMILY_NAME = "family_name"
    KNOWN_AS = "known_as"
    PREFERRED_FAMILY_NAME = "preferred_family_name"
    FULL_NAME = "full_name"
    YEAR = "year"
    CLASS = "class"
    BIRTH_DATE = "birth_date"
    STATUS = "status"
    LEFT_ON = "left_on"
    ROLE = "role"
    AGENTS = "guardians"
    """The numbers of a pupil's parents and carers."""
    ADDRESS = "address"
    """An e-mail address, read only where another file names people by it; never kept."""


DATES = (Meaning.BIRTH_DATE, Meaning.LEFT_ON)
TITLES = {
    Meaning.NUMBER: "Number", Meaning.GIVEN_NAME: "First name", Meaning.FAMILY_NAME: "Last name",
    Meaning.KNOWN_AS: "Known as", Meaning.PREFERRED_FAMILY_NAME: "Preferred last name",
    Meaning.FULL_NAME: "Whole name", Meaning.YEAR: "Year group", Meaning.CLASS: "Class",
    Meaning.BIRTH_DATE: "Birth date", Meaning.STATUS: "Here or left", Meaning.LEFT_ON: "Left on",
    Meaning.ROLE: "Role", Meaning.AGENTS: "Parents’ numbers",
}  # fmt: skip
"""The words by which a person is told what a column means; an address is told to nobody."""

_HEADINGS = {
    Meaning.NUMBER: (
        "sourcedid", "sisid", "upn", "uniquepupilnumber", "id", "admissionnumber", "admissionno", "adno",
        "staffcode", "code", "number", "misid", "personid", "externalid", "identifier", "staffid",
    ),
    Meaning.GIVEN_NAME: ("legalforename", "legalfirstname", "forename", "firstname", "givenname", "forenames",
                         "firstnames", "givennames", "first", "fname", "christianname", "legalgivenname"),
    Meaning.FAMILY_NAME: ("legalsurname", "legallastname", "legalfamilyname", "surname", "lastname", "familyname",
                          "last", "lname"),
    Meaning.KNOWN_AS: ("preferredforename", "preferredfirstname", "preferredgivenname", "knownas", "chosenname",
                       "preferredname"),
    Meaning.PREFERRED_FAMILY_NAME: ("preferredsurname", "preferredlastname", "preferredfamilyname", "chosensurname"),
    Meaning.FULL_NAME: ("legalname", "fullname", "name", "legalfullname", "surnameforename", "lastnamefirstname",
                        "surnamefirstname", "lastfirst", "forenamesurname", "firstnamelastname", "firstlast",
                        "displayname", "namelastfirst", "fullnamelastfirst", "nameofchild", "nameofpupil",
                        "nameofstudent", "pupil", "student", "child"),
    Meaning.YEAR: ("yeargroup", "year", "yr", "yrgroup", "ncyear", "ncyeargroup", "ncyearactual", "actualncyear",
                   "nationalcurriculumyear", "curriculumyear", "yeartaughtin", "yrgp", "yeargp", "ygroup", "ygp",
                   "grade", "grades", "gradelevel"),
    Meaning.CLASS: ("reggroup", "registrationgroup", "registrationform", "regform", "reg", "form", "formgroup",
                    "tutorgroup", "class", "classname", "registration", "homeroom", "tutor", "classgroup", "reggp",
                    "yearclass", "classyear", "yrclass", "yearandclass", "classandyear"),
    Meaning.BIRTH_DATE: ("birthdate", "dob", "dateofbirth", "birthday", "born"),
    Meaning.STATUS: ("status", "enrolmentstatus", "enrollmentstatus", "onroll"),
    Meaning.LEFT_ON: ("leavingdate", "dateofleaving", "dol", "lefton", "leftdate", "dateleft", "leavedate",
                      "leaverdate", "leaving"),
    Meaning.ROLE: ("role", "roles", "primaryrole", "type", "usertype", "persontype", "jobtitle", "job", "post"),
    Meaning.AGENTS: ("agentsourcedids", "agents", "agentids"),
    Meaning.ADDRESS: ("email", "emailaddress"),
}  # fmt: skip
"""Headings without blanks and fillers, the one to prefer first."""

_FILLERS = frozenset(
    {"pupil", "student", "learner", "child", "s", "staff", "teacher", "current", "the", "contact", "parent", "carer",
     "guardian", "governor", "employee"}
)  # fmt: skip
"""Words that may begin a heading without changing it: "Pupil forename" is a forename."""
_AFTERTHOUGHTS = frozenset({"legal", "current", "s", "today", "as", "text", "dd", "mm", "yyyy", "yy", "of", "pupil",
                            "student", "child"})  # fmt: skip
"""Words that may end one without changing it: "Year group (current)"."""
_KNOWN = frozenset(name for names in _HEADINGS.values() for name in names)
_ROLES_TOO = frozenset({"pupil", "student", "child"})
"""Headings above whole names that stand as somebody's role in a row as well."""
_LAST_NAME_FIRST = ("surname", "last", "family", "namelast", "fullnamelast")
_SECRETS = ("password", "passwd", "passcode", "pwd", "secret")
_DATA_SYNC = frozenset({"schooldfenumber", "schoolsisid"})
_ONE_ROSTER = frozenset({"sourcedid", "givenname", "familyname"})
_PUPILS_ONLY = frozenset({"upn", "graduationyear", "reggroup", "registrationgroup", "adno", "yeargroup"})
_STAFF_ONLY = frozenset(
    {"teachernumber", "staffcode", "staffnumber", "qualification", "jobtitle", "payrollnumber"}
)
_NUMBERS_THEMSELVES = {
    "upn": "UPN", "uniquepupilnumber": "UPN", "admissionnumber": "Admission number",
    "admissionno": "Admission number", "adno": "Admission number", "staffcode": "Staff code",
}  # fmt: skip
"""Numbers that are known by a name of their own, whichever system writes them."""


@dataclass(frozen=True, slots=True)
class Columns:
    """A file's columns as understood. ``at`` gives each meaning's place among the headings.

    ``has_secrets``: passwords stand in the file, so a row of another length must not be trusted.
    """

    preset: str
    kind: PersonKind | None
    at: Mapping[Meaning, int]
    headings: tuple[str, ...]
    has_secrets: bool
    has_one_numbering: bool = False
    """Everybody in the export is known by a number of their own, whatever they are."""
    told: Mapping[Meaning, str] = field(default_factory=dict)
    """The meanings that somebody told instead of a heading, and whether just now or for an earlier file."""

    def heading(self, meaning: Meaning) -> str:
        """The file's own word for ``meaning``; ours where another file told it."""
        if meaning not in self.at:
            return meaning.name.replace("_", " ").capitalize()
        return self.headings[self.at[meaning]]

    @property
    def has_people(self) -> bool:
        """Names of people, rather than of schools or classes."""
        return not _NAMES_OF_PEOPLE.isdisjoint(self.at) or (Meaning.FULL_NAME in self.at and self.tells_kind)

    @property
    def tells_kind(self) -> bool:
        """The file says whether its people are pupils, staff or others: altogether, or row by row."""
        return self.kind is not None or Meaning.ROLE in self.at

    @property
    def is_last_name_first(self) -> bool:
        """Whole names stand as "Jones Amelia" even without a comma: the heading says so."""
        return _plain(self.heading(Meaning.FULL_NAME)).startswith(_LAST_NAME_FIRST)

    @property
    def unread(self) -> tuple[str, ...]:
        """The headings of the columns that are left out."""
        wanted = {place for meaning, place in self.at.items() if meaning is not Meaning.ADDRESS}
        return tuple(h for i, h in enumerate(self.headings) if h and i not in wanted)

    def source(self, kind: PersonKind) -> str:
        """The name under which this file's numbers are kept: the same every time, apart for each kind.

        A number counts only within its source, so that pupil 14001 and teacher 14001 stay two people.
        """
        if Meaning.NUMBER not in self.at:
            return ""
        if self.has_one_numbering:
            return self.preset
        itself = _NUMBERS_THEMSELVES.get(_plain(self.heading(Meaning.NUMBER)))
        return itself or f"{self.preset}: {_SOURCE_WORDS[kind]}"


_NAMES_OF_PEOPLE = frozenset({Meaning.GIVEN_NAME, Meaning.KNOWN_AS})
_NAMING = _NAMES_OF_PEOPLE | {Meaning.FULL_NAME}
Told = Mapping[str, Meaning | None]
"""Meanings told by somebody, by heading; None leaves a column unread."""
_SOURCE_WORDS = {kind: kind.value for kind in PersonKind} | {
    PersonKind.PUPIL: "student",
    PersonKind.STAFF: "teacher",
}


def columns(file_name: str, headings: Sequence[str], told: Told | None = None, why: str = TOLD) -> Columns:
    """What the columns of a list of people mean, by its headings and, for the kind of people, its name.

    ``told`` are meanings by heading that go before; None leaves a column unread. No word makes a column of
    passwords readable.
    """
    plain = [_plain(heading) for heading in headings]
    whole = {_joined(words_of(heading)) for heading in headings}
    at = {
        meaning: plain.index(found)
        for meaning, known in _HEADINGS.items()
        if (found := next((name for name in known if name in plain), None))
    }
    if "sourcedid" in whole and Meaning.GIVEN_NAME not in at:
        at.pop(Meaning.FULL_NAME, None)  # OneRoster's schools and courses have a name too
    by_hand = _put(at, headings, told or {})
    return Columns(
        preset=_preset(whole),
        kind=_kind(file_name, headings, whole, at),
        at=MappingProxyType(at),
        headings=tuple(headings),
        has_secrets=any(map(is_secret, headings)),
        told=dict.fromkeys(by_hand, why),
    )


def _put(at: dict[Meaning, int], headings: Sequence[str], told: Told) -> list[Meaning]:
    """Put the told meanings into ``at``; those that were put."""
    by_heading = {folded(heading): meaning for heading, meaning in told.items()}
    put = []
    for place, heading in enumerate(headings):
        if folded(heading) not in by_heading or is_secret(heading):
            continue
        for rival in [known for known, there in at.items() if there == place]:
            del at[rival]
        if (meaning := by_heading[folded(heading)]) is not None:
            at[meaning] = place
            put.append(meaning)
    return put


def is_secret(heading: str) -> bool:
    """Whether passwords stand under ``heading``: such a column is never read."""
    said = _joined(words_of(heading))
    return any(secret in said for secret in _SECRETS)


def named_columns(headings: Sequence[str], told: Told | None = None) -> int:
    """How many columns this row names, if a name is among them; 0 for no row of headings. Titles may stand above."""
    found = columns("", headings, told)
    if _NAMING.isdisjoint(found.at):
        return 0
    is_bare = _NAMES_OF_PEOPLE.isdisjoint(found.at) and _plain(found.heading(Meaning.FULL_NAME)) in _ROLES_TOO
    is_row = is_bare and (len(found.at) == 1 or any(cell.strip().isdigit() for cell in headings))
    return 0 if is_row else len(found.at)


def name_part(heading: str) -> Meaning | None:
    """Whether only first or only last names stand under ``heading``; None for anything else."""
    parts = (Meaning.GIVEN_NAME, Meaning.FAMILY_NAME)
    return next((part for part in parts if _plain(heading) in _HEADINGS[part]), None)


def _joined(words: Sequence[str]) -> str:
    return "".join(words)


def _plain(heading: str) -> str:
    words = words_of(heading)
    telling = list(dropwhile(_FILLERS.__contains__, words)) or words
    while len(telling) > 1 and _joined(telling) not in _KNOWN and telling[-1] in _AFTERTHOUGHTS:
        telling = telling[:-1]
    return _joined(telling)


def _preset(whole: set[str]) -> str:
    if whole & _DATA_SYNC:
        return "School Data Sync"
    return "OneRoster" if whole >= _ONE_ROSTER else "List"


def _kind(
    file_name: str, headings: Sequence[str], whole: set[str], at: Mapping[Meaning, int]
) -> PersonKind | None:
    """Whom the list is of, by the name of its sheet or file, else by columns that only one kind has."""
    file, _, sheet = file_name.partition(", ")
    naming = [headings[at[meaning]] for meaning in _NAMING if meaning in at]
    for said in (sheet, PurePath(file).stem, " ".join(naming)):
        named = kinds_named(words_of(said))
        if len(named) == 1:
            return named[0]
    if whole & _STAFF_ONLY:
        return PersonKind.STAFF
    if whole & _PUPILS_ONLY or (Meaning.YEAR in at and Meaning.ROLE not in at):
        return PersonKind.PUPIL
    return PersonKind.PUPIL if any(place_named(sheet or PurePath(file).stem)) else None
