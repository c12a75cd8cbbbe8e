"""The key header ``desk.keys``: who may open the desk, written twice so that one damaged copy costs nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from esafety_desk.host.errors import CannotRead, DamagedHeader, NewerDesk
from esafety_desk.host.files import write_whole
from esafety_desk.host.foreign import UNFIT, content_of, json_of

FILE_NAME = "desk.keys"
FORMAT = 2
_TITLE = "E-Safety Desk keys"
_LARGEST = 1 << 20
_MOST_SLOTS, _MOST_MEMORY_KIB, _MOST_PASSES, _MOST_LANES = 32, 192 * 1024, 64, 16
"""Three times the memory of our own slots: a header lies open, and one that was tampered with must cost no more."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One holder's way to the data key. Bytes are hexadecimal; ``memory_kib`` and ``passes`` are Argon2id's.

    ``wrapped`` is the slot's private key under the holder's secret, and ``sealed`` the data key for ``public``:
    so the data key can be rotated for a holder who is not there to type anything. A slot of the first format
    has no ``public``; there ``wrapped`` is the data key itself.
    """

    name: str
    kind: str
    salt: str
    nonce: str
    wrapped: str
    memory_kib: int = 0
    passes: int = 0
    lanes: int = 0
    public: str = ""
    sealed: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """An act on the keys that the audit chain has still to take over, proved by ``mac`` under the data key.

    ``person`` is the id of whom the slot is for, 0 for nobody.
    """

    at: str
    actor: str
    verb: str
    slot: str
    person: int
    mac: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """What stands in the clear beside the database: the desk's random name and its key slots. No person's name."""

    desk: str
    slots: tuple[Slot, ...]
    failed_unlocks: int = 0
    notes: tuple[Note, ...] = ()
    format: int = field(default=FORMAT)

    def slot(self, name: str) -> Slot | None:
        """The slot of that name."""
        return next((slot for slot in self.slots if slot.name == name), None)

    def with_slot(self, slot: Slot) -> Header:
        """This header with ``slot`` in place of the one of the same name, or added."""
        others = tuple(s for s in self.slots if s.name != slot.name)
        return replace(self, slots=(*others, slot))


def write(folder: Path, header: Header) -> None:
    """Write aside, then replace, so that a crash leaves the old header or the new one.

    Raises CannotWrite when the disk refuses.
    """
    write_whole(folder / FILE_NAME, _written(json.dumps(asdict(header), sort_keys=True)))


def read(folder: Path) -> Header:
    """The header from its first sound copy. Raises DamagedHeader, NewerDesk, or CannotRead where the disk fails."""
    sound = _first_sound(_content(folder))
    try:
        return _parsed(sound)
    except (AttributeError, KeyError, OverflowError, TypeError, ValueError) as error:
        raise DamagedHeader from error


def is_whole(folder: Path) -> bool:
    """Whether both copies stand as they were written. Raises as ``read``."""
    content = _content(folder)
    return content == _written(_first_sound(content))


def _content(folder: Path) -> bytes:
    try:
        return content_of(folder / FILE_NAME, _LARGEST)
    except FileNotFoundError as error:
        raise DamagedHeader from error
    except OSError as error:
        raise (DamagedHeader if error.errno in UNFIT else CannotRead) from error


def _first_sound(content: bytes) -> str:
    sound = next((line for line in map(_sound_content, content.splitlines()) if line is not None), None)
    if sound is None:
        raise DamagedHeader
    return sound


def _written(content: str) -> bytes:
    line = _checked_line(content)
    return f"{_TITLE}\n{line}\n{line}\n".encode("ascii")


def _checked_line(content: str) -> str:
    return hashlib.sha256(content.encode("ascii")).hexdigest() + " " + content


def _sound_content(line: bytes) -> str | None:
    digest, _, content = line.partition(b" ")
    if hashlib.sha256(content).hexdigest().encode() != digest:
        return None
    return content.decode("ascii", errors="replace")


def _parsed(content: str) -> Header:
    values: Mapping[str, Any] = json_of(content)
    if values.get("format", 0) > FORMAT:
        raise NewerDesk
    if len(values["slots"]) > _MOST_SLOTS:
        raise ValueError("more key slots than any desk has holders")
    return Header(
        desk=str(values["desk"]),
        slots=tuple(_slot(slot) for slot in values["slots"]),
        failed_unlocks=int(values["failed_unlocks"]),
        notes=tuple(Note(**note) for note in values.get("notes", ())),
    )


def _slot(values: Mapping[str, Any]) -> Slot:
    slot = Slot(**values)
    for text in (slot.salt, slot.nonce, slot.wrapped, slot.public, slot.sealed):
        bytes.fromhex(text)
    work = ((slot.memory_kib, _MOST_MEMORY_KIB), (slot.passes, _MOST_PASSES), (slot.lanes, _MOST_LANES))
    if not all(type(asked) is int and 0 <= asked <= most for asked, most in work):
        raise ValueError("a key slot asks for more work than any desk does")
    return replace(slot, name=str(slot.name), kind=str(slot.kind))
