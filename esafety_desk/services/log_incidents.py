"""Rows of an old incident log made into incidents to review; what was not understood stays as written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from esafety_desk.exchange import log_words as cells
from esafety_desk.exchange.log_meanings import Meaning
from esafety_desk.exchange.log_names import names_in
from esafety_desk.exchange.logs import LogRow
from esafety_desk.exchange.roster_words import words_of
from esafety_desk.policy.wording import listed
from esafety_desk.records.incident import (
    Incident,
    Involved,
    InvolvedAs,
    OutOfSchoolDecision,
    Status,
    Whereabouts,
)
from esafety_desk.records.names import tidy
from esafety_desk.records.people import YearGroup
from esafety_desk.records.referral import ReferredTo
from esafety_desk.records.words import Words
from esafety_desk.services.log_drafts import (
    ANYBODY,
    Around,
    Drafted,
    in_short,
    once,
    platforms_in,
    shown_people,
)
from esafety_desk.services.type_proposals import proposed

UNSORTED = "unsorted"
_LONGEST_TIME = 20
DAY_UNKNOWN = "Closed in the log it came from, which does not say on which day."
_PARTS = {
    InvolvedAs.TARGET: {"victim", "victims", "target", "targets"},
    InvolvedAs.INSTIGATOR: {"perpetrator", "perpetrators", "instigator", "instigators"},
    InvolvedAs.WITNESS: {"witness", "witnesses"},
}
_SAID_IN_ACCOUNT = (
    Meaning.ACTION, Meaning.STAFF, Meaning.REPORTED_BY, Meaning.REFERRED, Meaning.OUTCOME, Meaning.YEAR, Meaning.KIND,
    Meaning.SEVERITY, Meaning.PARENTS, Meaning.WHERE,
)  # fmt: skip


def incident(row: LogRow, around: Around) -> Drafted:
    """An incident, its type proposed but unsorted unless the log itself names one of the school's types."""
    said = row.values
    involved = [
        (around.meant(named, row, ANYBODY), _part(heading))
        for heading, cell in row.people
        for named in names_in(cell)
    ]
    where = cells.whereabouts(said.get(Meaning.WHERE, ""))
    told = cells.parents_told(said.get(Meaning.PARENTS, ""))
    kind = _known_word(around.words, "incident-types", said.get(Meaning.KIND, ""))
    closed_on, reported_on, warnings = _later_days(row)
    is_over = bool(closed_on) or cells.is_closed(said.get(Meaning.OUTCOME, "")) is True
    platforms = platforms_in(around, said.get(Meaning.PLATFORM, ""))
    values = {
        "kind": kind or UNSORTED,
        "summary": in_short(said[Meaning.DETAILS]),
        "happened_on": row.days[Meaning.DATE],
        "happened_at": _time(said.get(Meaning.TIME, "")),
        "whereabouts": where or Whereabouts.UNKNOWN,
        "platforms": platforms,
        "people": once(Involved(person_id=m.person, involved_as=part) for m, part in involved if m.person),
        "people_as_written": "; ".join(m.written for m, _ in involved if not m.person),
        "account": _account(row),
        "reported_on": reported_on,
        "decision": OutOfSchoolDecision.TO_REVIEW,
        "status": Status.CLOSED if is_over else Status.OPEN,
        "closed_on": closed_on,
        "closing_reason": DAY_UNKNOWN if is_over and not closed_on else "",
    }
    if told:
        values["parents_told"] = told
    if level := cells.severity(said.get(Meaning.SEVERITY, "")):
        values["severity"] = level
    people = shown_people(around, [meant for meant, _ in involved])
    understood = _understood(row, values, people)
    return Drafted(Incident, values, understood, (*_unread(row, where is None, told is None), *warnings))


def _understood(row: LogRow, values: Mapping[str, Any], people: object) -> dict[str, object]:
    """What is told of the row before it is kept: each value as it would be, and what was read besides."""
    said = row.values
    text = " ".join(said.get(meaning, "") for meaning in (Meaning.DETAILS, Meaning.KIND))
    proposals = [proposal.kind for proposal in proposed(text)] if values["kind"] == UNSORTED else []
    told = values.get("parents_told")
    return {
        **{name: values[name] for name in ("happened_on", "happened_at", "summary", "kind")},
        "proposed_kinds": proposals[:3],
        "whereabouts": values["whereabouts"].value,
        "platforms": list(values["platforms"]),
        "years": [YearGroup(year).label for year in row.years],
        "people": people,
        "parents_told": told.value if told else "",
        "referred_to": [who.value for who in _referred(said)],
        "status": values["status"].value,
    }


def _time(cell: str) -> str:
    return (cells.time_of_day(cell) or tidy(cell))[:_LONGEST_TIME]


def _part(heading: str) -> InvolvedAs:
    said = set(words_of(heading))
    return next((part for part, words in _PARTS.items() if said & words), InvolvedAs.OTHER)


def _later_days(row: LogRow) -> tuple[date | None, date, tuple[str, ...]]:
    """When it was closed and reported; a day before the one it happened on is left out, and told."""
    happened = row.days[Meaning.DATE]
    reported = row.days.get(Meaning.REPORTED_ON, happened)
    if reported < happened:
        return None, happened, ("It was reported before it happened; the day it was reported was left out.",)
    closed = row.days.get(Meaning.CLOSED_ON)
    if closed and closed < reported:
        return None, reported, ("It was closed before it was reported; the day it was closed was left out.",)
    return closed, reported, ()


def _account(row: LogRow) -> str:
    """The words of the log, then each thing it says that has no field of its own before the review."""
    lines = [row.values[Meaning.DETAILS]]
    said = [(m, row.values.get(m, "")) for m in _SAID_IN_ACCOUNT]
    titles = {Meaning.ACTION: "Action taken", Meaning.STAFF: "Dealt with by", Meaning.YEAR: "Year"}
    below = [f"{titles.get(m, m.value.replace('_', ' ').capitalize())}: {text}" for m, text in said if text]
    return "\n".join([*lines, "", *below] if below else lines)


def _known_word(words: Words, vocabulary: str, text: str) -> str:
    code = words.code(vocabulary, tidy(text)) if text else ""
    return code if any(word.code == code for word in words.of(vocabulary)) else ""


def _referred(said: Mapping[Meaning, str]) -> list[ReferredTo]:
    both = [said.get(Meaning.REFERRED, ""), said.get(Meaning.OUTCOME, "")]
    return list(dict.fromkeys(who for text in both for who in cells.referred_to(text)))


def _unread(row: LogRow, where: bool, told: bool) -> tuple[str, ...]:
    """Which cells could not be put into a field, in one sentence."""
    open_ones = {Meaning.WHERE: where, Meaning.PARENTS: told}
    names = [heading.lower() for m, heading in ((Meaning.WHERE, "where"), (Meaning.PARENTS, "parents told"))
             if open_ones[m] and row.values.get(m)]  # fmt: skip
    return (f"Kept as written only: {listed(names)}.",) if names else ()
