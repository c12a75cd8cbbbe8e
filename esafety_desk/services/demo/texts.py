"""The words of the invented school: stories of incidents, phrases and names, read from ``resources/demo``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from esafety_desk.host.resources import resource
from esafety_desk.records.incident import Ground, Severity, Whereabouts
from esafety_desk.records.referral import ReferredTo


@dataclass(frozen=True, slots=True)
class Story:
    """A kind of incident with all that can be said about it; ``weight`` is how often it comes up."""

    kind: str
    weight: int
    where: tuple[Whereabouts, ...]
    severities: tuple[Severity, ...]
    platforms: tuple[str, ...]
    target: str
    instigator: str
    policies: tuple[str, ...]
    refer: tuple[ReferredTo, ...]
    summaries: tuple[str, ...]
    accounts: tuple[str, ...]
    actions: tuple[str, ...]
    notes: tuple[str, ...]
    grounds: tuple[Ground, ...]
    rationales: tuple[str, ...]
    urgent: str
    identity: tuple[str, ...]


@cache
def stories() -> dict[str, Story]:
    """Every story by the incident type it is about."""
    return {entry["kind"]: _story(entry) for entry in _read("stories")}


@cache
def phrases() -> dict[str, Any]:
    """Sentences by occasion."""
    found: dict[str, Any] = _read("phrases")
    return found


@cache
def names() -> dict[str, list[Any]]:
    """First and last names, from which people who do not exist are put together."""
    found: dict[str, list[Any]] = _read("names")
    return found


@cache
def told(name: str) -> dict[str, Any]:
    """What is told of one side of school life: projects, staff, accounts, learning, bullying."""
    found: dict[str, Any] = _read(name)
    return found


def _read(name: str) -> Any:
    return json.loads(resource(f"demo/{name}.json").read_text(encoding="utf-8"))


def _story(entry: dict[str, Any]) -> Story:
    severities = list(Severity)
    lists = {name: tuple(value) for name, value in entry.items() if isinstance(value, list)}
    own = {
        "where": tuple(Whereabouts(code) for code in entry["where"]),
        "severities": tuple(severities[step - 1] for step in entry["severity"]),
        "refer": tuple(ReferredTo(code) for code in entry["refer"]),
        "grounds": tuple(Ground(code) for code in entry["grounds"]),
    }
    plain = {name: value for name, value in entry.items() if name != "severity"}
    lists.pop("severity")
    return Story(**(plain | lists | own))
