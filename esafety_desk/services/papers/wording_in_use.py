"""The wording a paper is printed in: the school's own where it has one, else what ships with the program."""

from __future__ import annotations

from functools import cache

from esafety_desk.host.resources import resource
from esafety_desk.store import letters
from esafety_desk.store.engine import Connection


def text_of(connection: Connection, name: str) -> str:
    """The wording in use."""
    return letters.read(connection).get(name) or shipped(name)


@cache
def shipped(name: str) -> str:
    """The wording that ships with the program."""
    return resource(f"letters/{name}.txt").read_text(encoding="utf-8")
