"""How the clauses on pupils stand (Pupils 1–4)."""

from __future__ import annotations

from datetime import timedelta

from esafety_desk.policy.calendar import school_year_of
from esafety_desk.policy.dates import months_after
from esafety_desk.policy.holdings import Holdings
from esafety_desk.policy.readiness import AUTHORISER_ROLES, has_valid_override, is_ready
from esafety_desk.policy.verdicts import Evidence, Verdict, by_share, evidence
from esafety_desk.policy.wording import counted, spoken
from esafety_desk.records.base import RecordId
from esafety_desk.records.exemption import Exemption, ExemptionState
from esafety_desk.records.filtering_review import FilteringReview
from esafety_desk.records.incident import Incident
from esafety_desk.records.people import YearGroup
from esafety_desk.records.platform import Platform
from esafety_desk.records.project import Project
from esafety_desk.records.teaching import Teaching

_LONG_OVERDUE = timedelta(days=90)


def taught_cells(held: Holdings) -> tuple[frozenset[tuple[str, YearGroup]], int]:
    """The pairs of topic and year group taught this school year, and how many there should be."""
    topics = {word.code for word in held.words.of("teaching-topics")}
    year = school_year_of(held.today)
    taught = frozenset(
        (lesson.topic, group)
        for lesson in held.all(Teaching)
        if year.contains(lesson.taught_on) and lesson.topic in topics
        for group in lesson.year_groups
        if group in held.year_groups
    )
    return taught, len(topics) * len(held.year_groups)


def pupils_are_taught(held: Holdings) -> Verdict:
    """Pupils 1: every topic in every year group by the end of the year, and age limits checked again in time.

    As the year goes on more is asked for: at Christmas a third of the grid is on its way to all of it.
    """
    taught, whole = taught_cells(held)
    lessons, platforms = held.all(Teaching), held.all(Platform)
    current = [p for p in platforms if not held.words.is_archived("platforms", p.platform)]
    overdue = [platform for platform in current if platform.check_again_on < held.today]
    shown = (
        evidence(Teaching, "Teaching", lessons),
        evidence(Teaching, "Taught this school year", [t for t in lessons if _this_year(t, held)]),
        evidence(Platform, "Platforms", platforms),
        evidence(Platform, "Age limit to be checked again", overdue),
    )
    if not whole:
        return Verdict(
            "grey", "No pupils or no topics are entered.", "Enter them under People and Words.", shown
        )
    expected = max(1, round(whole * _part_of_year_gone(held)))
    status = by_share(min(len(taught), expected), expected)
    reason = f"{len(taught)} of {whole} pairs of topic and year group taught this school year"
    if overdue:
        status = "amber" if status == "green" else status
        reason += f"; {counted(len(overdue), 'age limit')} not checked again in time"
    mend = "Teach what the coverage grid leaves open, and check the age limits again."
    return Verdict(status, f"{reason}.", "" if status == "green" else mend, shown)


def _this_year(lesson: Teaching, held: Holdings) -> bool:
    return school_year_of(held.today).contains(lesson.taught_on)


def _part_of_year_gone(held: Holdings) -> float:
    """How much of the teaching year is over: ten months from 1 September."""
    gone = (held.today - school_year_of(held.today).starts_on).days
    return min(1.0, gone / 300)


def projects_approved(held: Holdings) -> Verdict:
    """Pupils 2: no project has begun before it was ready; parents knew before the first day."""
    projects = held.all(Project)
    begun = [item for item in projects if item.has_begun]
    known = [(item, held.projects_around.get(item.id or RecordId(0))) for item in begun]
    unready = [item for item, around in known if around and not is_ready(item, around)]
    overridden = [item for item, around in known if around and has_valid_override(item, around)]
    lately = [item for item in overridden if item.first_use_on > held.year_ago]
    shown = (
        evidence(Project, "Projects", projects),
        evidence(Project, "Ready, running or finished", begun),
        evidence(Project, "Begun though not ready", unready),
        evidence(Project, "Ready by the word of senior staff", overridden),
    )
    if unready:
        reason = f"{counted(len(unready), 'project has', 'projects have')} begun though a step is missing."
        mend = "Finish the missing steps, or stop the project until they are done."
        return Verdict("red", reason, mend, shown)
    if lately:
        reason = f"{counted(len(lately), 'project')} began by the word of senior staff in twelve months."
        return Verdict("amber", reason, "Let projects begin when every step is done.", shown)
    if not begun:
        return Verdict("grey", "No project has begun yet.", "Enter projects as they are planned.", shown)
    return Verdict("green", "Every project was ready, and parents were told, before it began.", "", shown)


def no_personal_mobiles(held: Holdings) -> Verdict:
    """Pupils 3: what happened with personal devices is dealt with."""
    found = [item for item in held.incidents if item.kind == "conduct.personal-device"]
    still_open = [item for item in found if not item.is_closed]
    shown = (
        evidence(Incident, "Incidents with a personal device", found),
        evidence(Incident, "Of these still open", still_open),
        evidence(Project, "Projects", held.all(Project)),
    )
    if still_open:
        return Verdict("amber", f"{counted(len(still_open), 'incident')} still open.", "Finish them.", shown)
    if not found and not held.all(Project):
        return Verdict("grey", "No incident with a personal device, and no project.", "", shown)
    return Verdict("green", "No incident with a personal device is open.", "", shown)


def filter_by_exemption(held: Holdings) -> Verdict:
    """Pupils 4: nothing stays let through beyond its end; filtering itself is looked at every year."""
    items = held.all(Exemption)
    in_force = [item for item in items if item.state is ExemptionState.IN_FORCE]
    expired = [item for item in in_force if item.is_past_end(held.today)]
    open_ended = [item for item in in_force if item.is_open_ended]
    unreviewed = [item for item in open_ended if item.review_on and item.review_on < held.today]
    wrongly = [item for item in items if item.is_authorised and not _rightly_authorised(item, held)]
    reviews = held.all(FilteringReview)
    shown = (
        evidence(Exemption, "Exemptions", items),
        evidence(Exemption, "In force", in_force),
        evidence(Exemption, "Past the end, removal not confirmed", expired),
        evidence(Exemption, "Without an end", open_ended),
        evidence(Exemption, "Authorised without the role on that day", wrongly),
        evidence(FilteringReview, "Filtering reviews", reviews),
    )
    if expired or wrongly:
        said = f"{counted(len(expired), 'exemption is', 'exemptions are')} past the end and not confirmed removed"
        said += f"; {len(wrongly)} authorised without the role." if wrongly else "."
        return Verdict("red", said, "Have them removed, and confirm it by name and day.", shown)
    return _filtering(held, unreviewed, reviews, shown)


def _filtering(
    held: Holdings,
    unreviewed: list[Exemption],
    reviews: tuple[FilteringReview, ...],
    shown: tuple[Evidence, ...],
) -> Verdict:
    """The rest of Pupils 4, where no exemption is past its end."""
    last = max((review.reviewed_on for review in reviews), default=None)
    if last is None and not held.all(Exemption):
        mend = "Review filtering and monitoring, and enter exemptions as they are asked for."
        return Verdict("grey", "No exemption and no filtering review is recorded.", mend, shown)
    if unreviewed:
        reason = f"{counted(len(unreviewed), 'exemption')} without an end not looked at again in time."
        return Verdict("amber", reason, "Look at them again, or give them an end.", shown)
    mend = "Review filtering and monitoring, with a second pair of eyes."
    if last is None:
        return Verdict("amber", "Filtering and monitoring were never reviewed.", mend, shown)
    due = months_after(last, held.school.filtering_review_months)
    if due < held.today:
        reason = f"The last filtering review was {spoken(last, held.today)}."
        return Verdict("red" if held.today - due > _LONG_OVERDUE else "amber", reason, mend, shown)
    return Verdict("green", "Every exemption is within its days, and filtering was reviewed.", "", shown)


def _rightly_authorised(item: Exemption, held: Holdings) -> bool:
    if item.authorised_by is None or item.authorised_on is None:
        return False
    person = held.people.get(item.authorised_by)
    return person is not None and bool(person.roles_on(item.authorised_on) & AUTHORISER_ROLES)
