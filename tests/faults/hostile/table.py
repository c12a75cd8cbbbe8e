"""The table of kinds: each is one file that a reader must take right, or refuse in one plain sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Make = Callable[[Path], Path]
"""Makes the file in an empty folder and says where it is."""


@dataclass(frozen=True, slots=True)
class Kind:
    """``gives`` is all that the reader makes of it; ``refused`` a part of the sentence that refuses it.

    One that ``takes_long`` is left out of a sample.
    """

    reader: str
    name: str
    make: Make
    gives: tuple[str, ...] = ()
    refused: str = ""
    takes_long: bool = False

    @property
    def key(self) -> str:
        return f"{self.reader}: {self.name}"


KINDS: dict[str, Kind] = {}


def kind(
    reader: str, name: str, *gives: str, refused: str = "", takes_long: bool = False
) -> Callable[[Make], Make]:
    """Put the kind that the function below makes into the table."""

    def keep(make: Make) -> Make:
        made = Kind(reader, name, make, gives, refused, takes_long)
        assert made.key not in KINDS, made.key
        KINDS[made.key] = made
        return make

    return keep


def written(folder: Path, name: str, content: bytes | str) -> Path:
    """A file of that content."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path
