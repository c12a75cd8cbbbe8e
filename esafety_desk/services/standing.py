"""How the desk itself stands: its backups, clock and folder, and whether a school year is to be turned. On Today."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from esafety_desk.host import whereabouts
from esafety_desk.policy.wording import counted, spoken
from esafety_desk.policy.year_turn import coming_year, last_day_before
from esafety_desk.records.school import School
from esafety_desk.services.import_acts import NEW_YEAR
from esafety_desk.store import audit, backup_places, imports, lookups
from esafety_desk.store import to_review as waiting
from esafety_desk.store.backup_places import BackupPlace
from esafety_desk.store.desk import Desk

_SLACK = timedelta(minutes=10)
"""By so much two computers' clocks may differ without a word."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to know of the desk itself. ``page`` is where it is mended; empty where that is outside."""

    badge: str
    tone: str
    title: str
    reason: str
    page: str = ""


def notices(desk: Desk, now: datetime) -> tuple[Notice, ...]:
    """What is not as it should be, the gravest first."""
    with desk.reading() as connection:
        newest = audit.newest_moment(connection)
        places = backup_places.read(connection)
        school = lookups.school(connection)
        to_review = waiting.number(connection)
        turned = {
            name for one in imports.batches(connection, NEW_YEAR) if not one.undone_at for name in one.files
        }
    patience = timedelta(days=school.backup_reminder_days)
    return (
        *_of_the_clock(newest, now),
        *_of_backups(places, patience, now),
        *_of_the_folder(desk),
        *_of_imports(to_review),
        *_of_the_year(school, turned, now.date()),
    )


def _of_the_clock(newest: datetime | None, now: datetime) -> Iterator[Notice]:
    if newest is not None and now < newest - _SLACK:
        last = newest.astimezone(now.tzinfo)
        yield Notice(
            "Clock",
            "red",
            "This computer's clock is set back",
            f"The last entry was made on {spoken(last.date(), now.date())} at {last:%H:%M}. Set the clock right: "
            "until then entries keep their order, but not their days.",
        )


def _of_backups(places: tuple[BackupPlace, ...], patience: timedelta, now: datetime) -> Iterator[Notice]:
    if not places:
        yield Notice(
            "Backup",
            "amber",
            "No place for backups is chosen",
            "The desk is on this computer alone. Choose a stick or a share.",
            "backups",
        )
        return
    for place in places:
        if place.problem:
            yield Notice("Backup", "red", f"No backup to {place.path}", place.problem, "backups")
    done = max((place.last_at for place in places if place.last_at is not None), default=None)
    if done is None or now - done > patience:
        days = f"for {(now - done).days} days" if done else "yet"
        yield Notice(
            "Backup", "red", f"No backup {days}", "Connect the stick or share and back up now.", "backups"
        )


def _of_the_folder(desk: Desk) -> Iterator[Notice]:
    whose = whereabouts.synchronised_by(desk.home)
    if whose:
        yield Notice(
            "Folder",
            "red",
            f"The desk's folder is copied by {whose}",
            "That can spoil the records. Close the desk, move its folder to this computer's own disk, and open "
            "it there.",
        )


def _of_imports(to_review: int) -> Iterator[Notice]:
    if to_review:
        yield Notice(
            "Imported",
            "accent",
            f"{counted(to_review, 'imported record')} to review",
            "Until then they remind of nothing. Type and people are confirmed by keys, one after another.",
            "review",
        )


def _of_the_year(school: School, turned: Container[str], today: date) -> Iterator[Notice]:
    """From the end of the summer term until the end of September, unless the year has been turned."""
    year = coming_year(today)
    is_time = last_day_before(year, school.terms) < today <= date(today.year, 9, 30)
    if is_time and year.label not in turned:
        yield Notice(
            "New year",
            "accent",
            f"The school year {year.label} is next",
            "Classes move up, the oldest leave, terms are set: all in one act, which can be taken back.",
            "new-year",
        )
