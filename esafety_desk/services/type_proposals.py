"""Types of incident proposed from the words of an account: never set by themselves, always for a person to confirm."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from esafety_desk.host.resources import resource
from esafety_desk.records.names import folded


@dataclass(frozen=True, slots=True)
class Proposal:
    """An incident type, and the words of the account that speak for it."""

    kind: str
    because: tuple[str, ...]


def proposed(text: str) -> tuple[Proposal, ...]:
    """The types whose words stand in ``text``, those with most words first, otherwise the first to be met."""
    said = folded(text)
    found: list[tuple[int, int, Proposal]] = []
    for kind, pattern in _patterns().items():
        hits = list(pattern.finditer(said))
        if hits:
            words = tuple(dict.fromkeys(hit[0] for hit in hits))
            found.append((-len(words), hits[0].start(), Proposal(kind, words)))
    return tuple(proposal for _, _, proposal in sorted(found, key=lambda each: each[:2]))


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    known = json.loads(resource("type-words.json").read_text(encoding="utf-8"))
    return {
        kind: re.compile("|".join(rf"\b{re.escape(folded(word))}\w{{0,3}}" for word in words))
        for kind, words in known.items()
    }
