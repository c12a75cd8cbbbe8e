"""What the columns of an old log can mean, and the headings schools have written above them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from esafety_desk.exchange.roster_words import words_of
from esafety_desk.host.resources import resource


class Meaning(StrEnum):
    """What a column of a log tells; the values are the words of a mapping file."""

    DATE = "date"
    REPORTED_ON = "reported_on"
    CLOSED_ON = "closed_on"
    REVIEW_ON = "review_on"
    DECIDED_ON = "decided_on"
    TIME = "time"
    DETAILS = "details"
    PEOPLE = "people"
    STAFF = "staff"
    REPORTED_BY = "reported_by"
    DECIDED_BY = "decided_by"
    YEAR = "year"
    WHERE = "where"
    PLATFORM = "platform"
    ACCOUNT = "account"
    ACTION = "action"
    PARENTS = "parents"
    REFERRED = "referred"
    OUTCOME = "outcome"
    KIND = "type"
    SEVERITY = "severity"
    CONDITIONS = "conditions"


DATES = frozenset(
    {Meaning.DATE, Meaning.REPORTED_ON, Meaning.CLOSED_ON, Meaning.REVIEW_ON, Meaning.DECIDED_ON}
)
_M = Meaning


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of log: the headings of its columns, and those without which a row cannot be kept.

    ``titled`` are the words by which a person is told what a column means.
    """

    register: str
    headings: Mapping[Meaning, tuple[str, ...]]
    needed: tuple[Meaning, ...]
    titled: Mapping[Meaning, str]
    nothing: tuple[str, ...] = ()
    """Headings of columns that tell nothing a record keeps, whatever their cells look like."""


_TITLES = {
    _M.DATE: "Date", _M.REPORTED_ON: "Reported on", _M.CLOSED_ON: "Closed on", _M.REVIEW_ON: "Review due",
    _M.DECIDED_ON: "Decided on", _M.TIME: "Time", _M.DETAILS: "What happened", _M.PEOPLE: "People",
    _M.STAFF: "Dealt with by", _M.REPORTED_BY: "Reported by", _M.DECIDED_BY: "Decided by", _M.YEAR: "Year or class",
    _M.WHERE: "Where", _M.PLATFORM: "Platform", _M.ACCOUNT: "Account", _M.ACTION: "Action taken",
    _M.PARENTS: "Parents told", _M.REFERRED: "Referred to", _M.OUTCOME: "Outcome", _M.KIND: "Type",
    _M.SEVERITY: "Severity", _M.CONDITIONS: "Conditions or reasons",
}  # fmt: skip
_NEEDED = {
    "incidents": (_M.DATE, _M.DETAILS),
    "support-sessions": (_M.DATE, _M.PEOPLE),
    "approvals": (_M.DATE, _M.PEOPLE, _M.PLATFORM),
}
_OTHERWISE = {
    "support-sessions": {
        _M.PEOPLE: "Who came", _M.STAFF: "Adviser", _M.DETAILS: "Advice given", _M.REVIEW_ON: "Follow-up due",
    },
    "approvals": {_M.PEOPLE: "Asked by", _M.DETAILS: "What it is for", _M.OUTCOME: "Decision"},
}  # fmt: skip


@cache
def shape(register: str) -> Shape:
    """The kind of log that is brought into ``register``; one of LOGS."""
    known = json.loads(resource("log-headings.json").read_text(encoding="utf-8"))[register]
    return Shape(
        register=register,
        headings={Meaning(name): tuple(words) for name, words in known.items() if name != _NOTHING},
        needed=_NEEDED[register],
        titled=_TITLES | _OTHERWISE.get(register, {}),
        nothing=tuple(known[_NOTHING]),
    )


LOGS = tuple(_NEEDED)
"""The logs that can be brought in, by register."""

_NOTHING = "none"
_MOST_WORDS = 14
_EMPTY_WORDS = frozenset(
    {"the", "of", "a", "an", "please", "s", "which", "were", "was", "is", "are", "did", "do", "it", "has", "have",
     "been", "their", "there", "any", "you", "describe", "give", "state", "dd", "mm", "yy", "yyyy", "and", "or", "used",
     "brief", "short"}
)  # fmt: skip
_ASIDE = re.compile(r"\(.*?\)|\[.*?\]")


def heading_fit(shape: Shape, heading: str) -> dict[Meaning, float]:
    """How well ``heading`` fits each meaning, from 0 to 1: the same words, its words within, or none.

    What stands in brackets may belong to it or not: "Name(s)", "What happened? (facts only)".
    """
    both = {_telling(said) for said in (heading, _ASIDE.sub(" ", heading))}
    both = {said for said in both if 0 < len(said) <= _MOST_WORDS}
    fits = {}
    for meaning, known in shape.headings.items():
        best = max((_fit(said, _telling(one)) for one in known for said in both), default=0.0)
        if best:
            fits[meaning] = best
    return fits


def tells_nothing(shape: Shape, heading: str) -> bool:
    """Whether this is a heading of the kind that no record keeps: a running number, a reference elsewhere."""
    said = _telling(heading)
    return bool(said) and any(said == _telling(one) for one in shape.nothing)


@lru_cache(maxsize=2048)
def _telling(text: str) -> tuple[str, ...]:
    """The words of a heading that tell something, each in the singular."""
    said = [word for word in words_of(text) if word not in _EMPTY_WORDS]
    return tuple(
        word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] != "s" else word for word in said
    )


def _fit(said: Sequence[str], telling: Sequence[str]) -> float:
    if not telling:
        return 0.0
    if said == telling:
        return 1.0
    if set(said) == set(telling):
        return 0.95
    if len(telling) < len(said) and _stands_within(telling, said):
        return 0.35 + 0.5 * len(telling) / len(said)
    return 0.0


def _stands_within(part: Sequence[str], whole: Sequence[str]) -> bool:
    width = len(part)
    return any(whole[start : start + width] == part for start in range(len(whole) - width + 1))
