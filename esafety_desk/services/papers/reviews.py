"""Papers of staff work: the record of a review with two reviewers, the handout after a support session."""

from __future__ import annotations

from collections.abc import Iterator

from esafety_desk.policy.wording import brief, full, listed
from esafety_desk.records.account_review import AccountReview
from esafety_desk.records.base import PersonId
from esafety_desk.records.filtering_review import FilteringReview
from esafety_desk.records.official_account import MonitoringCheck
from esafety_desk.records.people import Person, Role
from esafety_desk.records.platform import Platform
from esafety_desk.records.support import SupportSession
from esafety_desk.reports.document import (
    Blanks,
    Document,
    Facts,
    Heading,
    Paragraph,
    Part,
    Signature,
    Signatures,
    Ticks,
)
from esafety_desk.services.papers.parts import Asked, day, paper, paragraphs, table, worded
from esafety_desk.services.papers.sources import Sources

Reviewed = AccountReview | FilteringReview | MonitoringCheck | Platform
_TITLES = {
    AccountReview: "Account review",
    FilteringReview: "Review of filtering and monitoring",
    MonitoringCheck: "Check of an official account",
    Platform: "Platform review",
}


def review_record(sources: Sources, asked: Asked) -> Document:
    """What was looked at and found, signed by two reviewers; what is not written yet is left to the hand."""
    record = asked.record
    assert isinstance(record, Reviewed)
    parts = (
        Facts(_looked_at(sources, record)),
        *(_age_rules(record) if isinstance(record, Platform) else ()),
        *(_points(sources, record) if isinstance(record, MonitoringCheck) else ()),
        *_findings(record),
        Heading("To be put right"),
        Blanks(("What", "Who", "By when"), 3),
        Signatures(
            (
                Signature(f"First reviewer{_named(sources, _first(record))}"),
                Signature(f"Second reviewer{_named(sources, _second(record))}"),
            )
        ),
    )
    return paper(
        sources,
        _TITLES[type(record)],
        parts,
        subtitle="Record of a review by two people",
        reference=record.reference,
    )


def session_handout(sources: Sources, asked: Asked) -> Document:
    """What a member of staff takes home from a support session; it names nobody else who came."""
    session = asked.record
    assert isinstance(session, SupportSession)
    pieces = sources.wording(
        "session-handout",
        adviser=sources.name(session.adviser_id),
        held_on=full(session.held_on),
        notice_days=str(sources.school.notice_days),
    )
    return paper(
        sources,
        "After your support session",
        worded(pieces, {"covered": _covered(sources, session)}),
        subtitle=f"{full(session.held_on)} · with {sources.name(session.adviser_id)}",
        reference=session.reference,
    )


def _looked_at(sources: Sources, record: Reviewed) -> tuple[tuple[str, str], ...]:
    names = {
        AccountReview: ("about_id", "reviewed_on", "reviewer_id", "outcome", "next_on"),
        FilteringReview: (
            "reviewed_on",
            "reviewer_id",
            "second_reviewer",
            "checks_planned",
            "checks_done",
            "next_on",
        ),
        MonitoringCheck: (
            "account_id",
            "checked_on",
            "checked_by",
            "sample_size",
            "photo_permissions_checked",
            "needs_action",
        ),
        Platform: ("platform", "check_again_on"),
    }[type(record)]
    return tuple((label, text or "–") for label, text in sources.said(record, *names))


def _first(record: Reviewed) -> PersonId | None:
    if isinstance(record, MonitoringCheck):
        return record.checked_by
    return None if isinstance(record, Platform) else record.reviewer_id


def _second(record: Reviewed) -> PersonId | None:
    return record.second_reviewer if isinstance(record, FilteringReview) else None


def _named(sources: Sources, person_id: PersonId | None) -> str:
    name = sources.name(person_id)
    return f": {name}" if name else ""


def _age_rules(platform: Platform) -> Iterator[Part]:
    rows = [
        (
            brief(rule.effective_from),
            f"{rule.minimum_age} years",
            rule.basis.label,
            rule.source,
            brief(rule.checked_on),
        )
        for rule in sorted(platform.age_rules, key=lambda rule: rule.effective_from, reverse=True)
    ]
    yield Heading("Age limits")
    yield table(("From", "Least age", "By", "Source", "Checked on"), rows)


def _points(sources: Sources, check: MonitoringCheck) -> Iterator[Part]:
    words = [
        word
        for word in sources.words.every("monitoring-points")
        if not word.archived or word.code in check.points_kept
    ]
    if words:
        yield Heading("Found in order")
        ticked = frozenset(at for at, word in enumerate(words) if word.code in check.points_kept)
        yield Ticks(tuple(word.label for word in words), ticked)


def _findings(record: Reviewed) -> Iterator[Part]:
    text = record.remarks if isinstance(record, Platform) else record.findings
    yield Heading("What was found")
    if text.strip():
        yield from paragraphs(text)
    else:
        yield Blanks(("",), 5)


def _covered(sources: Sources, session: SupportSession) -> Iterator[Part]:
    known = (
        ("Held on", full(session.held_on)),
        ("Platforms", listed(sources.labels("platforms", session.platforms))),
    )
    yield Facts(tuple((label, text) for label, text in known if text))
    covered = sources.labels("privacy-settings", session.settings_covered)
    if covered:
        yield Heading("What we went through", level=2)
        yield Ticks(tuple(covered), frozenset(range(len(covered))))
    if session.advice.strip():
        yield Heading("What we advised", level=2)
        yield from paragraphs(_advice(sources, session))
    if session.follow_up_on:
        yield Paragraph(f"We look at it together again on {day(session.follow_up_on)}.", "strong")


def _advice(sources: Sources, session: SupportSession) -> str:
    """The advice without anyone else's name: of several who came, none is named to the others."""
    came = [sources.person(one.person_id) for one in session.attendees]
    keep = [sources.person(session.adviser_id), sources.holder(Role.ESAFETY_LEADER)]
    kept = [person for person in (*keep, *(came if len(came) == 1 else ())) if isinstance(person, Person)]
    return sources.remover(kept).cleaned(session.advice).text
