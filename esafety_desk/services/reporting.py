"""The governors' report: which periods there are, the draft of one, its pages, and the record of a print.

``periods`` are what it can be on; ``draft`` composes one from ``Choices`` with the author's words (those kept in
the desk, see ``narrating``, or others given), ``governors_report`` the same for a period and an edition alone.
``render`` draws the pages, ``witness_print`` notes that they left the desk. Issuing is in ``issuing``, what was
issued in ``archive``, the records behind a figure in ``behind``.
"""

from __future__ import annotations

import re
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from esafety_desk.host.errors import BadUsage, KnownError
from esafety_desk.policy.calendar import Period, between, known_periods, parse_period
from esafety_desk.policy.figures import Edition, GovernorReport
from esafety_desk.policy.governors import CannotBeTold, Composed, Gathered, Judged, composed
from esafety_desk.policy.narrative import Narrative
from esafety_desk.policy.report_audit import Issued, tells_rate
from esafety_desk.policy.report_choices import Choices
from esafety_desk.policy.report_history import Issue, name_of
from esafety_desk.policy.telling import told_safely
from esafety_desk.services import narrating
from esafety_desk.services.gathering import gathered, spans
from esafety_desk.services.keeping import Work
from esafety_desk.store import audit, lookups
from esafety_desk.store.desk import Desk
from esafety_desk.store.engine import Connection

if TYPE_CHECKING:
    from esafety_desk.reports.places import Place

_REMEMBERED = "figures of a governors' report"


def periods(desk: Desk, today: date) -> list[Period]:
    """What a report can be on: every term that has begun, the latest first, then the school years."""
    with desk.reading() as connection:
        return list(known_periods(lookups.school(connection).terms, today))


def period_asked_for(desk: Desk, name: str | None, since: date | None, until: date | None) -> Period:
    """The period a person named, or the days between two dates. Raises BadUsage."""
    if name and not (since or until):
        with desk.reading() as connection:
            return parse_period(name, lookups.school(connection).terms)
    if name or not (since and until):
        raise BadUsage("Say which days the report is on: either a period, or a first and a last day.")
    return between(since, until)


def governors_report(
    desk: Desk, period: Period, edition: Edition = Edition.STANDARD, *, today: date
) -> GovernorReport:
    """The draft on ``period`` with what is dated up to ``today``. Raises KnownError as ``draft`` does."""
    return draft(desk, Choices(period, edition), today=today).report


def draft(desk: Desk, choices: Choices, narrative: Narrative | None = None, *, today: date) -> Composed:
    """The report that was chosen, not issued yet; nothing in it can be worked back.

    Without a ``narrative`` the author's words are those kept in the desk. What its own audit could work out is
    left out; raises KnownError where that leaves nothing, or where the words tell something in per cent.
    """
    with desk.reading() as connection:
        return drafted(connection, choices, narrative, today)[0]


def drafted(
    connection: Connection, choices: Choices, narrative: Narrative | None, today: date
) -> tuple[Composed, Gathered]:
    """As ``draft``, inside an open transaction, with what it was made from."""
    if narrative is None:
        narrative = narrating.read(connection, choices.period, choices.edition)
    made_from, judged = audited(connection, choices, today)
    made = composed(made_from, choices, narrative, judged)
    if tells_rate(made.report):
        raise KnownError(
            "The words tell something in per cent, from which a hidden figure could be worked out; "
            "say it in words such as “most”."
        )
    return made, made_from


def audited(connection: Connection, choices: Choices, today: date) -> tuple[Gathered, Judged]:
    """What a report is made from and its figures, such as may be told; words change far oftener.

    Remembered until a record changes or a report goes out. Raises KnownError where nothing can be told.
    """
    asked = (audit.head(connection), choices.period, choices.edition, today)
    known = connection.info.get(_REMEMBERED)
    if known is None or known[0] != asked:
        made_from, issues = gathered(connection, choices.period, today, choices.edition)
        try:
            known = asked, told_safely(made_from, choices.edition, _beside(made_from, issues))
        except CannotBeTold:
            raise KnownError(
                "This report was not drawn, as a hidden figure could be worked out even from its headlines "
                "beside the reports that were issued; choose a longer period."
            ) from None
        connection.info[_REMEMBERED] = known
    found: tuple[Gathered, Judged] = known[1]
    return found


def render(report: GovernorReport, logo: bytes | None = None) -> bytes:
    """The pages of ``report`` as a PDF, with the school's logo. Raises KnownError where a letter cannot be printed."""
    from esafety_desk.reports import governors

    return governors.render(report, logo)


def figures_on(report: GovernorReport, logo: bytes | None = None) -> tuple[Place, ...]:
    """Where on the pages of ``report`` each figure stands."""
    from esafety_desk.reports import places

    return places.places(report, logo)


def suggested_file_name(report: GovernorReport) -> str:
    """A name for the file: what it is, which period and which edition, and nobody's name."""
    label = re.sub(r"\W+", "-", report.period_label).strip("-")
    edition = "" if report.edition is Edition.STANDARD else f"-{report.edition}"
    return f"Governors-report-{label}{edition}.pdf"


def witness_print(work: Work, report: GovernorReport) -> None:
    """Audit that ``report`` was printed or saved: its period and edition, nothing else."""
    with work.desk.writing(work.actor, work.now) as unit:
        unit.witness("printed", "governors-report", (report.period_label, str(report.edition)))


def as_plain(report: GovernorReport) -> dict[str, Any]:
    """``report`` as plain values for a machine to read, dates as text."""
    plain: dict[str, Any] = _plain(asdict(report))
    return plain


def _beside(made_from: Gathered, issues: tuple[Issue, ...]) -> list[Issued]:
    """The issued reports that touch the days of this one, and under which names their columns are known here."""
    labels = {name_of(span): label for label, span in spans(made_from.counts, made_from.cut_off).items()}
    known = {column for column, _ in made_from.known.bounds}
    beside: list[Issued] = []
    for issue in issues:
        names = {label: labels.get(name, name) for label, name in issue.names.items()}
        if known.intersection(names.values()):
            beside.append((issue.report, names))
    return beside


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(held) for name, held in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(held) for held in value]
    return value.isoformat() if isinstance(value, date) else value
