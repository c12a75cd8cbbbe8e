"""Plays a power cut: from the record of what a process asked of the disk, what the disk may hold afterwards.

What was written and synced is there. Of what was written since, each write may be there, be missing, or be torn;
names that were made, moved or removed since are there up to some point, in their order.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.faults.saving import ACKNOWLEDGED
from tests.faults.shim import Call

_HEAD = struct.Struct("<IIqQ")
_SECTOR = 512
_UNDURABLE = "-shm"
"""The shared index of the write-ahead log is memory, not disk: SQLite makes it anew."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing a process asked of the disk; ``data`` is what was written, or the new name."""

    call: Call
    path: str
    offset: int
    data: bytes


def recorded(log: Path) -> list[Asked]:
    """What the shim wrote down, in order."""
    raw, at, asked = log.read_bytes(), 0, []
    while at < len(raw):
        kind, path_length, offset, length = _HEAD.unpack_from(raw, at)
        at += _HEAD.size
        path = raw[at : at + path_length].decode()
        at += path_length
        asked.append(Asked(Call(kind), path, offset, raw[at : at + length]))
        at += length
    return asked


@dataclass(slots=True)
class _File:
    durable: bytearray
    since: list[Asked] = field(default_factory=list)

    def sync(self) -> None:
        for asked in self.since:
            _apply(self.durable, asked, asked.data)
        self.since.clear()

    def after_a_cut(self, dice: Random) -> bytes:
        left = bytearray(self.durable)
        chance = dice.random()
        for asked in self.since:
            if dice.random() >= chance:
                continue
            data = asked.data
            if asked.call == Call.WRITE and dice.random() < 0.3:
                data = data[: dice.randrange(0, len(data) + 1) // _SECTOR * _SECTOR]
            _apply(left, asked, data)
        return bytes(left)


def _apply(content: bytearray, asked: Asked, data: bytes) -> None:
    if asked.call == Call.TRUNCATE:
        del content[asked.offset :]
        content.extend(bytes(asked.offset - len(content)))
    elif data:
        content.extend(bytes(max(0, asked.offset - len(content))))
        content[asked.offset : asked.offset + len(data)] = data


class Disk:
    """What a disk was asked, played from the start; a cut may be looked at after any of it."""

    def __init__(self, root: Path) -> None:
        """``root`` as it stood, all of it durable, before the process began."""
        self._root = root.resolve()
        self._names = {str(p): _File(bytearray(p.read_bytes())) for p in self._root.rglob("*") if p.is_file()}
        self._durable_names = dict(self._names)
        self._renamings: list[Asked] = []
        self._made: dict[int, _File] = {}
        self.acknowledged: list[int] = []

    def ask(self, asked: Asked) -> None:
        """Take in the next thing that was asked."""
        if asked.path.endswith(ACKNOWLEDGED):
            if asked.call == Call.WRITE:
                self.acknowledged.append(int(asked.data))
            return
        if asked.call == Call.SYNC:
            self._sync(asked.path)
        elif asked.call in (Call.CREATE, Call.RENAME, Call.UNLINK):
            if asked.call == Call.CREATE:
                self._made[id(asked)] = _File(bytearray())
            self._move(self._names, asked)
            self._renamings.append(asked)
        elif asked.call in (Call.WRITE, Call.TRUNCATE):
            self._names.setdefault(asked.path, _File(bytearray())).since.append(asked)

    def cut(self, folder: Path, dice: Random) -> None:
        """Write into ``folder`` what may be found once the power is back."""
        names = dict(self._durable_names)
        for asked in self._renamings[: dice.randrange(len(self._renamings) + 1)]:
            self._move(names, asked)
        for path, file in names.items():
            if path.endswith(_UNDURABLE):
                continue
            there = folder / Path(path).relative_to(self._root)
            there.parent.mkdir(parents=True, exist_ok=True)
            there.write_bytes(file.after_a_cut(dice))

    def _sync(self, path: str) -> None:
        if path in self._names:
            self._names[path].sync()
        concerned = [n for n, asked in enumerate(self._renamings) if path in _touched(asked)]
        if concerned:
            for asked in self._renamings[: concerned[-1] + 1]:
                self._move(self._durable_names, asked)
            del self._renamings[: concerned[-1] + 1]

    def _move(self, names: dict[str, _File], asked: Asked) -> None:
        if asked.call == Call.CREATE:
            names[asked.path] = self._made[id(asked)]
        elif asked.call == Call.RENAME and asked.path in names:
            names[asked.data.decode()] = names.pop(asked.path)
        elif asked.call == Call.UNLINK:
            names.pop(asked.path, None)


def _touched(asked: Asked) -> Iterator[str]:
    """The paths whose syncing makes a change of names durable: the file's own, and its folder's."""
    for path in (asked.path, asked.data.decode() if asked.call == Call.RENAME else ""):
        if path:
            yield path
            yield path.rpartition("/")[0]
