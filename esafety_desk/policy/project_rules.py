"""Rules of projects: who approves, late notice with its reason, and nothing begun before it is ready."""

from __future__ import annotations

from collections.abc import Iterator

from esafety_desk.policy.notice import is_late, tell_by
from esafety_desk.policy.readiness import APPROVER_ROLES, is_ready, spoken_missing
from esafety_desk.policy.surroundings import Finding, Surroundings, in_role, is_on_staff
from esafety_desk.policy.wording import spoken
from esafety_desk.records.people import SENIOR_ROLES
from esafety_desk.records.project import NEVER_RUN, Project


def project_rules(record: Project, around: Surroundings) -> Iterator[Finding]:
    """What stands against keeping this project as it is. Sources: policy, Staff 7 and Pupils 2."""
    if not is_on_staff(record.owner_id, record.planned_on, around):
        yield Finding("owner_id", "Projects are led by staff. Is this the right person?")
    otherwise = "neither Head of Department nor senior staff"
    yield from in_role(
        "approved_by", record.approved_on, APPROVER_ROLES, otherwise, around, record.approved_by
    )
    otherwise = "not senior staff"
    yield from in_role("override_by", record.override_on, SENIOR_ROLES, otherwise, around, record.override_by)
    if is_short_without_reason(record, around):
        by = spoken(tell_by(record.first_use_on, around.school.notice_days), around.today)
        text = f"Technical support should have been told by {by} (Staff 7). Say why the notice is short."
        yield Finding("late_reason", text, must_be_mended=True)
    if record.has_begun and around.project is not None and not is_ready(record, around.project):
        missing = spoken_missing(record, around.project)
        text = (
            f"It is not ready yet. Missing: {missing}. Finish this, or let senior staff decide with a reason."
        )
        yield Finding("stage", text, must_be_mended=True)


def is_short_without_reason(record: Project, around: Surroundings) -> bool:
    """Whether the notice is short and nobody has said why; what will never run needs no reason."""
    if record.stage in NEVER_RUN or record.late_reason.strip():
        return False
    notice_days = around.school.notice_days
    return is_late(record.technical_request_on, record.first_use_on, notice_days, around.today)
