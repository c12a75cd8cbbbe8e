"""The audit as it is read and taken out: who did what, to which record, and when, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from esafety_desk.exchange.comma_text import as_csv
from esafety_desk.host.errors import BadUsage
from esafety_desk.policy import anchors, audit_words
from esafety_desk.policy.anchors import Anchor
from esafety_desk.records.base import PersonId
from esafety_desk.services.keeping import Work
from esafety_desk.store import audit, audit_lines, holders, lookups
from esafety_desk.store.audit import Line
from esafety_desk.store.audit_lines import AuditQuery
from esafety_desk.store.desk import Desk
from esafety_desk.store.engine import Connection

__all__ = ["AuditEntry", "AuditPage", "AuditQuery", "Choices"]
PAGE = 200
_VIEWED, _ANCHOR_NOTED = "viewed", "anchor noted"
_SAME_LOOK = timedelta(minutes=30)
"""Looking at a person's file again within this time is one look."""
_EXPORTED = 100_000
_HEAD = ("Line", "When", "Who", "What", "Record", "Seal")


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line in words. ``who`` names the holder of the key; ``seal`` are the first digits of what proves the line."""

    sequence: int
    at: datetime
    who: str
    what: str
    reference: str
    seal: str


@dataclass(frozen=True, slots=True)
class AuditPage:
    """The newest lines that a query leaves; ``more`` says whether older ones follow, ``anchor`` is the chain's end."""

    entries: tuple[AuditEntry, ...]
    count: int
    more: bool
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Choices:
    """What the lines can be narrowed to: pairs of what is asked for and what a person reads."""

    who: tuple[tuple[str, str], ...]
    what: tuple[tuple[str, str], ...]


def page(desk: Desk, query: AuditQuery, before: int | None = None) -> AuditPage:
    """The newest lines that ``query`` leaves, or those before the line ``before``."""
    with desk.reading() as connection:
        found = audit_lines.read(connection, query, PAGE + 1, before)
        names = _names(connection)
        count = audit_lines.count(connection, query)
        end = audit.head(connection)
    shown = tuple(_entry(line, names) for line in found[:PAGE])
    return AuditPage(shown, count, len(found) > PAGE, Anchor(end.sequence, end.short_hash))


def choices(desk: Desk) -> Choices:
    """Everyone and everything that stands in the chain."""
    with desk.reading() as connection:
        actors, verbs = audit_lines.actors_and_verbs(connection)
        names = _names(connection)
    return Choices(
        tuple((actor, _who(actor, names)) for actor in actors),
        tuple((verb, verb.capitalize()) for verb in verbs),
    )


def place_of(desk: Desk, reference: str) -> tuple[str, int] | None:
    """The register and id of the record a line is about; None where it is about none that is kept."""
    with desk.reading() as connection:
        found = lookups.by_reference(connection, reference) if reference else None
    return (found[0].name, found[1]) if found else None


def export(work: Work, query: AuditQuery) -> bytes:
    """The lines that ``query`` leaves as CSV, oldest first; taking them out is a line of its own."""
    with work.desk.writing(work.actor, work.now) as unit:
        found = audit_lines.read(unit.connection, query, _EXPORTED)
        names = _names(unit.connection)
        unit.witness("exported", "audit", (str(len(found)),))
    return as_csv(_HEAD, (_row(_entry(line, names)) for line in reversed(found)))


def _row(entry: AuditEntry) -> tuple[object, ...]:
    at = entry.at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
    return entry.sequence, at, entry.who, entry.what, entry.reference, entry.seal


def anchor(desk: Desk) -> Anchor:
    """The chain's end as it is written down."""
    with desk.reading() as connection:
        end = audit.head(connection)
    return Anchor(end.sequence, end.short_hash)


def note_anchor(work: Work) -> None:
    """Remember that the anchor was written down today, so that Today asks again next term only."""
    with work.desk.writing(work.actor, work.now) as unit:
        unit.witness(_ANCHOR_NOTED)


def anchor_is_due(connection: Connection, today: date) -> bool:
    """Whether nobody has written the anchor down this term; a desk set up this term has little to prove yet."""
    last = audit_lines.last(connection, _ANCHOR_NOTED) or audit.line(connection, 1)
    noted_on = last.at.astimezone().date() if last else None
    return anchors.is_due(noted_on, lookups.school(connection).terms, today)


def anchor_problem(connection: Connection, written: str) -> str:
    """What is wrong with the chain, held against an anchor that was written down; empty where it fits.

    Raises BadUsage where ``written`` is no anchor.
    """
    asked = anchors.read(written)
    if asked is None:
        raise BadUsage("An anchor is a line's number and sixteen digits, such as 8214 3f9a02c1d7e4b605.")
    if not asked.sequence or audit.holds(connection, asked.sequence, asked.digits):
        return ""
    end = audit.head(connection).sequence
    if end < asked.sequence:
        return (
            f"The audit chain ends at line {end:,}, but line {asked.sequence:,} was written down: "
            "its end was cut off, or an older desk was put in its place."
        )
    return (
        f"Line {asked.sequence:,} of the audit chain is not the one that was written down: "
        "lines were changed and sealed anew."
    )


def witness_view(work: Work, reference: str) -> None:
    """Audit that a record, such as a person's file, was looked at; once for a look, not for each return to it."""
    with work.desk.reading() as connection:
        last = audit_lines.last(connection, _VIEWED, reference, work.actor)
    if last is not None and work.now - last.at < _SAME_LOOK:
        return
    with work.desk.writing(work.actor, work.now) as unit:
        unit.witness(_VIEWED, reference)


def _entry(line: Line, names: dict[str, str]) -> AuditEntry:
    return AuditEntry(
        line.sequence,
        line.at,
        _who(line.actor, names),
        audit_words.told(line.verb, line.reference, line.fields.split()),
        line.reference,
        line.mac.hex()[:16],
    )


def _who(actor: str, names: dict[str, str]) -> str:
    title = audit_words.actor_title(actor)
    return f"{names[actor]} ({title.lower()})" if names.get(actor) else title


def _names(connection: Connection) -> dict[str, str]:
    """Who holds or held each key."""
    known = holders.read(connection).values()
    people = lookups.people(connection, {PersonId(h.person_id) for h in known if h.person_id is not None})
    return {h.slot: people[h.person_id].full_name for h in known if h.person_id in people}
