"""Names as logs hold them, several in a cell, taken apart: "Amelia Jones; Sofia Wang & Oscar"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from esafety_desk.exchange.log_words import is_nothing
from esafety_desk.records.names import folded, tidy

_HARD = re.compile(r"[;\n|+•]| [-–] (?=[A-ZÀ-Ž])")
_SOFT = re.compile(r"&|/|\band\b|\bwith\b", re.IGNORECASE)
_ASIDE = re.compile(r"\s*[(\[].*?[)\]]\s*")
_LABEL = re.compile(
    r"^(?:victim|target|instigator|perpetrator|witness|pupils?|child(?:ren)?|staff|names?)\s*[:–-]\s*",
    re.IGNORECASE,
)
_TITLE = re.compile(r"^(mr|mrs|ms|miss|mx|dr|rev|sir|prof)\b\.?\s*", re.IGNORECASE)
_TAIL = re.compile(r"[\s,]+(?:y|yr|year)\s?[0-9]{1,2}\w?$|[\s,]+[0-9]{1,2}[a-z]{0,2}$", re.IGNORECASE)
_NOT_A_NAME = frozenset(
    {
        "parent", "parents", "child", "children", "pupil", "pupils", "staff", "teacher", "class", "whole",
        "others", "several", "group", "school", "all", "anonymous", "unknown", "mum", "dad", "ta", "year",
        "member", "carer", "family", "boys", "girls", "dsl", "head", "office", "technician", "everyone", "team",
        "governor", "governors"
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """One person as written. ``title`` for "Mrs Dunn"; ``given`` is empty where only a surname is known."""

    written: str
    given: str
    family: str
    title: str = ""

    @property
    def is_a_name(self) -> bool:
        """Words that name somebody, rather than "parent" or "whole class"."""
        return _is_a_name(self.written)


@lru_cache(maxsize=8192)
def _is_a_name(written: str) -> bool:
    words = re.findall(r"[^\W\d_]+", folded(written))
    return bool(words) and _NOT_A_NAME.isdisjoint(words)


@lru_cache(maxsize=2048)
def names_in(text: str) -> tuple[Named, ...]:
    """Everybody a cell names, in order and each once; words for nobody name none."""
    found: dict[str, Named] = {}
    for part in _parted(text):
        if not is_nothing(part):
            named = _named(part)
            if named.written:
                found.setdefault(folded(named.written), named)
    return tuple(found.values())


def _parted(text: str) -> list[str]:
    hard = [part for part in _HARD.split(text) if part.strip()]
    is_list = len(hard) > 1
    parts: list[str] = []
    for part in hard:
        for piece in _SOFT.split(part):
            parts += [piece] if is_list and _is_reversed(piece) else _by_commas(piece)
    return [tidy(part) for part in parts if part.strip()]


def _by_commas(text: str) -> list[str]:
    pieces = [piece for piece in text.split(",") if piece.strip()]
    return [text] if _is_reversed(text) else pieces


def _is_reversed(text: str) -> bool:
    """ "Jones, Amelia": one comma, and not a whole name on each side of it."""
    pieces = [piece.split() for piece in text.split(",")]
    return (
        len(pieces) == 2
        and len(pieces[0]) == 1
        and len(pieces[1]) in (1, 2)
        and not _TITLE.match(text.split(",")[1].strip())
    )


@lru_cache(maxsize=8192)
def _named(part: str) -> Named:
    written = tidy(_LABEL.sub("", part))
    bare = _TAIL.sub("", tidy(_ASIDE.sub(" ", written)))
    family, comma, given = bare.partition(",")
    if comma:
        return Named(written, tidy(given), tidy(family))
    title = _TITLE.match(bare)
    words = tidy(bare[title.end() :] if title else bare).split()
    if title:
        return Named(written, " ".join(words[:-1]), words[-1] if words else "", title[1].capitalize())
    return Named(written, words[0] if words else "", " ".join(words[1:]))
