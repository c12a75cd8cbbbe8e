"""Taking the whole desk out into an open folder, so that a school is never held captive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from esafety_desk import __version__
from esafety_desk.exchange import open_folder
from esafety_desk.host.resources import resource
from esafety_desk.records.attachment import Attachment, MediaType
from esafety_desk.records.registers import ATTACHMENTS, REGISTERS, Register
from esafety_desk.services.keeping import Work
from esafety_desk.store import attachments, audit, moving
from esafety_desk.store.engine import Connection
from esafety_desk.store.moving import Entry

_SAID_OF_A_FIELD = frozenset(
    {
        "$ref", "additionalProperties", "anyOf", "const", "default", "description", "enum", "format", "items",
        "maxItems", "maxLength", "maximum", "minItems", "minLength", "minimum", "pattern", "properties",
        "required", "title", "type", "$defs",
    }
)  # fmt: skip
"""What JSON Schema knows; the marks by which this program draws forms and lists stay out."""

_ENDINGS = {MediaType.PNG: "png", MediaType.JPEG: "jpg", MediaType.PDF: "pdf", MediaType.TEXT: "txt"}


@dataclass(frozen=True, slots=True)
class MovedOut:
    """How many records of each register lie in the folder now, and the digest over all of it."""

    counts: dict[str, int]
    digest: str


def take_out(work: Work, target: Path, *, purpose: str = "", to_whom: str = "") -> MovedOut:
    """Write everything the desk keeps into ``target``, and audit that it left. Raises BadUsage or CannotWrite.

    The content of sealed files stays behind: nobody may export it.
    """
    with work.desk.writing(work.actor, work.now) as unit, open_folder.writing(target) as folder:
        connection = unit.connection
        counts = {name: _register_out(folder, connection, each) for name, each in REGISTERS.items()}
        for name in moving.BESIDE:
            folder.lines(f"{open_folder.BESIDE}/{name}.jsonl", moving.beside(connection, name))
        folder.lines(open_folder.AUDIT, (_plain_line(line) for line in audit.lines(connection)))
        folder.text(open_folder.EXPLAINED, resource("open-folder.md").read_text(encoding="utf-8"))
        digest = folder.digest()
        said = {
            "format": open_folder.FORMAT,
            "program": __version__,
            "taken_out": work.now.isoformat(),
            "leader": moving.leader(connection),
            "counts": counts,
            "digest": digest,
        }
        folder.page(open_folder.ABOUT, said)
        unit.witness("taken out whole", fields=[part for part in (purpose, to_whom) if part])
    return MovedOut(counts, digest)


def _register_out(folder: open_folder.Writing, connection: Connection, register: Register) -> int:
    where = f"{open_folder.REGISTERS}/{register.name}"
    folder.page(f"{where}.schema.json", schema(register))
    if register is ATTACHMENTS:
        for record, _ in moving.entries(connection, register):
            if isinstance(record, Attachment) and not record.is_sealed:
                content = attachments.read(connection, record.id or 0)
                if content is not None:
                    folder.file(file_name(record), content)
    return folder.lines(f"{where}.jsonl", _lines(connection, register))


def _lines(connection: Connection, register: Register) -> Iterator[dict[str, Any]]:
    for record, entry in moving.entries(connection, register):
        yield {**record.model_dump(mode="json"), "kept": _plain_entry(entry)}


def schema(register: Register) -> dict[str, Any]:
    """The JSON Schema of one line of ``register``."""
    whole = _said(register.record.model_json_schema())
    entry = {
        "type": "object",
        "description": "When it was entered and changed, why it was withdrawn, and what the audit holds it by.",
        "properties": {
            name: {"type": ["string", "null"]}
            for name in ("entered_at", "changed_at", "withdrawn", "salt", "digest")
        },
    }
    whole["properties"]["kept"] = entry
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **whole}


def _said(node: Any, *, is_names: bool = False) -> Any:
    """``node`` of a schema without this program's own marks; under properties every name stays."""
    if isinstance(node, list):
        return [_said(each) for each in node]
    if not isinstance(node, dict):
        return node
    return {
        name: _said(value, is_names=name in ("properties", "$defs") and not is_names)
        for name, value in node.items()
        if is_names or (name in _SAID_OF_A_FIELD and value != "")
    }


def file_name(record: Attachment) -> str:
    """How an attachment's file is called in the folder: never by what somebody typed."""
    return f"{record.reference}.{_ENDINGS[record.media_type]}"


def _plain_entry(entry: Entry) -> dict[str, Any]:
    return {
        "entered_at": entry.entered_at.isoformat(),
        "changed_at": entry.changed_at.isoformat(),
        "withdrawn": entry.withdrawn,
        "salt": entry.salt.hex(),
        "digest": entry.digest.hex(),
    }


def _plain_line(line: audit.Line) -> dict[str, Any]:
    return {
        "sequence": line.sequence,
        "at": line.at.isoformat(),
        "actor": line.actor,
        "verb": line.verb,
        "reference": line.reference,
        "fields": line.fields,
        "digest": line.digest.hex(),
    }
