"""Which texts of a report the paper's font can print, and the small changes that let it print more."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from esafety_desk.policy.figures import GovernorReport
from esafety_desk.reports import fonts

_ALIKE = str.maketrans({"\t": " ", "\n": " ", "\r": " ", "\u2010": "-", "\u2011": "-", "\u202f": "\u00a0"})


def prepared(report: GovernorReport) -> GovernorReport:
    """The report with accents composed, and spaces and hyphens in a form the font has."""
    changed: GovernorReport = _prepared(report)
    return changed


def unprintable(report: GovernorReport) -> tuple[str, ...]:
    """The characters in the report that the paper's fonts lack, each once, in order of code point."""
    return missing_from(prepared(report))


def missing_from(report: GovernorReport) -> tuple[str, ...]:
    """The same of a report that has been prepared."""
    used = set().union(*_texts(report))
    covered = fonts.covered()
    return tuple(sorted(letter for letter in used if ord(letter) not in covered))


def _prepared(value: Any) -> Any:
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return _plain(value)
    if isinstance(value, tuple):
        return tuple(_prepared(each) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: _prepared(getattr(value, one.name)) for one in fields(value)})
    return value


def _plain(text: str) -> str:
    """Composed, with unseen marks (a byte order mark, a joiner, a soft hyphen) left out."""
    if text.isascii() and text.isprintable():
        return text
    alike = unicodedata.normalize("NFC", text).translate(_ALIKE)
    return "".join(letter for letter in alike if unicodedata.category(letter) not in ("Cc", "Cf"))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from _texts(getattr(value, one.name))
