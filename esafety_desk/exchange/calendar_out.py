"""Days as a calendar file that any calendar program takes in (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from esafety_desk import __version__

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Day:
    """Something that falls on a day. ``key`` stays the same as long as it is the same thing."""

    key: str
    on: date
    title: str
    details: str = ""


def as_calendar(name: str, days: Iterable[Day], now: datetime) -> bytes:
    """A calendar called ``name`` of whole days that leave the person free."""
    calendar = Calendar()
    calendar.add("prodid", f"-//E-Safety Desk//{__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for day in days:
        event = Event()
        event.add("uid", f"{day.key}@e-safety-desk")
        event.add("dtstamp", now)
        event.add("dtstart", day.on)
        event.add("dtend", day.on + _ONE_DAY)
        event.add("summary", day.title)
        event.add("transp", "TRANSPARENT")
        if day.details:
            event.add("description", day.details)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
