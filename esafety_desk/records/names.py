"""Names of people and of every other word, made comparable: accents, case and apostrophes folded away."""

from __future__ import annotations

import unicodedata

# Letters that Unicode does not decompose into a base letter and a mark.
_STANDALONE = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe",
        "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n", "ĸ": "k", "’": "'", "‘": "'", "ʼ": "'", "`": "'",
    }
)  # fmt: skip


def folded(text: str) -> str:
    """``text`` in lower case without accents, so that "Zając" and "zajac" are the same word."""
    if text.isascii():  # most of what a school writes, and ten times quicker
        return text.lower().translate(_STANDALONE)
    # Compatibility letters show their capitals only once decomposed, hence the second round.
    lowered = unicodedata.normalize("NFKD", text.casefold()).casefold()
    decomposed = unicodedata.normalize("NFKD", lowered)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return bare.translate(_STANDALONE)


def tidy(text: str) -> str:
    """``text`` in NFC with outer and doubled blanks gone and no control characters."""
    if text.isascii() and text.isprintable():  # most of what a school writes, and ten times quicker
        return " ".join(text.split())
    composed = unicodedata.normalize("NFC", text)
    printable = "".join(" " if unicodedata.category(c) in ("Cc", "Zs") else c for c in composed)
    return " ".join(printable.split())
