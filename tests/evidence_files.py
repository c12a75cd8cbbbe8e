"""Small files as a person would attach them, each true to its kind, and an incident to attach them to."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

from esafety_desk.records.incident import Incident
from esafety_desk.services import keeping
from esafety_desk.services.keeping import Work
from tests.conftest import TODAY

CANARY = b"Quetzalcanary was told to leave the group"
IMAGE_TYPE = "conduct.nude-or-semi-nude-sharing"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01" + b"\x00" * 7 + b"\xff\xd9"


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 2, 8, 0, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\x00\x00\xff\x00\xff\x00"))
    + _chunk(b"IEND", b"")
)
"""A picture of four dots."""


def written(folder: Path, name: str, content: bytes) -> Path:
    """A file of this name and content."""
    path = folder / name
    path.write_bytes(content)
    return path


def incident(**values: object) -> Incident:
    kept = {
        "kind": "conduct.online-bullying",
        "summary": "Unkind messages in a class chat",
        "whereabouts": "in-school",
        "reported_on": TODAY,
    }
    return Incident.model_validate({**kept, **values})


def become_image(work: Work, record: Incident) -> Incident:
    return keeping.save(work, record.changed(kind=IMAGE_TYPE)).record
