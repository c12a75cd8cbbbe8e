"""The audit chain: one line a change, each sealed with the line before it. No name stands in it."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from esafety_desk.records.base import Record
from esafety_desk.store.tables import AUDIT, SECRET

_KEY_NAME = "audit-key"
_NO_DIGEST = b""
UNAUTHENTICATED = "unauthenticated"
"""The actor of lines about people who did not get in."""
ERASED = "erased"
"""The verb of the line that stays when a record and its salt have gone."""
WITHDRAWAL, REINSTATED = "withdrawn", "reinstated"
"""The field of lines that take a record out or bring it back, and the verb of those that bring it back."""


@dataclass(frozen=True, slots=True)
class Line:
    """One act. ``digest`` is the salted digest of the record it left behind, empty where it changed none."""

    sequence: int
    at: datetime
    actor: str
    verb: str
    reference: str
    fields: str
    digest: bytes
    mac: bytes

    def sealed_text(self) -> bytes:
        at = self.at.astimezone(UTC).isoformat(timespec="microseconds")
        parts = [self.sequence, at, self.actor, self.verb, self.reference, self.fields, self.digest.hex()]
        return json.dumps(parts, ensure_ascii=False).encode()


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain: what a paper or a backup writes down to prove the rest by."""

    sequence: int
    mac: bytes

    @property
    def short_hash(self) -> str:
        """Sixteen hexadecimal digits, as printed."""
        return self.mac.hex()[:16]


def new_salt() -> bytes:
    return secrets.token_bytes(16)


def digest(record: Record, salt: bytes) -> bytes:
    """SHA-256 over ``salt`` and the fields of ``record`` in one canonical spelling.

    Fields at their default are left out, so that a field added later leaves old digests true.
    """
    said = record.model_dump(mode="json", exclude_defaults=True)
    text = json.dumps(said, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(salt + text.encode()).digest()


def begin_chain(connection: sa.Connection) -> None:
    """Give the desk an audit key of its own, so that rotating the data key breaks no seal."""
    connection.execute(sa.insert(SECRET).values(name=_KEY_NAME, value=secrets.token_bytes(32)))


class Chain:
    """The writing end of the chain inside one transaction; nothing else may write between its lines."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._key = _key(connection)
        self._head = head(connection)

    def append(
        self,
        *,
        at: datetime,
        actor: str,
        verb: str,
        reference: str = "",
        fields: Sequence[str] = (),
        digest: bytes = _NO_DIGEST,
    ) -> None:
        """Seal one more line onto the chain."""
        line = Line(self._head.sequence + 1, at, actor, verb, reference, " ".join(fields), digest, b"")
        sealed = replace(line, mac=_seal(self._key, self._head.mac, line))
        self._connection.execute(sa.insert(AUDIT), asdict(sealed))
        self._head = Head(sealed.sequence, sealed.mac)


def head(connection: sa.Connection) -> Head:
    """The newest line's sequence and seal; sequence 0 before the first."""
    newest = sa.select(AUDIT.c.sequence, AUDIT.c.mac).order_by(AUDIT.c.sequence.desc()).limit(1)
    row = connection.execute(newest).first()
    return Head(row.sequence, row.mac) if row else Head(0, bytes(32))


def newest_moment(connection: sa.Connection) -> datetime | None:
    """When the last line was written; None before the first."""
    query = sa.select(AUDIT.c.at).order_by(AUDIT.c.sequence.desc()).limit(1)
    return connection.scalar(query)


def newest_verb(connection: sa.Connection) -> str:
    """What was done last; empty before anything was."""
    query = sa.select(AUDIT.c.verb).order_by(AUDIT.c.sequence.desc()).limit(1)
    return connection.scalar(query) or ""


def head_of_records(connection: sa.Connection) -> Head:
    """The newest line that changed a record: prints and exports since then do not move it."""
    newest = (
        sa.select(AUDIT.c.sequence, AUDIT.c.mac)
        .where(AUDIT.c.digest != _NO_DIGEST)
        .order_by(AUDIT.c.sequence.desc())
        .limit(1)
    )
    row = connection.execute(newest).first()
    return Head(row.sequence, row.mac) if row else Head(0, bytes(32))


def holds(connection: sa.Connection, sequence: int, short_hash: str) -> bool:
    """Whether the chain has the line an anchor tells of."""
    mac = connection.scalar(sa.select(AUDIT.c.mac).where(AUDIT.c.sequence == sequence))
    return mac is not None and Head(sequence, mac).short_hash == short_hash


def has_line(connection: sa.Connection, verb: str, reference: str, fields: str) -> bool:
    """Whether the chain tells of this act already."""
    query = sa.select(AUDIT.c.sequence).where(
        AUDIT.c.reference == reference, AUDIT.c.verb == verb, AUDIT.c.fields == fields
    )
    return connection.execute(query.limit(1)).first() is not None


def lines(connection: sa.Connection, reference: str | None = None) -> Iterator[Line]:
    """The chain from its beginning, or only the lines about ``reference``."""
    query = sa.select(AUDIT).order_by(AUDIT.c.sequence)
    if reference is not None:
        query = query.where(AUDIT.c.reference == reference)
    for row in connection.execute(query):
        yield Line(**row._mapping)


def line(connection: sa.Connection, sequence: int) -> Line | None:
    """One line of the chain; None where it has not come so far."""
    row = connection.execute(sa.select(AUDIT).where(AUDIT.c.sequence == sequence)).first()
    return Line(**row._mapping) if row else None


def first_broken(connection: sa.Connection) -> int | None:
    """The sequence of the first line that does not fit the one before it; None where all fit."""
    walked, is_whole = _walked(_key(connection), connection.execute(_AS_SPELT))
    return None if is_whole else walked.sequence + 1


def verified_head(connection: Any) -> Head | None:
    """The end of the chain, on a connection of the driver's own; None where a line does not fit."""
    key = connection.execute("SELECT value FROM secret WHERE name = ?", (_KEY_NAME,)).fetchone()[0]
    walked, is_whole = _walked(key, connection.execute(str(_AS_SPELT)))
    return walked if is_whole else None


_AS_SPELT = sa.select(
    *(sa.type_coerce(column, sa.Text) if column is AUDIT.c.at else column for column in AUDIT.c)
).order_by(AUDIT.c.sequence)
"""The lines with their moments as text, which is how they are sealed."""


def _walked(key: bytes, rows: Iterable[Sequence[Any]]) -> tuple[Head, bool]:
    """The last line that fits the one before it, and whether that is the last of ``rows``."""
    head = Head(0, bytes(32))
    for *said, mac in rows:
        said[-1] = said[-1].hex()
        text = json.dumps(said, ensure_ascii=False).encode()
        fits = hmac.compare_digest(hmac.digest(key, head.mac + text, "sha256"), mac)
        if said[0] != head.sequence + 1 or not fits:
            return head, False
        head = Head(said[0], mac)
    return head, True


def _seal(key: bytes, before: bytes, line: Line) -> bytes:
    return hmac.digest(key, before + line.sealed_text(), "sha256")


def keyed(connection: sa.Connection, content: bytes) -> bytes:
    """A digest of ``content`` under the desk's own secret: nobody without the open desk can try out guesses on it."""
    return hmac.digest(_key(connection), b"keyed " + content, "sha256")


def _key(connection: sa.Connection) -> bytes:
    value: bytes = connection.execute(
        sa.select(SECRET.c.value).where(SECRET.c.name == _KEY_NAME)
    ).scalar_one()
    return value
