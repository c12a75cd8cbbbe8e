"""Bringing in old logs: every row becomes a record to review, was here already, or is refused with its reason."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from esafety_desk.exchange.columns import key_of, meanings
from esafety_desk.exchange.log_meanings import Meaning, shape
from esafety_desk.exchange.log_opening import Told, open_logs
from esafety_desk.exchange.logs import Log, LogRow
from esafety_desk.exchange.sources import nobody_waits
from esafety_desk.records.facts import facts
from esafety_desk.records.note import Note
from esafety_desk.records.problems import checked
from esafety_desk.records.registers import REGISTERS
from esafety_desk.services.everyone import everyone
from esafety_desk.services.import_report import Asked, Did, Hear, Heed, NotAll, Report, Result, Sheet
from esafety_desk.services.keeping import Work
from esafety_desk.services.log_drafts import Around, Draft, Drafted, likeness
from esafety_desk.services.log_incidents import incident
from esafety_desk.services.log_people import PeopleByName
from esafety_desk.services.log_staff import approval, support_session
from esafety_desk.store import erased, imports, words
from esafety_desk.store.engine import Connection
from esafety_desk.store.unit import Unit

_DRAFTS: Mapping[str, Draft] = {
    "incidents": incident,
    "support-sessions": support_session,
    "approvals": approval,
}
"""How a row of each kind of log becomes a record, by register."""
_NOTE_CHARACTERS = 40_000
_GONE = "Came in before and was erased since, so it is not brought back."


def import_log(
    work: Work, register: str, paths: Sequence[Path], asked: Asked, hear: Hear, heed: Heed = nobody_waits
) -> Result:
    """Bring in the rows of these files as records to review, as one unit of work; ``hear`` is told each row,
    and ``heed`` asked while a file is looked through before that: either stops it by raising.

    Refused rows do not stop the others, unless all or nothing was asked for. Raises BadUsage where a file
    cannot be read and NotAll where a row is refused that may not be; then nothing is brought in.
    """
    if asked.dry_run:
        with work.desk.reading() as connection:
            return _Importing(work, register, connection, asked).run(paths, hear, heed)
    with work.desk.writing(work.actor, work.now) as unit:
        result = _Importing(work, register, unit.connection, asked, unit).run(paths, hear, heed)
        if asked.all_or_nothing and result.has_refusals:
            raise NotAll(replace(result, batch=None))
        said = [f"{did.name.lower()}={number}" for did, number in sorted(result.counts.items()) if number]
        unit.witness(f"imported {register}", fields=said)
        return replace(result, changed=frozenset(unit.changed))


class _Importing:
    """One import under way: what is known before it, and what it has counted so far."""

    def __init__(
        self, work: Work, register: str, connection: Connection, asked: Asked, unit: Unit | None = None
    ) -> None:
        """Without ``unit`` nothing is written."""
        self._work, self._register, self._asked = work, register, asked
        self._connection, self._unit = connection, unit
        people = PeopleByName(everyone(connection), work.today)
        self._around = Around(people, words.read(connection), work.today, asked.meant)
        self._known = imports.known(connection, register)
        self._erased = erased.read(connection)
        self._met: dict[bytes, str] = {}
        self._counts: Counter[Did] = Counter()
        self._batch: int | None = None

    def run(self, paths: Sequence[Path], hear: Hear, heed: Heed) -> Result:
        logs, left_out = self._opened(paths, heed)
        if self._unit is not None:
            self._batch = imports.begin(
                self._connection, self._register, self._work.now, self._work.actor, [p.name for p in paths]
            )
            self._remember_mapping(logs)
        for log in logs:
            for row in log.rows():
                report = self._considered(row)
                self._counts[report.action] += 1
                hear(report)
        return Result(
            counts=self._counts,
            notes=(*(note for log in logs for note in log.notes), *left_out),
            sheets=tuple(Sheet(log.file, log.columns, log.undecided) for log in logs),
            batch=self._batch,
        )

    def _opened(self, paths: Sequence[Path], heed: Heed) -> tuple[list[Log], list[str]]:
        kept = imports.mappings(self._connection, self._register)
        remembered: dict[str, Told] = {key: meanings(Meaning, told) for key, told in kept.items()}
        asked = self._asked
        told = meanings(Meaning, asked.mapping)
        return open_logs(paths, shape(self._register), self._work.today, asked.order, told, remembered, heed)

    def _remember_mapping(self, logs: Sequence[Log]) -> None:
        for log in logs:
            if self._asked.mapping:
                told = {column.heading: column.meaning for column in log.columns if column.heading}
                imports.keep_mapping(
                    self._connection, self._register, key_of(log.headings), told, self._work.now
                )

    def _considered(self, row: LogRow) -> Report:
        report = Report(row.file, row.line, Did.REFUSED, cells=row.cells)
        if row.passed_over:
            return replace(report, action=Did.PASSED_OVER, reason=row.passed_over, cells=())
        if row.refusal:
            return replace(report, reason=row.refusal)
        drafted = _DRAFTS[self._register](row, self._around)
        report = replace(report, understood=drafted.understood)
        like, content = _digest(likeness(row)), _digest(repr(sorted(row.cells)))
        if self._erased and erased.row_mark(self._connection, like) in self._erased:
            return replace(report, action=Did.PASSED_OVER, reason=_GONE, cells=())
        if reason := self._seen(like, content, row):
            return replace(report, action=Did.SAME, reason=reason, cells=())
        record, messages = checked(drafted.record, drafted.values)
        if record is None:
            titles = facts(drafted.record)
            said = [
                f"{titles[name].title if name in titles else name}: {text}" for name, text in messages.items()
            ]
            return replace(report, reason=" ".join(said))
        self._met[like] = f"line {row.line:,} of {row.file}"
        if self._unit is not None:
            self._write(self._unit, record, row, like, content)
        reason = " ".join([*row.warnings, *drafted.warnings, *_unmatched(drafted)])
        return replace(report, action=Did.ADDED, reason=reason, cells=())

    def _seen(self, like: bytes, content: bytes, row: LogRow) -> str:
        """Why this row is not brought in again; empty for a row not met before."""
        if like in self._met:
            return f"The same stands on {self._met[like]}."
        known = self._known.get(like)
        if known is None:
            return ""
        if known.is_withdrawn:
            return f"Came in before as {known.reference}, which was withdrawn since."
        differs = "" if known.content == content else " Something else in the row has changed since."
        return f"In already as {known.reference}.{differs}"

    def _write(self, unit: Unit, record: Any, row: LogRow, like: bytes, content: bytes) -> None:
        assert self._batch is not None
        kept = unit.add(record, "imported")
        text = "\n".join(f"{heading}: {cell}" for heading, cell in row.cells)
        note = unit.add(
            Note(
                about_id=kept.id,
                dated=self._work.today,
                text=text[:_NOTE_CHARACTERS],
                source=f"{row.file}, line {row.line:,}"[-200:],
            ),
            "imported",
        )
        for one, likeness_of, content_of in ((kept, like, content), (note, None, None)):
            key = one.id or 0
            trace = imports.Trace(key, unit.digest(key), likeness_of, content_of)
            imports.remember(unit.connection, self._batch, trace)


def log_registers() -> dict[str, str]:
    """The registers an old log can be brought into, by the word for them on the command line."""
    words = {"support-sessions": "sessions"}
    return {words.get(name, name): name for name in _DRAFTS if name in REGISTERS}


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def _unmatched(drafted: Drafted) -> tuple[str, ...]:
    written = drafted.values["people_as_written"]
    if not written:
        return ()
    number = len(written.split("; "))
    who = "One name is" if number == 1 else f"{number} names are"
    return (f"{who} kept as written until the review.",)
