"""What the program knows of English when it looks for names."""

from __future__ import annotations

import json
from functools import cache

from esafety_desk.host.resources import resource
from esafety_desk.policy.known_names import NameWords


@cache
def name_words() -> NameWords:
    """Ordinary words that are names as well, and the usual short forms of names."""
    kept = json.loads(resource("names.json").read_text(encoding="utf-8"))
    return NameWords(frozenset(kept["ordinary"]), kept["short"])
