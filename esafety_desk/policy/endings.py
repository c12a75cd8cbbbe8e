"""How several records end at once, each for the same reason: what their fields say afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from esafety_desk.records.action import Action
from esafety_desk.records.enquiry import Enquiry
from esafety_desk.records.incident import Incident, Status


@dataclass(frozen=True, slots=True)
class Ending:
    """One way to end records of a register: ``text`` is the act, ``told`` what they are then.

    ``asks`` is what is to be said once for all of them; empty where nothing need be said. ``is_open``: it can
    still be ended; ``fields``: what changes, from the record, the words and the day.
    """

    key: str
    text: str
    told: str
    asks: str
    is_open: Callable[[Any], bool]
    fields: Callable[[Any, str, date], Mapping[str, Any]]


def _closed(incident: Incident, reason: str, today: date) -> Mapping[str, Any]:
    return {"status": Status.CLOSED, "closed_on": today, "closing_reason": reason}


def _done(action: Action, reason: str, today: date) -> Mapping[str, Any]:
    return {"done_on": today}


def _set_aside(action: Action, reason: str, today: date) -> Mapping[str, Any]:
    return {"set_aside": reason}


def _answered(enquiry: Enquiry, answer: str, today: date) -> Mapping[str, Any]:
    said = "\n\n".join(filter(None, (enquiry.answer, answer)))
    return {"answer": said, "answered_on": today}


ENDINGS: Mapping[str, tuple[Ending, ...]] = {
    "incidents": (
        Ending(
            "close",
            "Close…",
            "closed",
            "Why they are closed",
            lambda incident: not incident.is_ending,
            _closed,
        ),
    ),
    "actions": (
        Ending("mark-done", "Mark as done", "done", "", lambda action: action.is_open, _done),
        Ending(
            "set-aside",
            "Set aside…",
            "set aside",
            "Why they need not be done",
            lambda action: action.is_open,
            _set_aside,
        ),
    ),
    "enquiries": (
        Ending(
            "answer",
            "Answer…",
            "answered",
            "The answer they were given",
            lambda enquiry: not enquiry.is_answered,
            _answered,
        ),
    ),
}
"""The ways by register; a register that is not named here ends its records one by one."""
