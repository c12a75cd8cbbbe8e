"""Papers that carry a decision: the sheet to sign, an exemption's certificate, the confirmation that it is gone."""

from __future__ import annotations

from collections.abc import Iterator

from esafety_desk.host.errors import KnownError
from esafety_desk.policy.wording import full, listed, span
from esafety_desk.records.approval import AccountApproval, Decision
from esafety_desk.records.exemption import Exemption, ExemptionState
from esafety_desk.records.project import Project
from esafety_desk.reports.document import (
    Blanks,
    Document,
    Facts,
    Heading,
    Notice,
    Paragraph,
    Part,
    Signature,
    Signatures,
    Ticks,
)
from esafety_desk.services.papers.parts import Asked, day, facts_of, paper, section, worded
from esafety_desk.services.papers.sources import Sources
from esafety_desk.store import lookups

_DECISIONS = ("Approved", "Approved, with the conditions below", "Refused, for the reason below")
_DECIDED = {Decision.APPROVED: 0, Decision.REFUSED: 2}


def approval_sheet(sources: Sources, asked: Asked) -> Document:
    """A request for an account or a project, with its decision to be signed (Staff 5, Pupils 2)."""
    record = asked.record
    assert isinstance(record, AccountApproval | Project)
    is_account = isinstance(record, AccountApproval)
    parts = _account(sources, record) if isinstance(record, AccountApproval) else _project(sources, record)
    signatures = Signatures(
        (
            Signature("Whoever asks"),
            Signature("Head of Department or senior leadership team"),
        )
    )
    return paper(
        sources,
        "Approval of an account" if is_account else "Approval of a project",
        (*worded(sources.wording("approval-sheet")), *parts, signatures),
        subtitle="Sheet to sign",
        reference=record.reference,
        is_one_page=True,
    )


def exemption_certificate(sources: Sources, asked: Asked) -> Document:
    """What may pass the filter, for whom, from when to when, and who said so (Pupils 4). Raises KnownError."""
    item = _exemption(asked)
    if not item.is_authorised:
        raise KnownError(
            f"{item.reference} is {item.state.label.lower()}, so there is nothing to certify. Authorise it first."
        )
    day_of_it = item.authorised_on or sources.today
    end = (
        Notice(f"To be removed after {full(item.ends_on)}, and confirmed.", "End")
        if item.ends_on
        else Notice(f"{item.open_because} Looked at again on {day(item.review_on)}.", "Without an end")
    )
    told = Facts(
        (
            *_known(sources, item),
            ("Authorised by", sources.name_and_role(item.authorised_by, day_of_it)),
            ("Authorised on", full(day_of_it)),
            ("Tested before use on", day(item.tested_on, "Not tested yet")),
        )
    )
    parts = (
        *worded(sources.wording("exemption-certificate", service=item.service)),
        told,
        end,
        *section("Why", item.reason, 2),
        *section("Risk, and what lessens it", item.risk, 2),
        Signatures((Signature("Authorised by"), Signature("Technical support"))),
    )
    return paper(sources, "Exemption certificate", parts, subtitle=item.service, reference=item.reference)


def removal_confirmation(sources: Sources, asked: Asked) -> Document:
    """That an exemption is gone; where nobody has said so yet, the sheet on which to say it (Pupils 4)."""
    item = _exemption(asked)
    if item.state in (ExemptionState.ASKED, ExemptionState.REFUSED):
        raise KnownError(f"{item.reference} was never in force, so there is nothing to remove.")
    is_gone = item.state is ExemptionState.REMOVED
    parts = (
        *worded(sources.wording("removal-confirmation", service=item.service)),
        Facts(_known(sources, item)),
        *(_confirmed(sources, item) if is_gone else _to_confirm(sources, item)),
    )
    subtitle = item.service if is_gone else f"{item.service} · to be confirmed"
    return paper(sources, "Removal confirmation", parts, subtitle=subtitle, reference=item.reference)


def _account(sources: Sources, approval: AccountApproval) -> Iterator[Part]:
    yield Facts(
        (
            ("Asked by", sources.name(approval.requested_by)),
            ("Asked on", full(approval.requested_on)),
            ("Platform", sources.words.label("platforms", approval.platform)),
            ("Professional account", approval.account_name or "To be made"),
        )
    )
    yield from section("What it is for", approval.purpose, 2)
    asker = approval.requested_by
    if asker is None or not lookups.was_supported(sources.connection, asker, sources.today):
        yield Notice("No support session is on record for whoever asks. Hold one before the account is used.")
    yield from _decision(approval.decision, approval.conditions)
    if approval.is_decided:
        who = sources.name_and_role(approval.decided_by, approval.decided_on)
        yield Paragraph(f"Decided by {who}, on {day(approval.decided_on)}.")
    review = facts_of([("Looked at again on", day(approval.review_on))])
    yield review or Blanks(("Looked at again on",))


def _project(sources: Sources, project: Project) -> Iterator[Part]:
    when = (
        span(project.first_use_on, project.last_use_on) if project.last_use_on else full(project.first_use_on)
    )
    yield Facts(
        (
            ("Project", project.title),
            ("Led by", sources.name(project.owner_id)),
            ("When", when),
            ("Platforms", listed(sources.labels("platforms", project.platforms))),
            ("Year groups", listed([group.label for group in project.year_groups]) or "Not said yet"),
            ("Devices", project.devices.label),
        )
    )
    yield from section("What pupils will do and learn", project.purpose, 2)
    decision = Decision.APPROVED if project.approved_on else Decision.ASKED
    yield from _decision(decision, project.conditions)
    if project.approved_on:
        who = sources.name_and_role(project.approved_by, project.approved_on)
        yield Paragraph(f"Approved by {who}, on {full(project.approved_on)}.")


def _decision(decision: Decision, conditions: str) -> Iterator[Part]:
    yield Heading("Decision")
    ticked = _DECIDED.get(decision)
    if ticked == 0 and conditions.strip():
        ticked = 1
    yield Ticks(_DECISIONS, frozenset() if ticked is None else frozenset({ticked}))
    if conditions.strip():
        yield from section("Conditions or reasons", conditions, 2)
    elif ticked is None:
        yield Blanks(("Conditions or reasons",), 3)


def _exemption(asked: Asked) -> Exemption:
    assert isinstance(asked.record, Exemption)
    return asked.record


def _known(sources: Sources, item: Exemption) -> tuple[tuple[str, str], ...]:
    known = (
        ("Service or address", item.service),
        ("For whom", item.for_whom),
        ("From", full(item.starts_on)),
        ("Until", day(item.ends_on, "No end")),
        ("Filtering service's reference", item.la_reference),
        ("For the project", sources.called(item.project_id)),
        ("Extends", sources.called(item.extends_id)),
    )
    return tuple((label, text) for label, text in known if text)


def _confirmed(sources: Sources, item: Exemption) -> Iterator[Part]:
    who = sources.name_and_role(item.removed_by, item.removed_on)
    yield Notice(f"Confirmed gone on {day(item.removed_on)} by {who}.", "Removed")
    yield Signatures((Signature("Confirmed by"), Signature("E-safety leader")))


def _to_confirm(sources: Sources, item: Exemption) -> Iterator[Part]:
    if item.is_past_end(sources.today):
        yield Notice(
            f"Its last day was {day(item.ends_on)}. Until this is confirmed it counts as open.",
            "Past its end",
        )
    yield Heading("To be filled in")
    yield Ticks(
        (
            "The service was tried from a device it had been opened for",
            "The filter stops it, for everyone named above",
            "Nothing else was opened with it that is still open",
        )
    )
    yield Blanks(("Tried on", "At about", "On which device"))
    yield Signatures((Signature("Confirmed by"), Signature("E-safety leader")))
