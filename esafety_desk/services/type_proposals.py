"""Types of incident proposed from the words of an account: never set by themselves, always for a person to confirm."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from esafety_desk.host.resources import resource
from esafety_desk.records.names import folded

_WORD = re.compile(r"\w[\w-]*")
_KEY = 2


@dataclass(frozen=True, slots=True)
class Proposal:
    """An incident type, and the words of the account that speak for it."""

    kind: str
    because: tuple[str, ...]


def proposed(text: str) -> tuple[Proposal, ...]:
    """The types whose words stand in ``text``, those with most words first, otherwise the first to be met."""
    said = folded(text)
    met: dict[str, dict[str, int]] = {}
    for word in _WORD.finditer(said):
        for phrase, kind in _phrases().get(word[0][:_KEY], ()):
            if hit := phrase.match(said, word.start()):
                met.setdefault(kind, {}).setdefault(hit[0], word.start())
    in_order = sorted(met.items(), key=lambda each: (-len(each[1]), min(each[1].values())))
    return tuple(Proposal(kind, tuple(words)) for kind, words in in_order)


@cache
def _phrases() -> Mapping[str, tuple[tuple[re.Pattern[str], str], ...]]:
    """Every phrase that speaks for a type, by the first letters it begins with; endings may follow it."""
    known = json.loads(resource("type-words.json").read_text(encoding="utf-8"))
    found: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    for kind, phrases in known.items():
        for phrase in map(folded, phrases):
            pattern = re.compile(rf"{re.escape(phrase)}\w{{0,3}}\b")
            found.setdefault(phrase[:_KEY], []).append((pattern, kind))
    return {key: tuple(each) for key, each in found.items()}
