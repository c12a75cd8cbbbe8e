"""Which column of a list of people means what: read from the headings that schools' systems write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import dropwhile
from pathlib import PurePath
from types import MappingProxyType

from esafety_desk.exchange.roster_words import kinds_named, words_of
from esafety_desk.records.people import PersonKind


class Meaning(Enum):
    """What a column tells of a person. Everything else in a file is left unread."""

    NUMBER = auto()
    GIVEN_NAME = auto()
    FAMILY_NAME = auto()
    KNOWN_AS = auto()
    PREFERRED_FAMILY_NAME = auto()
    FULL_NAME = auto()
    YEAR = auto()
    CLASS = auto()
    BIRTH_DATE = auto()
    STATUS = auto()
    LEFT_ON = auto()
    ROLE = auto()
    AGENTS = auto()
    """The numbers of a pupil's parents and carers."""
    ADDRESS = auto()
    """An e-mail address, read only where another file names people by it; never kept."""


DATES = (Meaning.BIRTH_DATE, Meaning.LEFT_ON)

_HEADINGS = {
    Meaning.NUMBER: (
        "sourcedid", "sisid", "upn", "uniquepupilnumber", "id", "admissionnumber", "admissionno", "adno",
        "staffcode", "code", "number", "misid", "personid", "externalid", "identifier",
    ),
    Meaning.GIVEN_NAME: ("legalforename", "legalfirstname", "forename", "firstname", "givenname", "forenames",
                         "firstnames", "givennames"),
    Meaning.FAMILY_NAME: ("legalsurname", "legallastname", "legalfamilyname", "surname", "lastname", "familyname"),
    Meaning.KNOWN_AS: ("preferredforename", "preferredfirstname", "preferredgivenname", "knownas", "chosenname",
                       "preferredname"),
    Meaning.PREFERRED_FAMILY_NAME: ("preferredsurname", "preferredlastname", "preferredfamilyname", "chosensurname"),
    Meaning.FULL_NAME: ("legalname", "fullname", "name", "legalfullname"),
    Meaning.YEAR: ("yeargroup", "year", "yr", "yrgroup", "ncyear", "ncyeargroup", "ncyearactual", "actualncyear",
                   "nationalcurriculumyear", "curriculumyear", "yeartaughtin", "grade", "grades", "gradelevel"),
    Meaning.CLASS: ("reggroup", "registrationgroup", "registrationform", "regform", "reg", "form", "formgroup",
                    "tutorgroup", "class", "classname", "registration", "homeroom"),
    Meaning.BIRTH_DATE: ("birthdate", "dob", "dateofbirth", "birthday"),
    Meaning.STATUS: ("status", "enrolmentstatus", "enrollmentstatus", "onroll"),
    Meaning.LEFT_ON: ("leavingdate", "dateofleaving", "dol", "lefton", "leftdate", "dateleft", "leavedate"),
    Meaning.ROLE: ("role", "roles", "primaryrole", "type", "usertype", "persontype", "jobtitle", "job", "post"),
    Meaning.AGENTS: ("agentsourcedids", "agents", "agentids"),
    Meaning.ADDRESS: ("email", "emailaddress"),
}  # fmt: skip
"""Headings without blanks and fillers, the one to prefer first."""

_FILLERS = frozenset({"pupil", "student", "learner", "child", "s", "staff", "teacher", "current", "the"})
"""Words that may begin a heading without changing it: "Pupil forename" is a forename."""
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
_SOURCE_WORDS = {kind: kind.value for kind in PersonKind} | {
    PersonKind.PUPIL: "student",
    PersonKind.STAFF: "teacher",
}


def columns(file_name: str, headings: Sequence[str]) -> Columns:
    """What the columns of a list of people mean, by its headings and, for the kind of people, its name."""
    plain = [_plain(heading) for heading in headings]
    whole = {_joined(words_of(heading)) for heading in headings}
    at = {
        meaning: plain.index(found)
        for meaning, known in _HEADINGS.items()
        if (found := next((name for name in known if name in plain), None))
    }
    if "sourcedid" in whole and Meaning.GIVEN_NAME not in at:
        at.pop(Meaning.FULL_NAME, None)  # OneRoster's schools and courses have a name too
    return Columns(
        preset=_preset(whole),
        kind=_kind(file_name, whole, at),
        at=MappingProxyType(at),
        headings=tuple(headings),
        has_secrets=any(map(is_secret, headings)),
    )


def is_secret(heading: str) -> bool:
    """Whether passwords stand under ``heading``: such a column is never read."""
    said = _joined(words_of(heading))
    return any(secret in said for secret in _SECRETS)


def is_heading(cells: Sequence[str]) -> bool:
    """True for a row of headings with a name among them: titles may stand above it."""
    return not _NAMING.isdisjoint(columns("", cells).at)


def _joined(words: Sequence[str]) -> str:
    return "".join(words)


def _plain(heading: str) -> str:
    words = words_of(heading)
    telling = list(dropwhile(_FILLERS.__contains__, words))
    return _joined(telling or words)


def _preset(whole: set[str]) -> str:
    if whole & _DATA_SYNC:
        return "School Data Sync"
    return "OneRoster" if whole >= _ONE_ROSTER else "List"


def _kind(file_name: str, whole: set[str], at: Mapping[Meaning, int]) -> PersonKind | None:
    named = kinds_named(words_of(PurePath(file_name).stem))
    if len(named) == 1:
        return named[0]
    if whole & _STAFF_ONLY:
        return PersonKind.STAFF
    if whole & _PUPILS_ONLY or (Meaning.YEAR in at and Meaning.ROLE not in at):
        return PersonKind.PUPIL
    return None
