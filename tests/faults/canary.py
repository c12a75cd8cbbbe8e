"""A word that stands in every field of every record, so that wherever it comes out is a leak."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from esafety_desk.records.base import Part, Record
from esafety_desk.records.facts import Kind, facts

CANARY = "Quetzalcanary"


def in_every_field(record: Record | Part) -> Record | Part:
    """``record`` with the canary wherever a person types, in its parts too."""
    changes = {}
    for fact in facts(type(record)).values():
        value = getattr(record, fact.name)
        if fact.kind in (Kind.TEXT, Kind.LONG_TEXT):
            changes[fact.name] = CANARY
        elif fact.kind is Kind.PARTS:
            changes[fact.name] = tuple(in_every_field(part) for part in value)
    return record.model_copy(update=changes)


def spellings() -> tuple[bytes, ...]:
    """How the canary may stand in a file: as typed, folded for search, and as wide letters."""
    return CANARY.encode(), CANARY.lower().encode(), CANARY.encode("utf-16-le")


def stands_in(content: bytes) -> bool:
    """Whether any spelling of it is there."""
    return any(spelling in content for spelling in spellings())


def files_with_it(folders: Iterable[Path]) -> Iterator[Path]:
    """The files under ``folders`` in which it stands."""
    for folder in folders:
        for file in sorted(folder.rglob("*")):
            if file.is_file() and stands_in(file.read_bytes()):
                yield file
