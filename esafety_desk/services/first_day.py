"""The guided first day: five steps, declared as data, each noticed in the audit when it is done."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from esafety_desk.host.resources import resource
from esafety_desk.store import audit, audit_lines
from esafety_desk.store.audit_lines import AuditQuery
from esafety_desk.store.desk import Desk


@dataclass(frozen=True, slots=True)
class Step:
    """``page`` is where it is done, in a new form there if it ``begins`` one.

    ``done_by`` are pairs of the audit's verb and the beginning of its reference, any of which shows it done.
    """

    key: str
    title: str
    told: str
    page: str
    begins: bool
    done_by: tuple[tuple[str, str], ...]


@cache
def steps() -> tuple[Step, ...]:
    """The steps in their order."""
    declared = json.loads(resource("first-day.json").read_text(encoding="utf-8"))
    return tuple(Step(**{**one, "done_by": tuple(map(tuple, one["done_by"]))}) for one in declared)


def begun_at(desk: Desk) -> int:
    """The last line of the audit, from which on something done counts."""
    with desk.reading() as connection:
        return audit.head(connection).sequence


def done_since(desk: Desk, line: int) -> frozenset[str]:
    """The keys of the steps that were done after this line of the audit."""
    with desk.reading() as connection:
        newest = {
            act: audit_lines.read(connection, AuditQuery(verb=act[0], reference=act[1]), 1)
            for step in steps()
            for act in step.done_by
        }
    late = {act for act, found in newest.items() if found and found[0].sequence > line}
    return frozenset(step.key for step in steps() if late & set(step.done_by))


def in_help() -> str:
    """The steps as a list in Markdown, each with a link to the page of the guide about it."""
    return "\n".join(
        f"{number}. **{step.title}** ([more]({step.page}.md)). {step.told}"
        for number, step in enumerate(steps(), start=1)
    )
