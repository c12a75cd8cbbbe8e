"""CSV files with a descriptor that says what every column holds. Source: Data Package 2.0, datapackage.org."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from esafety_desk.exchange.comma_text import neutral
from esafety_desk.exchange.folders import filled_aside

DESCRIPTOR = "datapackage.json"
_PROFILE = "https://datapackage.org/profiles/2.0/{}.json"


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its name, its type in the words of Table Schema, and what it holds."""

    name: str
    type: str
    description: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class Resource:
    """One file of a package. ``key`` names the columns by which a row is known.

    ``belongs_to`` names a resource whose key the first column holds.
    """

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    rows: Sequence[Sequence[object]]
    key: tuple[str, ...]
    belongs_to: str = ""


@dataclass(frozen=True, slots=True)
class Package:
    """What is handed over together. ``created`` is a day: the hour tells nobody anything."""

    name: str
    title: str
    description: str
    created: date
    resources: tuple[Resource, ...]


def write(package: Package, target: Path) -> None:
    """Write ``package`` into a new or empty folder, whole or not at all. Raises BadUsage or CannotWrite."""
    with filled_aside(target) as folder:
        described = []
        for resource in package.resources:
            content = _content(resource)
            (folder / _path(resource)).write_bytes(content)
            described.append(_described(resource, content))
        whole = {
            "$schema": _PROFILE.format("datapackage"),
            "name": package.name,
            "title": package.title,
            "description": package.description,
            "created": f"{package.created.isoformat()}T00:00:00Z",
            "resources": described,
        }
        text = json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
        (folder / DESCRIPTOR).write_text(text, encoding="utf-8", newline="\n")


def _path(resource: Resource) -> str:
    return f"{resource.name}.csv"


def _content(resource: Resource) -> bytes:
    """The rows as CSV in UTF-8; nothing in them is taken for a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(field.name for field in resource.fields)
    writer.writerows([neutral(cell) for cell in row] for row in resource.rows)
    return text.getvalue().encode("utf-8")


def _described(resource: Resource, content: bytes) -> dict[str, Any]:
    return {
        "$schema": _PROFILE.format("dataresource"),
        "name": resource.name,
        "type": "table",
        "path": _path(resource),
        "title": resource.title,
        "description": resource.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": _schema(resource),
    }


def _schema(resource: Resource) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "$schema": _PROFILE.format("tableschema"),
        "fields": [_column(field) for field in resource.fields],
        "primaryKey": list(resource.key),
    }
    if resource.belongs_to:
        first = resource.fields[0].name
        beside = {"resource": resource.belongs_to, "fields": [first]}
        schema["foreignKeys"] = [{"fields": [first], "reference": beside}]
    return schema


def _column(field: Field) -> dict[str, Any]:
    column: dict[str, Any] = {"name": field.name, "type": field.type, "description": field.description}
    return column | {"constraints": {"required": True}} if field.required else column
