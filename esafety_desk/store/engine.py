"""The one connection to the encrypted database, and the world's failures put into plain sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2 as sqlcipher

from esafety_desk.host.errors import (
    CannotRead,
    CannotWrite,
    DamagedDatabase,
    DeskInUse,
    KnownError,
    MissingDatabase,
    Stopped,
)
from esafety_desk.store.file_name import FILE_NAME as FILE_NAME

Connection = sa.Connection
"""What reading a desk hands out, so that services need not know whose it is."""
Engine = sa.Engine
"""What opening a database hands out, likewise."""

_BUSY_MILLISECONDS = 5_000
_CACHE_KIB = 32_000
_DAMAGE = (
    "malformed",
    "corruption",
    "vtable constructor failed",
    "not a database",
    "file is encrypted",
    "hmac",
)
_STEPS_BETWEEN = 20_000
"""Steps of SQLite's machine between two questions whether a long reading is still wanted."""
_CHUNK = 1 << 20
_OPENER = "opener"
_STILL = "mode=ro&immutable=1"
_FOR_READING = ("temp_store = MEMORY", "trusted_schema = OFF", f"cache_size = -{4 * _CACHE_KIB}")
_PRAGMAS = (
    f"busy_timeout = {_BUSY_MILLISECONDS}",
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",
    "trusted_schema = OFF",
    "temp_store = MEMORY",
    f"cache_size = -{_CACHE_KIB}",
)


def open_engine(file: Path, data_key: bytes, *, create: bool = False) -> sa.Engine:
    """An engine over ``file``, unlocked with the raw 32-byte ``data_key``.

    Raises MissingDatabase where the file is absent or empty (unless ``create``), DamagedDatabase, DeskInUse, and
    CannotRead where the disk fails: a file is called damaged only when it can be read and a fresh connection
    says so too.
    """
    if not create and not (file.is_file() and file.stat().st_size > 0):
        raise MissingDatabase
    try:
        return _opened(file, data_key, create=create)
    except DamagedDatabase:
        check_readable(file)
        return _opened(file, data_key, create=create)


def check_readable(file: Path) -> None:
    """Read the file, and its log where it has one, from end to end. Raises CannotRead."""
    try:
        for one in (file, file.with_name(f"{file.name}-wal")):
            if one.exists():
                with one.open("rb", buffering=0) as stream:
                    while stream.read(_CHUNK):
                        pass
    except OSError as error:
        raise CannotRead from error


def _opened(file: Path, data_key: bytes, *, create: bool) -> sa.Engine:
    mode = "rwc" if create else "rw"

    def connect(other: Path = file, how: str = f"mode={mode}", settings: Sequence[str] = _PRAGMAS) -> Any:
        return _connection(other, data_key, how, settings)

    return _engine_by(connect)


def _connection(file: Path, data_key: bytes, how: str, settings: Sequence[str]) -> Any:
    connection = sqlcipher.connect(
        f"{file.resolve().as_uri()}?{how}", uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        unlock(connection, data_key, settings)
    except BaseException:
        connection.close()
        raise
    return connection


def sibling(engine: sa.Engine, file: Path) -> sa.Engine:
    """An engine over another database under the same key, such as a copy of this one."""
    opener = engine.get_execution_options()[_OPENER]
    return _engine_by(lambda other=file, *rest: opener(other, *rest))


def _engine_by(connect: Callable[..., Any]) -> sa.Engine:
    engine = sa.create_engine(
        "sqlite://", module=sqlcipher, creator=connect, poolclass=StaticPool, hide_parameters=True
    ).execution_options(**{_OPENER: connect})
    event.listen(engine, "begin", _begin)
    try:
        with known_failures(), engine.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()
    except BaseException:
        engine.dispose()
        raise
    return engine


def unlock(connection: Any, data_key: bytes, settings: Sequence[str] = _PRAGMAS) -> None:
    """Give a bare connection its key and the settings every connection to a desk has."""
    connection.execute("PRAGMA cipher_log_level = NONE")  # failures are told by us, in one sentence
    connection.execute(f"PRAGMA key = \"x'{data_key.hex()}'\"")
    for pragma in settings:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: sa.Connection) -> None:
    connection.exec_driver_sql(connection.info.get("begin", "BEGIN"))


@contextmanager
def beside(engine: sa.Engine) -> Iterator[Any]:
    """A second connection of the driver's own to the same database, for a reader on another thread."""
    with closing(engine.get_execution_options()[_OPENER]()) as connection:
        yield connection


@contextmanager
def open_still(copy: Path, data_key: bytes) -> Iterator[Any]:
    """As ``still``, for a copy whose desk is not open."""
    with closing(_connection(copy, data_key, _STILL, _FOR_READING)) as connection:
        yield connection


@contextmanager
def still(engine: sa.Engine, copy: Path) -> Iterator[Any]:
    """A connection of the driver's own to a ``copy`` of this database that nobody writes to: it makes no files."""
    with closing(engine.get_execution_options()[_OPENER](copy, _STILL, _FOR_READING)) as connection:
        yield connection


def ask_meanwhile(connection: sa.Connection, is_wanted: Callable[[], bool]) -> None:
    """Let a long reading be stopped: it raises Stopped soon after ``is_wanted`` says no."""
    driver: Any = connection.connection.driver_connection
    driver.set_progress_handler(lambda: 0 if is_wanted() else 1, _STEPS_BETWEEN)


def fold_log(connection: sa.Connection) -> None:
    """Fold the write-ahead log into the database file. Call outside any transaction."""
    cursor = connection.connection.cursor()
    try:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        cursor.close()


def abandon(connection: sa.Connection) -> None:
    """Undo what a failed commit has left open: SQLite does so by itself after some failures, not after all."""
    driver = connection.connection.driver_connection
    if driver is not None and driver.in_transaction:
        driver.rollback()


@contextmanager
def known_failures() -> Iterator[None]:
    """Turn what SQLite says of the world into a KnownError; anything else is a bug and goes on up."""
    try:
        yield
    except (sa.exc.DBAPIError, sqlcipher.Error) as error:
        known = _as_known(error)
        if known is None:
            raise
        raise known from error


@contextmanager
def second_opinion(engine: sa.Engine, file: Path) -> Iterator[None]:
    """As ``known_failures``, but the word damaged is used only when a fresh connection finds damage as well.

    Raises CannotRead where the file reads well the second time: the disk stumbled, or does not give what it holds.
    """
    try:
        with known_failures():
            yield
    except DamagedDatabase as error:
        check_readable(file)
        if _is_sound(engine):
            raise CannotRead from error
        raise


def _is_sound(engine: sa.Engine) -> bool:
    try:
        with beside(engine) as fresh:
            fresh.execute("PRAGMA wal_checkpoint(PASSIVE)")
            said = [*fresh.execute("PRAGMA cipher_integrity_check"), *fresh.execute("PRAGMA quick_check")]
    except sqlcipher.Error:
        return False
    return said == [("ok",)]


def _as_known(error: Exception) -> KnownError | None:
    original = getattr(error, "orig", error)
    said = str(original).lower()
    if any(words in said for words in _DAMAGE):
        return DamagedDatabase()
    if "locked" in said or "busy" in said:
        return DeskInUse()
    if "interrupted" in said:
        return Stopped()
    if "full" in said:
        return CannotWrite("The disk is full. Free some space and try again; what was saved before is safe.")
    if any(words in said for words in ("readonly", "read-only", "disk i/o", "unable to open")):
        return CannotWrite()
    return None
