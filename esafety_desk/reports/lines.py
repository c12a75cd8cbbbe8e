"""Words broken into lines that fit. Pure: whoever draws says how wide a text is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

Measure = Callable[[str], float]

_BREAKS = re.compile(r"[ \t\r\n]+")
_ELLIPSIS = "…"


def wrapped(text: str, width: float, measure: Measure) -> tuple[str, ...]:
    """``text`` in lines no wider than ``width``; a word that is too long on its own is broken where it must be."""
    lines: list[str] = []
    line, used, space = "", 0.0, measure(" ")
    for word in _pieces(text, width, measure):
        long = measure(word)
        if line and used + space + long > width:
            lines.append(line)
            line, used = "", 0.0
        line, used = (f"{line} {word}", used + space + long) if line else (word, long)
    return (*lines, line) if line else tuple(lines)


def fitted(text: str, width: float, measure: Measure) -> str:
    """``text`` in one line, cut with an ellipsis where it would be wider than ``width``."""
    if measure(text) <= width:
        return text
    kept = text
    while kept and measure(kept + _ELLIPSIS) > width:
        kept = kept[:-1].rstrip()
    return kept + _ELLIPSIS


def _pieces(text: str, width: float, measure: Measure) -> Iterator[str]:
    for word in _BREAKS.split(text.strip()):
        if not word:
            continue
        if measure(word) <= width:
            yield word
        else:
            yield from _broken(word, width, measure)


def _broken(word: str, width: float, measure: Measure) -> Iterator[str]:
    piece = ""
    for letter in word:
        if piece and measure(piece + letter) > width:
            yield piece
            piece = ""
        piece += letter
    if piece:
        yield piece
