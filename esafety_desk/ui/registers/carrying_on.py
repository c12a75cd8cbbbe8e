"""How one record carries on into another: what each form is given, so that nothing is typed twice."""

from __future__ import annotations

from datetime import timedelta

from esafety_desk.records.approval import AccountApproval, Decision
from esafety_desk.records.base import Record
from esafety_desk.records.declaration import Declaration
from esafety_desk.records.enquiry import Enquiry
from esafety_desk.records.exemption import Exemption, ExemptionState
from esafety_desk.records.incident import Incident, Status
from esafety_desk.records.moderation import Moderation
from esafety_desk.records.official_account import Contact, OfficialAccount
from esafety_desk.records.project import Project
from esafety_desk.records.referral import Referral
from esafety_desk.records.registers import REGISTERS, register_of
from esafety_desk.services import carrying, naming
from esafety_desk.services.keeping import Work
from esafety_desk.ui.registers.requests import Act, Asking, FormRequest


def _turned_into(register: str) -> Asking:
    """An enquiry becomes a record of ``register``, with all that was typed."""

    def ask(work: Work, enquiry: Enquiry) -> FormRequest:
        values = carrying.carry(work, enquiry.id, register)
        about = f"{enquiry.reference} · {enquiry.heading}"
        return FormRequest(register, values, about=about, origin=enquiry.id, elsewhere=True)

    return ask


def _about(record: AccountApproval | OfficialAccount) -> str:
    return f"{record.reference} · {record.heading}"


def _answer(work: Work, enquiry: Enquiry) -> FormRequest:
    return _changed(enquiry, "answer", answered_on=work.today)


def _review_account(work: Work, approval: AccountApproval) -> FormRequest:
    who = naming.leader_on(work.desk, work.today)
    return FormRequest(
        "account-reviews",
        {"reviewer_id": who},
        {"about_id": approval.id},
        about=f"{approval.reference} · {approval.account_name or 'Account'}",
    )


def _decided(decision: Decision) -> Asking:
    """A request gets its answer today; who gave it is asked."""

    def ask(work: Work, approval: AccountApproval) -> FormRequest:
        return _changed(approval, "decided_by", decision=decision, decided_on=work.today)

    return ask


def _on_account(register: str, who: str = "") -> Asking:
    """A new record of ``register`` on an official account; ``who`` is the field that names the leader."""

    def ask(work: Work, account: OfficialAccount) -> FormRequest:
        values = {who: naming.leader_on(work.desk, work.today)} if who else {}
        return FormRequest(register, values, {"account_id": account.id}, about=_about(account))

    return ask


def ask_exemption(work: Work, project: Project) -> FormRequest:
    """A new exemption for a project: the service, for whom, why and how long are known."""
    with_names = naming.spoken_words(work.desk, "platforms", project.platforms)
    years = ", ".join(group.label for group in project.year_groups)
    values = {
        "service": ", ".join(with_names),
        "for_whom": years or "The pupils of the project",
        "reason": project.purpose or project.title,
        "starts_on": project.first_use_on,
        "ends_on": project.last_use_on,
    }
    about = f"{project.reference} · {project.title}"
    return FormRequest("exemptions", values, {"project_id": project.id}, about=about, origin=project.id)


def _extend(work: Work, exemption: Exemption) -> FormRequest:
    """A longer time is a new decision, which names the one before."""
    last = exemption.ends_on or work.today
    values = {
        name: getattr(exemption, name) for name in ("service", "for_whom", "reason", "risk", "la_reference")
    }
    begins = max(last + timedelta(days=1), work.today) if exemption.ends_on else work.today
    values |= {"starts_on": begins, "project_id": exemption.project_id}
    about = f"Extends {exemption.reference}"
    return FormRequest("exemptions", values, {"extends_id": exemption.id}, about=about, focus="ends_on")


def _authorise(work: Work, exemption: Exemption) -> FormRequest:
    return _changed(exemption, "authorised_by", state=ExemptionState.IN_FORCE, authorised_on=work.today)


def _confirm_removal(work: Work, exemption: Exemption) -> FormRequest:
    who = naming.leader_on(work.desk, work.today)
    return _changed(
        exemption, "removed_by", state=ExemptionState.REMOVED, removed_on=work.today, removed_by=who
    )


def _test(work: Work, exemption: Exemption) -> FormRequest:
    return _changed(exemption, "tested_on", tested_on=work.today)


def _answer_contact(work: Work, contact: Contact) -> FormRequest:
    return _changed(contact, "answered_on", answered_on=work.today)


def _review_moderation(work: Work, moderation: Moderation) -> FormRequest:
    return _changed(moderation, "reviewed_on", reviewed_on=work.today)


def _end_declaration(work: Work, declaration: Declaration) -> FormRequest:
    return _changed(declaration, "ended_on", ended_on=work.today)


def _decide(work: Work, incident: Incident) -> FormRequest:
    return _changed(incident, "decision")


def _close(work: Work, incident: Incident) -> FormRequest:
    return _changed(incident, "status", status=Status.CLOSED, closed_on=work.today)


def _record_reply(work: Work, referral: Referral) -> FormRequest:
    return _changed(referral, "reply", replied_on=work.today)


def _hold_review(work: Work, referral: Referral) -> FormRequest:
    return _changed(referral, "review_held_on", review_held_on=work.today)


def _changed(record: Record, focus: str, **values: object) -> FormRequest:
    """The form of a kept record, with ``values`` in it and the cursor at ``focus``."""
    return FormRequest(register_of(record).name, values, record_id=record.id, focus=focus)


_TURNS = ("support-sessions", "approvals", "projects", "incidents")
ENQUIRY_ACTS = (
    *(
        Act(f"turn-into.{name}", REGISTERS[name].singular.capitalize(), _turned_into(name), menu="Turn into…")
        for name in _TURNS
    ),
    Act("answer", "Answer", _answer, lambda enquiry: not enquiry.is_answered),
)
APPROVAL_ACTS = (
    Act("approve", "Approve", _decided(Decision.APPROVED), lambda approval: approval.is_waiting),
    Act("refuse", "Refuse", _decided(Decision.REFUSED), lambda approval: approval.is_waiting),
    Act("review", "Review", _review_account, lambda approval: approval.is_approved),
)
INCIDENT_ACTS = (
    Act("decide", "Decide", _decide, lambda incident: incident.is_undecided and not incident.is_ending),
    Act("close", "Close", _close, lambda incident: not incident.is_ending),
)
REFERRAL_ACTS = (
    Act("reply", "Record reply", _record_reply, lambda referral: not referral.is_answered),
    Act("hold-review", "Review held", _hold_review, lambda referral: referral.awaits_review),
)
OFFICIAL_ACCOUNT_ACTS = (
    Act(
        "check",
        "Record check",
        _on_account("monitoring-checks", "checked_by"),
        lambda account: not account.closed_on,
    ),
    Act("contact", "Log contact", _on_account("contacts"), lambda account: not account.closed_on),
    Act(
        "moderate", "Moderate", _on_account("moderation", "decided_by"), lambda account: not account.closed_on
    ),
)
PROJECT_ACTS = (Act("exemption", "Ask exemption", ask_exemption, lambda project: not project.is_over),)
EXEMPTION_ACTS = (
    Act("authorise", "Authorise", _authorise, lambda exemption: exemption.state is ExemptionState.ASKED),
    Act(
        "test",
        "Tested",
        _test,
        lambda exemption: exemption.state is ExemptionState.IN_FORCE and exemption.tested_on is None,
    ),
    Act("extend", "Extend", _extend, lambda exemption: exemption.state is ExemptionState.IN_FORCE),
    Act(
        "confirm-removal",
        "Confirm removal",
        _confirm_removal,
        lambda exemption: exemption.state is ExemptionState.IN_FORCE,
    ),
)
CONTACT_ACTS = (Act("answer", "Answered", _answer_contact, lambda contact: contact.answered_on is None),)
MODERATION_ACTS = (Act("review", "Reviewed", _review_moderation, lambda done: done.reviewed_on is None),)
DECLARATION_ACTS = (Act("end", "Link ended", _end_declaration, lambda declared: declared.ended_on is None),)
