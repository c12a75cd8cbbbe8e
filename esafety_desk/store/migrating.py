"""Bring a desk's tables up to this program's shape, with a copy of the desk kept before each upgrade."""

from __future__ import annotations

import shutil
from pathlib import Path

import sqlalchemy as sa

from esafety_desk.host.errors import CannotWrite, DamagedDatabase, NewerDesk
from esafety_desk.store.engine import fold_log
from esafety_desk.store.migrations import HEAD

_HERE = Path(__file__).parent / "migrations"


def revision(connection: sa.Connection) -> str | None:
    """The revision the tables stand at; None in a database that holds nothing yet."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found: str = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
    return found


def upgrade(engine: sa.Engine, backups: Path | None = None) -> bool:
    """Run the steps that are missing; says whether there were any.

    Copies the database into ``backups`` first, where one is given.

    Raises NewerDesk where the tables are ahead of this program, DamagedDatabase where a desk that should
    have tables has none: none are put in their place.
    """
    with engine.connect() as connection:
        standing = revision(connection)
    if standing == HEAD:
        return False
    if standing is None and backups is not None:
        raise DamagedDatabase
    if standing is not None and standing not in known_revisions():
        raise NewerDesk
    if backups is not None and standing is not None:
        _copy_aside(engine, backups, standing)
    run(engine, HEAD)
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


def _copy_aside(engine: sa.Engine, backups: Path, standing: str) -> None:
    with engine.connect() as connection:
        file = Path(connection.exec_driver_sql("PRAGMA database_list").one()[2])
        connection.rollback()
        fold_log(connection)
    try:
        backups.mkdir(exist_ok=True)
        shutil.copyfile(file, backups / f"before-upgrade-from-{standing}.db")
    except OSError as error:
        raise CannotWrite from error
