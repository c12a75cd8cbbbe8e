"""Known errors of printing."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from esafety_desk.host.errors import KnownError

_NAMED_AT_MOST = 8


class Unprintable(KnownError):
    """A text holds characters that the paper's font lacks. ``characters`` are those, each once."""

    def __init__(self, characters: Sequence[str]) -> None:
        named = ", ".join(f"{_seen(one)} (U+{ord(one):04X})" for one in characters[:_NAMED_AT_MOST])
        more = " and others" if len(characters) > _NAMED_AT_MOST else ""
        super().__init__(
            f"This cannot be printed: the font lacks {named}{more}. Write these in Latin letters and try again."
        )
        self.characters = tuple(characters)


def _seen(character: str) -> str:
    """The character so that it can be seen: an accent stands upon a circle."""
    return f"\u25cc{character}" if unicodedata.category(character).startswith("M") else character
