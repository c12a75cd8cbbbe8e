"""Papers of a project: the letter to parents, the request to technical support."""

from __future__ import annotations

from collections.abc import Iterator

from esafety_desk.policy.notice import is_late, notice_given, tell_by
from esafety_desk.policy.wording import brief, counted, full, listed, span
from esafety_desk.records.approval import AccountApproval
from esafety_desk.records.exemption import Exemption, ExemptionState
from esafety_desk.records.official_account import OfficialAccount
from esafety_desk.records.project import Project
from esafety_desk.records.registers import APPROVALS, EXEMPTIONS, OFFICIAL_ACCOUNTS
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
from esafety_desk.services.papers.parts import Asked, day, lines, paper, short_day, table, worded
from esafety_desk.services.papers.sources import Sources
from esafety_desk.store import preparation


def parents_letter(sources: Sources, asked: Asked) -> Document:
    """How, when and on which platform a project runs, the age limits, and whom to ask (Pupils 1 and 2)."""
    project = _project(asked)
    leader = sources.name(project.owner_id)
    pieces = sources.wording(
        "parents-letter",
        project=project.title,
        purpose=project.purpose,
        first_use=full(project.first_use_on),
        last_use=day(project.last_use_on),
        when=_when(project),
        platforms=listed(sources.labels("platforms", project.platforms)),
        year_groups=_years(project),
        devices=project.devices.label,
        leader=leader,
        approval=_approval(sources, project),
    )
    role = sources.role(project.owner_id, sources.today)
    of_years = f" of {_years(project)}" if project.year_groups else ""
    tables = {
        "details": (_details(sources, project),),
        "age_limits": (_age_limits(sources, project, leader),),
    }
    parts = (
        Paragraph(f"To parents and carers{of_years}", "quiet"),
        Heading(project.title),
        *worded(pieces, tables),
        Paragraph(f"\n\n\n{leader}\n{role}"),
    )
    unapproved = "" if project.approved_on else "Not approved yet: do not send"
    return paper(
        sources,
        sources.school.name,
        parts,
        reference=project.reference,
        mark=unapproved,
        is_draft=bool(unapproved),
        file_title=f"Letter to parents {project.reference}",
    )


def _details(sources: Sources, project: Project) -> Facts:
    """What parents look for at a glance."""
    return Facts(
        (
            ("When", _when(project)),
            ("Who takes part", _years(project) or "The pupils of the project"),
            ("Platform", listed(sources.labels("platforms", project.platforms))),
            ("Devices", project.devices.label),
            ("Led by", sources.name(project.owner_id)),
        )
    )


def technical_request(sources: Sources, asked: Asked) -> Document:
    """What technical support is to set up, for which days, and whether it was told in time (Staff 7)."""
    project = _project(asked)
    school, today = sources.school, sources.today
    asked_on = project.technical_request_on or today
    pieces = sources.wording(
        "technical-request",
        project=project.title,
        first_use=full(project.first_use_on),
        notice_days=str(school.notice_days),
    )
    told = Facts(
        (
            ("Project", f"{project.title} ({project.reference})"),
            ("Led by", sources.name(project.owner_id)),
            ("First day of use", full(project.first_use_on)),
            ("Last day of use", day(project.last_use_on, "Not set: please ask before it is taken away")),
            ("Who uses it", _years(project) or "The pupils of the project"),
            ("Devices", project.devices.label),
            ("Services", listed(sources.labels("platforms", project.platforms))),
        )
    )
    parts = (
        *worded(pieces),
        told,
        _notice_line(sources, project),
        *_services(sources, project),
        *_accounts(sources, project),
        *_to_be_done(),
    )
    subtitle = f"To technical support · asked on {full(asked_on)}"
    return paper(
        sources,
        "Technical support request",
        parts,
        subtitle=subtitle,
        reference=project.reference,
        is_one_page=True,
    )


def _project(asked: Asked) -> Project:
    assert isinstance(asked.record, Project)
    return asked.record


def _when(project: Project) -> str:
    if project.last_use_on is None:
        return f"From {full(project.first_use_on)}"
    return span(project.first_use_on, project.last_use_on)


def _years(project: Project) -> str:
    return listed([group.label for group in sorted(project.year_groups, key=lambda group: group.value)])


def _approval(sources: Sources, project: Project) -> str:
    if project.approved_on is None:
        return ""
    who = sources.name_and_role(project.approved_by, project.approved_on)
    return f"The project was approved by {who}, on {full(project.approved_on)}."


def _age_limits(sources: Sources, project: Project, leader: str) -> Facts:
    platforms = preparation.platforms_by_code(sources.connection)
    pairs = []
    for code in project.platforms:
        known = platforms.get(code)
        rule = known.rule_on(project.first_use_on) if known else None
        said = f"Please ask {leader}"
        if rule is not None and rule.minimum_age:
            said = f"{rule.minimum_age} years ({_lower(rule.basis.label)})"
        elif rule is not None:
            said = f"No least age ({_lower(rule.basis.label)})"
        pairs.append((sources.words.label("platforms", code), said))
    return Facts(tuple(pairs))


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _notice_line(sources: Sources, project: Project) -> Part:
    """The two-week line: how much notice there is, and what was said where it is short."""
    school, today = sources.school, sources.today
    told, first = project.technical_request_on, project.first_use_on
    given = max(notice_given(told or today, first), 0)
    said = f"{counted(given, 'day')} of notice; policy asks for {counted(school.notice_days, 'day')}"
    if not is_late(told, first, school.notice_days, today):
        return Notice(f"{said}: in time.", "Notice")
    reason = project.late_reason.strip() or "No reason has been given yet."
    by = full(tell_by(first, school.notice_days))
    return Notice(lines(f"{said}, so it was due by {by}.", f"Why it is short: {reason}"), "Short notice")


def _services(sources: Sources, project: Project) -> Iterator[Part]:
    found = [
        item
        for item in sources.every(Exemption, EXEMPTIONS)
        if item.project_id == project.id and item.state in (ExemptionState.ASKED, ExemptionState.IN_FORCE)
    ]
    if not found and not project.needs_exemption:
        return
    yield Heading("To be let through the filter")
    rows = (
        (
            item.service,
            item.for_whom,
            brief(item.starts_on),
            short_day(item.ends_on, _open_end(item)),
            item.reference,
        )
        for item in found
    )
    empty = "The project needs an exemption, and none has been asked for yet."
    yield table(("Service or address", "For whom", "From", "Remove after", "Reference"), rows, empty=empty)


def _open_end(item: Exemption) -> str:
    return f"No end; look again on {brief(item.review_on)}" if item.review_on else "No end"


def _accounts(sources: Sources, project: Project) -> Iterator[Part]:
    """Approved accounts of whoever leads the project, and the school's own, on its platforms."""
    own = [
        (
            approval.account_name or "Professional account",
            approval.platform,
            sources.name(approval.requested_by),
        )
        for approval in sources.every(AccountApproval, APPROVALS)
        if approval.is_approved
        and approval.requested_by == project.owner_id
        and approval.platform in project.platforms
    ]
    official = [
        (account.name, account.platform, sources.name(account.owner_id))
        for account in sources.every(OfficialAccount, OFFICIAL_ACCOUNTS)
        if account.platform in project.platforms and account.is_open(sources.today)
    ]
    rows = [(name, sources.words.label("platforms", code), who) for name, code, who in own + official]
    yield Heading("Accounts")
    empty = "No account of the school is entered for these platforms."
    yield table(("Account", "Platform", "Who answers for it"), rows, empty=empty)


def _to_be_done() -> Iterator[Part]:
    yield Heading("For technical support to fill in")
    yield Ticks(
        (
            "Filtering is set up for these services, people and days only",
            "Tested before use on a device that pupils will use",
            "The last day is in our calendar, and the exemption goes with it",
        )
    )
    yield Blanks(("Reference of the filtering service", "Tested on", "Removed on"))
    yield Blanks(("Anything that stands in the way",))
    yield Signatures((Signature("Technical support"), Signature("E-safety leader")))
