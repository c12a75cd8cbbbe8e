"""What a verb says: lines for people, JSON for machines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any


def say(*lines: str) -> None:
    """Lines for a person."""
    sys.stdout.writelines(f"{line}\n" for line in lines)


def say_json(value: Any) -> None:
    """A result for a machine; dates as 2026-09-01."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1, default=str)
    sys.stdout.write("\n")


def say_parts(parts: Iterable[str]) -> None:
    """A result for a machine that comes in parts, because it is long."""
    sys.stdout.writelines(parts)


def in_columns(values: Iterable[Any]) -> str:
    """One row, its values parted by tabs, each on one line."""
    return "\t".join(_shown(value) for value in values)


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_shown(item) for item in value)
    if isinstance(value, dict):
        return " ".join(_shown(item) for item in value.values())
    return "" if value is None else " ".join(str(value).split())
