"""What a record's page may ask for next: another form, opened with what is known already."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from esafety_desk.records.base import Record
from esafety_desk.records.school import School
from esafety_desk.services import keeping
from esafety_desk.services.keeping import Work
from esafety_desk.services.listing import ListQuery
from esafety_desk.ui.session import Session


@dataclass(frozen=True, slots=True)
class FormRequest:
    """A form to open: for a change of the record ``record_id``, or for a new one where that is None.

    ``values`` are filled in and can be changed; ``carried`` are given and not asked for. ``origin`` is the record
    it began with, so that two half-typed forms are kept apart. ``elsewhere``: on the register's own page.
    """

    register: str
    values: Mapping[str, Any] = field(default_factory=dict)
    carried: Mapping[str, Any] = field(default_factory=dict)
    record_id: int | None = None
    focus: str = ""
    about: str = ""
    origin: int | None = None
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """A list as it is shown: what it lets through, under which columns, and ``told``, in words, what narrowed it."""

    query: ListQuery
    columns: tuple[str, ...]
    told: str


Asking = Callable[[Work, Record], FormRequest]
"""On the store thread: the form that an act opens for a record."""
Advice = Callable[[Mapping[str, Any], School, date], str]
"""What to say beneath a field, from what is typed, the school's settings and today."""


def always(record: Record) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Act:
    """Something done from a record's detail. Acts with the same ``menu`` share one button."""

    key: str
    text: str
    ask: Asking
    is_offered: Callable[[Any], bool] = always
    menu: str = ""


def as_kept(session: Session, register: str, record_id: int) -> Record:
    """On the store thread: the record an act or a form begins with. Raises LookupError."""
    return keeping.load(session.work(), register, record_id)
