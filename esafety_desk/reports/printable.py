"""Which texts the paper's font can print, and the small changes that let it print more."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from operator import is_
from typing import Any, TypeVar

from esafety_desk.reports import fonts
from esafety_desk.reports.errors import Unprintable

_Value = TypeVar("_Value")
_LINE_ENDS = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n"})
_ALIKE = str.maketrans(
    {"\t": " ", "\u2010": "-", "\u2011": "-", "\u202f": "\u00a0", "\u2007": "\u00a0", "\u3000": " "}
)
_UNSEEN = ("Cc", "Cf", "Zl", "Zp")


def checked(value: _Value) -> _Value:
    """A text, or anything frozen that holds texts, ready to be printed.

    Raises Unprintable where a text holds a character that the paper's font lacks.
    """
    clean = prepared(value)
    missing = missing_from(clean)
    if missing:
        raise Unprintable(missing)
    return clean


def prepared(value: _Value) -> _Value:
    """The same with accents composed, and spaces and hyphens in a form the font has; newlines stay."""
    changed: _Value = _prepared(value)
    return changed


def unprintable(value: object) -> tuple[str, ...]:
    """The characters that the paper's fonts lack, in a text, a record or a paper: each once, by code point.

    Offered before printing, so that each can be written otherwise: a paper never drops one in silence.
    """
    return missing_from(prepared(value))


def missing_from(value: object) -> tuple[str, ...]:
    """The same of what has been prepared."""
    used = set().union(*_texts(value))
    covered = fonts.covered()
    return tuple(sorted(letter for letter in used if letter != "\n" and ord(letter) not in covered))


def _prepared(value: Any) -> Any:
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return _plain(value)
    if isinstance(value, tuple):
        made = [_prepared(each) for each in value]
        return value if all(map(is_, made, value)) else tuple(made)
    if is_dataclass(value) and not isinstance(value, type):
        before = {one.name: getattr(value, one.name) for one in fields(value)}
        changed = {name: clean for name, each in before.items() if (clean := _prepared(each)) is not each}
        return replace(value, **changed) if changed else value
    return value


def _plain(text: str) -> str:
    """Composed, with unseen marks (a byte order mark, a joiner, a soft hyphen) left out."""
    if text.isascii() and text.isprintable():
        return text
    alike = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    alike = alike.translate(_LINE_ENDS).translate(_ALIKE)
    clean = "".join(
        letter for letter in alike if letter == "\n" or unicodedata.category(letter) not in _UNSEEN
    )
    return text if clean == text else clean


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from _texts(getattr(value, one.name))
