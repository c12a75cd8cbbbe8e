"""Damage done to a desk that lies closed, one act at a time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

PAGE = 4096
DATABASE, HEADER = "desk.db", "desk.keys"
Damage = Callable[[Path, Path, Random], str]
"""Takes the desk, an earlier state of it, and dice; does one thing and says what."""


def flip_a_bit(folder: Path, earlier: Path, dice: Random) -> str:
    file = folder / dice.choice((DATABASE, DATABASE, DATABASE, HEADER))
    content = bytearray(file.read_bytes())
    at = dice.randrange(len(content))
    content[at] ^= 1 << dice.randrange(8)
    file.write_bytes(content)
    return f"a bit of {file.name} flipped at {at}"


def cut_short(folder: Path, earlier: Path, dice: Random) -> str:
    file = folder / dice.choice((DATABASE, DATABASE, HEADER))
    length = dice.randrange(file.stat().st_size)
    if dice.random() < 0.5:
        length -= length % PAGE
    with file.open("rb+") as stream:
        stream.truncate(length)
    return f"{file.name} cut to {length}"


def swap_pages(folder: Path, earlier: Path, dice: Random) -> str:
    file = folder / DATABASE
    pages = _pages(file)
    one, other = dice.sample(range(len(pages)), 2)
    pages[one], pages[other] = pages[other], pages[one]
    file.write_bytes(b"".join(pages))
    return f"pages {one + 1} and {other + 1} swapped"


def blank_a_page(folder: Path, earlier: Path, dice: Random) -> str:
    file = folder / DATABASE
    pages = _pages(file)
    page = dice.randrange(len(pages))
    pages[page] = bytes(PAGE)
    file.write_bytes(b"".join(pages))
    return f"page {page + 1} blanked"


def put_an_old_page_back(folder: Path, earlier: Path, dice: Random) -> str:
    file = folder / DATABASE
    pages, old = _pages(file), _pages(earlier / DATABASE)
    page = dice.choice([n for n, (a, b) in enumerate(zip(pages, old, strict=False)) if a != b])
    pages[page] = old[page]
    file.write_bytes(b"".join(pages))
    return f"page {page + 1} as it was before"


KINDS: tuple[Damage, ...] = (flip_a_bit, cut_short, swap_pages, blank_a_page, put_an_old_page_back)


def _pages(file: Path) -> list[bytes]:
    content = file.read_bytes()
    return [content[at : at + PAGE] for at in range(0, len(content), PAGE)]
