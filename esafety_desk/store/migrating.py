"""Bring a desk's tables up to this program's shape. A desk in use is upgraded as a copy: see ``generations``."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from esafety_desk.host.errors import DamagedDatabase, NewerDesk
from esafety_desk.store.migrations import HEAD

_HERE = Path(__file__).parent / "migrations"


def revision(connection: sa.Connection) -> str | None:
    """The revision the tables stand at; None in a database that holds nothing yet."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found: str = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
    return found


def standing(engine: sa.Engine) -> str | None:
    """As ``revision``, on a connection of its own."""
    with engine.connect() as connection:
        return revision(connection)


def is_behind(standing: str | None) -> bool:
    """Whether steps are missing from a desk whose tables stand at ``standing``.

    Raises NewerDesk where the tables are ahead of this program, DamagedDatabase where there are none: none are
    put in their place.
    """
    if standing == HEAD:
        return False
    if standing is None:
        raise DamagedDatabase
    if standing not in known_revisions():
        raise NewerDesk
    return True


def run(engine: sa.Engine, target: str, *, down: bool = False) -> None:
    """Step up (or down) to ``target`` in one transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_HERE))
    with engine.connect() as connection:
        connection.info["begin"] = "BEGIN IMMEDIATE"
        with connection.begin():
            config.attributes["connection"] = connection
            (command.downgrade if down else command.upgrade)(config, target)


def known_revisions() -> frozenset[str]:
    """Every revision this program has a step for."""
    return frozenset(file.stem.split("_")[0].lstrip("r") for file in (_HERE / "versions").glob("r*.py"))
