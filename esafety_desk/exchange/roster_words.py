"""The words of a school's lists of people: year groups, kinds of people, who is still here, names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from esafety_desk.records.names import folded, tidy
from esafety_desk.records.people import PersonKind, YearGroup

_YEAR = re.compile(r"(?:national curriculum |nc )?(?:year|yr|y|grade|gr|g)?[ .-]*0*([0-9]{1,2})(?: \(.*\))?")
_YEAR_WITHIN = re.compile(r"\(?\b(?:year|yr|y) ?([0-9]{1,2})\b\)?", re.IGNORECASE)
_CLASS = re.compile(r"(?:(?:class|year|yr|y)[ -]?)?([1-9])[ -]?(?!(?:st|nd|rd|th)\b)[a-z]+", re.IGNORECASE)
_LISTS = frozenset(
    {"list", "lists", "register", "group", "class", "data", "export", "names", "only", "all", "half"}
)
_TITLE = re.compile(r"(?:mr|mrs|ms|miss|mx|dr|rev|revd|sir|prof)\b\.?(?= )", re.IGNORECASE)
_SUM = re.compile(r"(?:grand |sub)?total\b|(?:number|count) of\b|[0-9]+ (?:pupils|students|children|staff)\b")
_WORD = re.compile(r"[^\W_]+")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SHORT = 60
_FIRST_YEARS = {
    "r": YearGroup.RECEPTION, "rec": YearGroup.RECEPTION, "reception": YearGroup.RECEPTION,
    "yr": YearGroup.RECEPTION, "year r": YearGroup.RECEPTION, "0": YearGroup.RECEPTION,
    "n": YearGroup.NURSERY, "n1": YearGroup.NURSERY, "n2": YearGroup.NURSERY,
    "nursery": YearGroup.NURSERY, "nursery 1": YearGroup.NURSERY, "nursery 2": YearGroup.NURSERY,
}  # fmt: skip

_KIND_WORDS = {
    PersonKind.GOVERNOR: {"governor", "governors", "trustee"},
    PersonKind.STAFF: {
        "teacher", "teachers", "teaching", "staff", "employee", "employees", "workforce", "administrator",
        "aide", "assistant", "ta", "hlta", "officer", "manager", "technician", "lead", "leader", "head",
        "headteacher", "deputy", "tutor", "adviser", "supervisor", "sendco", "senco", "librarian", "nurse",
        "caretaker", "faculty", "proctor", "counselor", "coach",
    },
    PersonKind.PARENT: {
        "parent", "parents", "guardian", "guardians", "carer", "carers", "relative", "mother", "father",
        "contact", "contacts",
    },
    PersonKind.PUPIL: {"student", "students", "pupil", "pupils", "learner", "learners", "child", "children"},
}  # fmt: skip
"""In order: a "parent governor" is a governor, a "student teacher" is staff."""

_HERE = {"active", "current", "enrolled", "on roll", "onroll", "yes", "y", "true", "in post"}
_LEFT = {"inactive", "left", "leaver", "former", "off roll", "offroll", "tobedeleted", "to be deleted", "withdrawn",
         "deleted", "archived", "no", "n", "false", "ended"}  # fmt: skip
_FAMILY_PARTICLES = {
    "al",
    "bin",
    "bint",
    "da",
    "de",
    "del",
    "der",
    "di",
    "dos",
    "el",
    "la",
    "le",
    "ten",
    "van",
    "von",
}


def words_of(text: str) -> list[str]:
    """The words of a heading or a file name, folded: "SchoolDfE_Number" is school, dfe, number."""
    return list(_words(text)) if len(text) <= _SHORT else _words.__wrapped__(text)


@lru_cache(maxsize=8192)
def _words(text: str) -> list[str]:
    """As ``words_of``; short cells come again and again in a long list."""
    return _WORD.findall(folded(_HUMP.sub(" ", text)))


@lru_cache(maxsize=1024)
def year_group(text: str) -> YearGroup | None:
    """The year group that "5", "Y5", "Year 5", "R" or "Nursery" means; None for anything else."""
    said = " ".join(folded(text).replace("_", " ").split())
    if said in _FIRST_YEARS:
        return _FIRST_YEARS[said]
    found = _YEAR.fullmatch(said)
    if found is None:
        return None
    return next((year for year in YearGroup if year.value == found[1].zfill(2)), None)


def place_named(text: str) -> tuple[YearGroup | None, str]:
    """The year group and the class that a sheet or a file is named after: "5B", "Year 6", "Oak (Y6)"."""
    said = tidy(text)
    if year := year_of_class(said):
        return year, said
    if (year := year_group(said)) and not said.isdigit():
        return year, ""
    found = _YEAR_WITHIN.search(said)
    if found is None:
        return None, ""
    words = tidy(_YEAR_WITHIN.sub(" ", said))
    is_class = len(words.split()) == 1 and words.isalpha() and not kinds_named(words_of(words))
    return year_group(found[1]), words if is_class else ""


@lru_cache(maxsize=1024)
def year_of_class(text: str) -> YearGroup | None:
    """The year group a class is called after: 5 in "5B", "Y5 Oak" and "5 Beech"; None for any other name."""
    found = _CLASS.fullmatch(text)
    is_of_people = found and (kinds_named(words_of(text)) or not _LISTS.isdisjoint(words_of(text)[1:]))
    return year_group(found[1]) if found and not is_of_people else None


def kinds_named(words: list[str]) -> list[PersonKind]:
    """Every kind of person that ``words`` name, the most telling first."""
    return [kind for kind, said in _KIND_WORDS.items() if not said.isdisjoint(words)]


def has_left(text: str) -> bool | None:
    """Whether a status says that someone has left; None where it says neither."""
    said = " ".join(folded(text).replace("-", " ").split())
    if said in _LEFT:
        return True
    return False if said in _HERE else None


def parted_name(text: str, *, is_last_name_first: bool = False) -> tuple[str, str]:
    """A name in one cell as first and last name: "Jones, Amelia", "Amelia Jones", "Ana da Silva"."""
    family, comma, given = text.partition(",")
    if comma:
        return tidy(given), tidy(family)
    words = tidy(text).split()
    if len(words) < 2:
        return " ".join(words), ""
    if is_last_name_first:
        return " ".join(words[1:]), words[0]
    particles = (i for i, word in enumerate(words[1:-1], 1) if word in _FAMILY_PARTICLES)
    start = next(particles, len(words) - 1)
    return " ".join(words[:start]), " ".join(words[start:])


def without_title(text: str, least: int) -> str:
    """A name without the "Mrs" before it, where at least so many words are left."""
    bare = _TITLE.sub("", tidy(text), count=1).strip()
    return bare if len(bare.replace(",", " ").split()) >= least else tidy(text)


def is_title(text: str) -> bool:
    """Whether this is a title and no name: "Mrs"."""
    said = tidy(text)
    return " " not in said and bool(_TITLE.match(f"{said} "))


def is_sum(cells: Sequence[str]) -> bool:
    """Whether these cells of a row are a count below a list: "Total pupils: 28"."""
    filled = [folded(cell) for cell in cells if cell]
    return 0 < len(filled) <= 2 and any(map(_SUM.match, filled))


def name_problem(parts: Iterable[str]) -> str:
    """Why one of ``parts`` cannot stand in somebody's name, or nothing. No part is echoed."""
    for part in filter(None, parts):
        if "\ufffd" in part:
            return "A letter of the name cannot be read. Save the file as UTF-8 and try again."
        if part[0] in "=+@" or not any(map(str.isalpha, part)):
            return "What stands in place of the name is not a name."
    return ""
