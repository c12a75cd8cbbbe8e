"""The policy's scorecard as it stands today."""

from __future__ import annotations

from datetime import date
from typing import Any

from esafety_desk.policy.scorecard import ClauseStatus
from esafety_desk.policy.scorecard import scorecard as judged
from esafety_desk.records.school import School
from esafety_desk.services.keeping import Work
from esafety_desk.store import audit, evidence, lookups
from esafety_desk.store import words as kept_words
from esafety_desk.store.desk import Desk
from esafety_desk.store.engine import Connection

_REMEMBERED = "scorecard"
__all__ = ["ClauseStatus", "as_lines", "as_plain", "judged_at", "scorecard", "witness"]


def scorecard(desk: Desk, today: date) -> tuple[ClauseStatus, ...]:
    """Every clause of the school's policy with its evidence and how it stands."""
    with desk.reading() as connection:
        return judged_at(connection, lookups.school(connection), today)


def judged_at(connection: Connection, school: School, today: date) -> tuple[ClauseStatus, ...]:
    """As ``scorecard``, inside an open transaction.

    The answer is remembered until a record changes: it reads every record of the desk, and a report is
    drawn anew at each stroke of its author's pen.
    """
    asked = audit.head_of_records(connection), today
    known = connection.info.get(_REMEMBERED)
    if known is None or known[0] != asked:
        clauses = evidence.clauses(connection)
        held = evidence.holdings(connection, school, kept_words.read(connection), today)
        known = connection.info[_REMEMBERED] = asked, judged(clauses, held)
    found: tuple[ClauseStatus, ...] = known[1]
    return found


def witness(work: Work) -> None:
    """Note in the audit chain that the scorecard was printed."""
    with work.desk.writing(work.actor, work.now) as unit:
        unit.witness("listed", "scorecard")


def as_lines(lines: tuple[ClauseStatus, ...]) -> list[str]:
    """The scorecard as text: reference, status, counts and reason, with tabs between."""
    return [
        "\t".join(
            (line.ref, line.status, "; ".join(f"{e.label}: {e.count:,}" for e in line.evidence), line.reason)
        )
        for line in lines
    ]


def as_plain(lines: tuple[ClauseStatus, ...]) -> list[dict[str, Any]]:
    """The scorecard for machines: counts by register, without the ids of this desk."""
    return [
        {
            "ref": line.ref,
            "title": line.title,
            "status": line.status,
            "reason": line.reason,
            "to_green": line.to_green,
            "evidence": [
                {"register": item.register, "label": item.label, "count": item.count}
                for item in line.evidence
            ],
        }
        for line in lines
    ]
