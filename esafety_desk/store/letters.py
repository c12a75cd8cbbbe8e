"""The school's own wording of its papers; those it never changed are not kept here."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from esafety_desk.store.tables import LETTER


def read(connection: sa.Connection) -> dict[str, str]:
    """The wordings the school has changed, by the name of their paper."""
    return {row.name: row.text for row in connection.execute(sa.select(LETTER).order_by(LETTER.c.name))}


def keep(connection: sa.Connection, name: str, text: str) -> None:
    """Keep ``text`` as the school's wording of one paper."""
    written = insert(LETTER).values(name=name, text=text)
    connection.execute(written.on_conflict_do_update(index_elements=["name"], set_={"text": text}))


def drop(connection: sa.Connection, name: str) -> None:
    """Go back to the wording that comes with the program."""
    connection.execute(sa.delete(LETTER).where(LETTER.c.name == name))
