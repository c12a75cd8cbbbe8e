"""Backups: where they go, making them, and which of the old ones stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from esafety_desk.host.errors import BadUsage, CannotWrite, KnownError
from esafety_desk.policy import rolling
from esafety_desk.services.keeping import Work
from esafety_desk.store import audit, backup, backup_places, header
from esafety_desk.store.backup import Backup
from esafety_desk.store.backup_places import BackupPlace
from esafety_desk.store.desk import Desk

DAILY = timedelta(hours=20)
"""A backup older than this is followed by another: one a day, at whatever hour the desk is opened."""
_VERB = "backed up"
_MISSING = "This place is not there. Connect the stick or the share, or choose another place."


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it went at one place: the backup, or the sentence that says what was in the way."""

    place: Path
    backup: Backup | None
    problem: str = ""


def places(desk: Desk) -> tuple[BackupPlace, ...]:
    """Where backups go."""
    with desk.reading() as connection:
        return backup_places.read(connection)


def add_place(work: Work, path: Path) -> None:
    """Have backups go to ``path`` from now on. Raises BadUsage where that would be no backup."""
    where = path.expanduser().resolve()
    if not where.is_dir():
        raise BadUsage("This folder is not there. Choose one that is.")
    if where.is_relative_to(work.desk.home.resolve()):
        raise BadUsage(
            "This is inside the desk's own folder, and would be lost with it. Choose a stick or a share."
        )
    with work.desk.writing(work.actor, work.now) as unit:
        backup_places.add(unit.connection, where, work.now)
        unit.witness("backup place chosen")


def remove_place(work: Work, path: Path) -> None:
    """Send no more backups to ``path``; those that lie there stay."""
    with work.desk.writing(work.actor, work.now) as unit:
        backup_places.remove(unit.connection, path)
        unit.witness("backup place given up")


def is_due(desk: Desk, now: datetime) -> bool:
    """Whether any place has had no backup for a day. A place with a newer one than now is due: a clock is wrong."""
    found = places(desk)
    return any(place.last_at is None or not timedelta() <= now - place.last_at < DAILY for place in found)


def back_up_to(desk: Desk, place: Path, now: datetime) -> Outcome:
    """One verified backup to ``place``, and the expired ones cleared away. Raises nothing that was to be expected.

    Touches the desk only to read it, on connections of its own: may run on any thread.
    """
    if not place.is_dir():
        return Outcome(place, None, _MISSING)
    try:
        made = backup.take(desk.engine, desk.folder, place, now)
    except KnownError as error:
        return Outcome(place, None, error.sentence)
    _clear_expired(place, made, now)
    return Outcome(place, made)


def remember(work: Work, outcomes: Sequence[Outcome]) -> None:
    """Note in the desk how backups went: each that was made is a line of the audit."""
    with work.desk.writing(work.actor, work.now) as unit:
        for outcome in outcomes:
            done_at = work.now if outcome.backup else None
            backup_places.tell(unit.connection, outcome.place, done_at=done_at, problem=outcome.problem)
            if outcome.backup:
                unit.witness(_VERB, fields=(outcome.backup.manifest.anchor,))


def back_up(work: Work, wanted: Sequence[Path] = ()) -> tuple[Outcome, ...]:
    """Back up to every place, or to those ``wanted``, and remember how it went."""
    where = wanted or [place.path for place in places(work.desk)]
    outcomes = tuple(back_up_to(work.desk, place, work.now) for place in where)
    if outcomes:
        remember(work, outcomes)
    return outcomes


def back_up_on_leaving(work: Work) -> None:
    """One more backup, unless nothing was done since the last one."""
    with work.desk.reading() as connection:
        is_same = audit.newest_verb(connection) == _VERB
    if not is_same:
        back_up(work)


def make_ready(place: Path) -> Path:
    """``place`` as a folder that is there. Raises CannotWrite."""
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite from error
    return place.resolve()


def newest(desk: Desk, others: Sequence[Path] = ()) -> Backup | None:
    """The newest backup of this desk in ``others``, or in its own places; None where there is none."""
    where = others or [place.path for place in places(desk)]
    name = header.read(desk.folder).desk
    found = [found for place in where for found in backup.found_in(place, name)]
    return max(found, key=lambda found: found.taken_at, default=None)


def _clear_expired(place: Path, made: Backup, now: datetime) -> None:
    there = backup.found_in(place, made.manifest.desk)
    staying = rolling.kept({found.taken_at for found in there}, now)
    for found in there:
        if found.taken_at not in staying and found.folder != made.folder:
            backup.remove(found)
