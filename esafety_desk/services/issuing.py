"""Issuing a governors' report: read for names, its figures audited, drawn, archived as the very bytes, and frozen.

``issue`` does all of it in one unit of work or nothing; afterwards ``archive`` holds the report for good.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from esafety_desk.host.errors import BadUsage, KnownError
from esafety_desk.policy.figures import Edition, GovernorReport
from esafety_desk.policy.governors import Composed, Gathered
from esafety_desk.policy.name_check import Hit
from esafety_desk.policy.narrative import Narrative
from esafety_desk.policy.report_choices import Choices
from esafety_desk.policy.report_history import Frozen, told_by
from esafety_desk.policy.verification import sealed
from esafety_desk.services import archive, logos, narrating, reporting
from esafety_desk.services.gathering import spans
from esafety_desk.services.keeping import Work
from esafety_desk.store import issued as kept_reports
from esafety_desk.store.issued import IssuedReport

VERB = "issued"
"""The verb of the audit line."""


@dataclass(frozen=True, slots=True)
class Issued:
    """A report that went out: its number in the archive, what it says, and its bytes."""

    number: int
    report: GovernorReport
    content: bytes


class NamesSomeone(KnownError):
    """The author's words name people of the desk. ``hits`` say where; whoever shows them shows names."""

    def __init__(self, hits: tuple[Hit, ...]) -> None:
        places = ", ".join(dict.fromkeys(hit.place for hit in hits))
        super().__init__(f"The report names someone and was not issued. Look at: {places}.")
        self.hits = hits


def issue(work: Work, choices: Choices, attested_by: str, narrative: Narrative | None = None) -> Issued:
    """Issue the report that was chosen; ``attested_by`` is the role that answers for it.

    Whoever attests says that a person who knows the school could not name anyone from it. Raises BadUsage
    where that, or who asked for a confidential edition, is not said; NamesSomeone where the author's words name
    a person; KnownError as ``reporting.draft`` and ``reporting.render`` do.
    """
    _check_said(choices, attested_by)
    with work.desk.writing(work.actor, work.now) as unit:
        if narrative is None:
            narrative = narrating.read(unit.connection, choices.period, choices.edition)
        hits = narrating.found(unit.connection, narrative)
        if hits:
            raise NamesSomeone(hits)
        made, made_from = reporting.drafted(unit.connection, choices, narrative, work.today)
        report = sealed(replace(made.report, is_draft=False, attested_by=attested_by.strip()))
        content = reporting.render(report, logos.read(unit.connection))
        kept = _described(work, choices, report, made, made_from, content)
        number = kept_reports.keep(unit.connection, kept, content)
        narrating.forget(unit.connection, choices.period, choices.edition)
        unit.witness(VERB, "governors-report", (report.period_label, str(report.edition), kept.digest))
    return Issued(number, report, content)


def _check_said(choices: Choices, attested_by: str) -> None:
    if not attested_by.strip():
        raise BadUsage("Say which role attests that nobody can be recognised; until then it stays a draft.")
    if choices.edition is Edition.CONFIDENTIAL and not choices.asked_by.strip():
        raise BadUsage("Say who asked for the confidential edition, by role.")


def _described(
    work: Work,
    choices: Choices,
    report: GovernorReport,
    made: Composed,
    made_from: Gathered,
    content: bytes,
) -> IssuedReport:
    days = spans(made_from.counts, report.cut_off)
    columns = tuple(Frozen(label, span, made_from.counts[label]) for label, span in days.items())
    ledger = told_by(made.ledger, days, report.cut_off)
    return IssuedReport(
        id=0,
        period_label=report.period_label,
        starts_on=report.starts_on,
        ends_on=report.ends_on,
        counted_to=min(report.ends_on, report.cut_off),
        edition=str(report.edition),
        issued_at=work.now,
        issued_by=work.actor,
        attested_by=report.attested_by,
        asked_by=choices.asked_by.strip(),
        sequence=report.verification.sequence,
        short_hash=report.verification.short_hash,
        figures=report.verification.figures,
        digest=hashlib.sha256(content).hexdigest(),
        words=archive.words_kept(made.words),
        **archive.frozen(report, columns, ledger),
    )
