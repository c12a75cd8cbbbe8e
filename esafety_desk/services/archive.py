"""The archive of issued reports: what each told, its very bytes, and whether a file is one of them.

``issued`` lists them, ``content`` gives the bytes back, ``report_of`` the figures as they were, ``verify`` says of
any file's bytes whether it is *as issued*, *altered*, *not from this desk*, or a draft that was *not issued*.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from esafety_desk.host.errors import BadUsage
from esafety_desk.host.foreign import content_of, must_be_a_file
from esafety_desk.policy.disclosure import Ledger
from esafety_desk.policy.figures import Edition, GovernorReport
from esafety_desk.policy.knots import Sum
from esafety_desk.policy.narrative import Told
from esafety_desk.policy.report_history import Frozen, Issue
from esafety_desk.policy.verification import Outcome, Seal, seals_in
from esafety_desk.store import audit
from esafety_desk.store import issued as kept_reports
from esafety_desk.store.desk import Desk
from esafety_desk.store.engine import Connection
from esafety_desk.store.issued import IssuedReport

_REPORT, _WORDS = TypeAdapter(GovernorReport), TypeAdapter(Told)
_COLUMNS = TypeAdapter(tuple[Frozen, ...])
_LARGEST = 64_000_000
_MOST_PACKED, _MOST_INFLATED, _MOST_ALTOGETHER = 250_000, 4_000_000, 200_000_000
"""Bytes of one packed stream, and what it and all of them are unpacked to, in search of a seal."""
_STREAM, _MOST_STREAMS = re.compile(rb"stream[\r\n]*"), 20_000
_MOST_SEALS = 200
"""How many seals of one file are looked at; a file of ours has one."""
_ANY: TypeAdapter[Any] = TypeAdapter(Any)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What can be said of a file; ``report`` is the issued one it is, or was made from."""

    outcome: Outcome
    report: IssuedReport | None = None


def issued(desk: Desk) -> tuple[IssuedReport, ...]:
    """Every issued report, the newest first."""
    with desk.reading() as connection:
        return kept_reports.all_kept(connection)[::-1]


def content(desk: Desk, number: int) -> bytes:
    """The bytes of an issued report. Raises LookupError."""
    with desk.reading() as connection:
        found = kept_reports.content(connection, number)
    if found is None:
        raise LookupError(f"no issued report {number}")
    return found


def report_of(kept: IssuedReport) -> GovernorReport:
    """What an issued report printed."""
    return _REPORT.validate_json(kept.report)


def words_of(kept: IssuedReport) -> Told:
    """The words of an issued report."""
    return _WORDS.validate_json(kept.words)


def read_file(path: Path) -> bytes:
    """The bytes of a file that may be a report. Raises BadUsage where it is far too large, or cannot be read."""
    try:
        if must_be_a_file(path) > _LARGEST:
            raise BadUsage(f"{path.name} is far too large to be a report. Choose the PDF file of one.")
        return content_of(path, _LARGEST)
    except OSError as error:
        raise BadUsage(f"{path.name} cannot be read. Copy it to this computer and try again.") from error


def verify(desk: Desk, file: bytes) -> Verdict:
    """Whether ``file`` is a report of this desk as it was issued."""
    with desk.reading() as connection:
        number = kept_reports.with_digest(connection, hashlib.sha256(file).hexdigest())
        known = kept_reports.all_kept(connection)
        if number is not None:
            return Verdict(Outcome.AS_ISSUED, next(one for one in known if one.id == number))
        ours = [seal for seal in _seals(file) if _is_ours(connection, seal)]
    if not ours:
        return Verdict(Outcome.NOT_FROM_HERE)
    was = next((one for one in known for seal in ours if _is_sealed_so(one, seal)), None)
    if was is not None or any(seal.is_issued for seal in ours):
        return Verdict(Outcome.ALTERED, was)
    return Verdict(Outcome.NOT_ISSUED)


def issues(connection: Connection, edition: Edition) -> tuple[tuple[IssuedReport, Issue], ...]:
    """The issued reports of one edition with what they froze, the oldest first."""
    kept = [one for one in kept_reports.all_kept(connection) if one.edition == edition]
    return tuple((one, _thawed(one)) for one in kept)


def frozen(report: GovernorReport, columns: tuple[Frozen, ...], ledger: Ledger) -> dict[str, str]:
    """The JSON under which a report's figures and counts are archived."""
    told: dict[str, Any] = {
        "bounds": [[*cell, *bounds] for cell, bounds in ledger.bounds.items()],
        "sums": [[tie.total, tie.parts] for tie in ledger.sums],
        "hidden": sorted(ledger.hidden),
    }
    kept = {"columns": _COLUMNS.dump_python(columns, mode="json"), "told": told}
    return {
        "report": _REPORT.dump_json(report).decode(),
        "frozen": _ANY.dump_json(kept).decode(),
    }


def words_kept(words: Told) -> str:
    """The JSON under which a report's words are archived."""
    return _WORDS.dump_json(words).decode()


def _thawed(kept: IssuedReport) -> Issue:
    held = _ANY.validate_json(kept.frozen)
    told = held["told"]
    ledger = Ledger(
        {(column, what): (least, most) for column, what, least, most in told["bounds"]},
        tuple(
            Sum((total[0], total[1]), tuple((column, what) for column, what in parts))
            for total, parts in told["sums"]
        ),
        frozenset((column, what) for column, what in told["hidden"]),
    )
    return Issue(report_of(kept), _COLUMNS.validate_python(held["columns"]), ledger)


def _seals(file: bytes) -> Iterator[Seal]:
    """The seals in a file, as it stands or inside what another program has packed."""
    found = [*islice(seals_in(file), _MOST_SEALS)]
    if not found:
        for plain in _unpacked(file):
            found += seals_in(plain)
    yield from found[:_MOST_SEALS]


def _unpacked(file: bytes) -> Iterator[bytes]:
    """The packed streams of a file, up to what any report of ours unpacks to."""
    altogether = 0
    with memoryview(file) as whole:
        for begun in islice(_STREAM.finditer(file), _MOST_STREAMS):
            plain = _inflated(whole[begun.end() : begun.end() + _MOST_PACKED])
            altogether += len(plain)
            yield plain
            if altogether > _MOST_ALTOGETHER:
                return


def _inflated(packed: memoryview) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, _MOST_INFLATED)
    except zlib.error:
        return b""


def _is_ours(connection: Connection, seal: Seal) -> bool:
    line = audit.line(connection, seal.sequence)
    return line is not None and line.mac.hex().startswith(seal.short_hash)


def _is_sealed_so(kept: IssuedReport, seal: Seal) -> bool:
    return (kept.sequence, kept.figures) == (seal.sequence, seal.figures)
