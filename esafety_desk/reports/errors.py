"""Known errors of printing."""

from __future__ import annotations

from collections.abc import Sequence

from esafety_desk.host.errors import KnownError

_NAMED_AT_MOST = 8


class Unprintable(KnownError):
    """A text holds characters that the paper's font lacks. ``characters`` are those, each once."""

    def __init__(self, characters: Sequence[str]) -> None:
        named = ", ".join(f"{one} (U+{ord(one):04X})" for one in characters[:_NAMED_AT_MOST])
        more = " and others" if len(characters) > _NAMED_AT_MOST else ""
        super().__init__(
            f"The report cannot be printed: the font lacks {named}{more}. Write these in Latin letters and try again."
        )
        self.characters = tuple(characters)
