"""Whether the pages of the database hold together: what SQLCipher and SQLite say, and what they leave unsaid."""

from __future__ import annotations

from string import Template

import sqlalchemy as sa

from esafety_desk.host.errors import DamagedDatabase, KnownError

_PRAGMAS = ("cipher_integrity_check", "integrity_check", "foreign_key_check")
_PARTIAL = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'index' AND sql LIKE '% WHERE %'"

_STRAYS = Template(
    "SELECT count(*) FROM (SELECT rowid FROM $table INDEXED BY $index WHERE $which "
    "EXCEPT SELECT rowid FROM $table NOT INDEXED WHERE $which)"
)


def problems(connection: sa.Connection) -> list[str]:
    """What is wrong, a line each; empty where all is sound. Raises DamagedDatabase where it cannot even be asked."""
    try:
        found = [line for pragma in _PRAGMAS for line in _said_by(connection, pragma)]
        return found + _partial_indexes_out_of_step(connection)
    except (sa.exc.DatabaseError, KnownError) as error:
        raise DamagedDatabase from error


def _said_by(connection: sa.Connection, pragma: str) -> list[str]:
    said = connection.exec_driver_sql(f"PRAGMA {pragma}").all()
    return [f"{pragma}: {row[0]}" for row in said if row[0] != "ok"]


def _partial_indexes_out_of_step(connection: sa.Connection) -> list[str]:
    """Indexes over some rows that hold others: SQLite's own check counts the entries of whole indexes only."""
    found = []
    for name, table, sql in connection.exec_driver_sql(_PARTIAL).all():
        asked = _STRAYS.substitute(index=name, table=table, which=sql.rpartition(" WHERE ")[2])
        strays = connection.exec_driver_sql(asked).scalar()
        if strays:
            found.append(f"{name}: {strays} entries without a row")
    return found
