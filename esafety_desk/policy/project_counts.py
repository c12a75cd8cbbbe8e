"""What a governors' report counts of projects, exactly: it is the school's own work. Sources: Staff 7, Pupils 2."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from esafety_desk.policy.calendar import Period
from esafety_desk.policy.notice import is_late
from esafety_desk.policy.readiness import ProjectSurroundings, has_valid_override
from esafety_desk.records.project import NEVER_RUN, Project

KnownProject = tuple[Project, ProjectSurroundings]
"""A project with what its readiness hangs on; the day it is judged on is the cut-off of the counts."""


@dataclass(frozen=True, slots=True)
class ProjectCounts:
    """Projects of one period; those refused or called off are left out.

    ``due`` were to begin in the period; of these ``late_notices`` told technical support too late or not at
    all, and ``parents_told`` told parents by the first day. ``overrides`` go by the day of senior staff's
    word, so that each is counted in one period alone.
    """

    due: int = 0
    late_notices: int = 0
    overrides: int = 0
    parents_told: int = 0

    @property
    def notice_kept(self) -> int:
        return self.due - self.late_notices


def project_counts(known: Iterable[KnownProject], period: Period) -> ProjectCounts:
    """The counts of ``period`` up to the day on which each project is judged; every project once."""
    known = tuple(known)
    due = [one for one in known if _is_counted(one, one[0].first_use_on, period)]
    late = [one for one in due if is_late_notice(*one)]
    told = sum(are_parents_told(project) for project, _ in due)
    return ProjectCounts(len(due), len(late), overrides_in_force(known, period), told)


def overrides_in_force(known: Iterable[KnownProject], period: Period) -> int:
    """How many projects senior staff let begin in ``period`` before every step was done."""
    return sum(_is_counted(one, one[0].override_on, period) and has_valid_override(*one) for one in known)


def is_late_notice(project: Project, around: ProjectSurroundings) -> bool:
    """Whether technical support had less than the notice it needs, with or without a reason."""
    told, first = project.technical_request_on, project.first_use_on
    return is_late(told, first, around.school.notice_days, around.today)


def are_parents_told(project: Project) -> bool:
    """Whether parents were told by the first day of use. Source: policy, Pupils 2."""
    return any(notice.told_on <= project.first_use_on for notice in project.parents_notices)


def _is_counted(one: KnownProject, day: date | None, period: Period) -> bool:
    project, around = one
    has_come = day is not None and day <= around.today
    return has_come and period.contains(day or date.max) and project.stage not in NEVER_RUN
