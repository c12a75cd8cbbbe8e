"""The words of a governors' report: what its first page says, made from figures that may be published."""

from __future__ import annotations

from collections.abc import Sequence

from esafety_desk.policy import report_measures as measures
from esafety_desk.policy.counts import WorkCounts
from esafety_desk.policy.disclosure import NOT_SHOWN
from esafety_desk.policy.figures import Edition, Figure, Row
from esafety_desk.policy.protection import ALL_FEWER
from esafety_desk.policy.report_shown import Shown, in_words, is_one, sentence, spoken
from esafety_desk.policy.wording import full, listed
from esafety_desk.records.incident import RiskArea

_NOTICEABLE = 0.05
"""Coverage moves when it differs by more than one in twenty."""
_ENOUGH = 0.75
"""Under three in four, support is behind, however it moved."""


def sentences(shown: Shown) -> tuple[str, ...]:
    """The five sentences proposed for the front page."""
    if shown.cut_off < shown.period.starts_on:
        begins = full(shown.period.starts_on)
        return (f"{shown.period.label} begins on {begins}, after these figures were taken.",)
    has_projects, has_exemptions = shown.now.projects.due, exemptions_matter(shown)
    makers = (
        support_sentence,
        projects_sentence if has_projects else approvals_sentence,
        incidents_sentence,
        referrals_sentence,
        exemptions_sentence if has_exemptions else actions_sentence,
    )
    return tuple(maker(shown) for maker in makers)


def support_sentence(shown: Shown) -> str:
    """Staff coverage, and whether it grew, kept pace or fell."""
    now, span = shown.now, within_months(shown.support_months)
    if not now.staff_in_post:
        return "No staff in post are on the desk yet, so it cannot be said how many were supported."
    session = f"a privacy-settings session {span}"
    if not now.staff_covered:
        if now.staff_in_post == 1:
            return f"The one member of staff in post has not had {session}."
        return sentence(f"none of the {now.staff_in_post:,} staff in post has had {session}")
    if now.staff_covered == now.staff_in_post:
        everyone = (
            f"all {now.staff_in_post:,} staff in post have"
            if now.staff_in_post > 1
            else "the one in post has"
        )
        return f"Staff support is complete: {everyone} had {session}."
    verb = "has" if now.staff_covered == 1 else "have"
    return f"{_pace(shown)}: {coverage(now)} staff in post {verb} had {session}."


def approvals_sentence(shown: Shown) -> str:
    """What was decided on accounts, and whether support came first."""
    now = shown.now
    if not now.approved + now.refused:
        asked = (
            f"{in_words(now.asked)} {'was' if now.asked == 1 else 'were'} asked for and" if now.asked else ""
        )
        return (
            "No professional account was asked for."
            if not now.asked
            else sentence(f"{asked} none decided yet")
        )
    decided = (
        f"{in_words(now.approved)} {_accounts(now.approved)} approved and {in_words(now.refused)} refused"
    )
    if not now.refused:
        decided = f"{in_words(now.approved)} {_accounts(now.approved)} approved"
    if not now.approved:
        decided = f"{in_words(now.refused)} {_accounts(now.refused)} refused"
    return sentence(f"{decided}{_support_first(now)}")


def projects_sentence(shown: Shown) -> str:
    """Whether technical support and parents were told of projects in time."""
    projects = shown.now.projects
    if not projects.due:
        return f"No project began in {shown.period.label}."
    words = f"; senior staff let {in_words(projects.overrides)} begin early" if projects.overrides else ""
    if projects.due == 1:
        notice = "full" if projects.notice_kept else "short"
        told = "told before" if projects.parents_told else "not told by"
        return (
            f"One project gave technical support {notice} notice; parents were {told} the first day{words}."
        )
    notice = f"{_part(projects.notice_kept, projects.due)} projects gave technical support full notice"
    told = f"parents were told of {_part(projects.parents_told, projects.due)} before the first day"
    return sentence(f"{notice}, and {told}{words}")


def exemptions_sentence(shown: Shown) -> str:
    """What stands open in the filter, and what outlived its end."""
    now = shown.now.other.exemptions
    if not now.active + now.unconfirmed + now.opened + now.removed:
        return f"No filter exemption was in force in {shown.period.label}."
    verb = "filter exemption was" if now.active == 1 else "filter exemptions were"
    last = full(min(shown.period.ends_on, shown.cut_off))
    in_force = f"{in_words(now.active)} {verb} in force on {last}"
    if not now.unconfirmed:
        return sentence(f"{in_force}, and every one that had ended was confirmed removed")
    ended = "has" if now.unconfirmed == 1 else "have"
    return sentence(f"{in_force}; {in_words(now.unconfirmed)} {ended} ended and nobody confirmed the removal")


def exemptions_matter(shown: Shown) -> bool:
    """Whether an exemption outlived its end: then it is worth one of five sentences."""
    return shown.now.other.exemptions.unconfirmed > 0


def incidents_sentence(shown: Shown) -> str:
    """How many incidents, and where they lay."""
    figure = shown.headline(measures.INCIDENTS_RECORDED)
    noun, verb = ("incident", "was") if is_one(figure) else ("incidents", "were")
    return sentence(f"{spoken(figure)} {noun} {verb} recorded{_beside(shown, figure)}{_where(shown)}")


def referrals_sentence(shown: Shown) -> str:
    """How many referrals, and how they were answered."""
    figure = shown.headline(measures.REFERRALS_MADE)
    noun, verb = ("referral", "was") if is_one(figure) else ("referrals", "were")
    made = f"{spoken(figure)} {noun} {verb} made"
    if not shown.can_say_share(figure):
        return sentence(f"{made}, too few to say how they were answered")
    answered, in_time = shown.share(measures.ANSWERED).text, shown.share(measures.ANSWERED_IN_TIME).text
    if NOT_SHOWN in (answered, in_time):
        return sentence(made)
    if shown.edition is Edition.CONFIDENTIAL:
        return sentence(f"{made}; {answered} had been answered, {in_time} by the day they were due")
    same = answered == in_time
    rest = "by the day they were due" if same else f"had been answered, {in_time} by the day they were due"
    return sentence(f"{made}; {answered} {'were answered ' + rest if same else rest}")


def actions_sentence(shown: Shown) -> str:
    """The school's own actions: done on time, and what is late now."""
    actions, standing = shown.now.actions, shown.standing
    late = (
        f"{in_words(standing.actions_overdue)} {'is' if standing.actions_overdue == 1 else 'are'} overdue now"
    )
    if not standing.actions_overdue:
        late = "none is overdue now"
    if not actions.due:
        return f"No action on the school’s own work fell due, and {late}."
    on_time = f"{actions.on_time:,} of {actions.due:,}"
    verb = "was" if actions.on_time == 1 else "were"
    return f"Of actions on the school’s own work, {on_time} {verb} done on time; {late}."


def coverage(work: WorkCounts) -> str:
    """Staff covered of staff in post: "32 of 41"."""
    return f"{work.staff_covered:,} of {work.staff_in_post:,}"


def within_months(months: int) -> str:
    return "within one month" if months == 1 else f"within {in_words(months)} months"


def largest_area(shown: Shown) -> Row | None:
    """The risk area with clearly the largest published figure in the report's period, if one area has it."""
    ordered = sorted(_visible_areas(shown), key=lambda row: row.cells[0].size, reverse=True)
    if not ordered or (len(ordered) > 1 and ordered[0].cells[0].size == ordered[1].cells[0].size):
        return None
    return None if ordered[0].label in (measures.OTHER_AREAS, RiskArea.UNSORTED.label) else ordered[0]


def _pace(shown: Shown) -> str:
    """Whether support grew, kept pace or fell back; "kept pace" is not said of a school that is behind."""
    now = shown.now.staff_covered / shown.now.staff_in_post
    then = shown.work[shown.columns.named[1]] if len(shown.columns.named) > 1 else None
    is_behind = now < _ENOUGH
    if then is None or not then.staff_in_post:
        return "Staff support is behind" if is_behind else "Staff support"
    change = now - then.staff_covered / then.staff_in_post
    if change < -_NOTICEABLE:
        return "Staff support fell back"
    if change > _NOTICEABLE:
        return "Staff support grew, and is still behind" if is_behind else "Staff support grew"
    return "Staff support is still behind" if is_behind else "Staff support kept pace"


def _part(part: int, whole: int) -> str:
    """Some of a number in a sentence: "nine of eleven", "both", "all five", "none of four"."""
    if part == whole:
        return "both" if whole == 2 else f"all {in_words(whole)}"
    return f"{in_words(part) if part else 'none'} of {in_words(whole)}"


def _accounts(number: int) -> str:
    return "account was" if number == 1 else "accounts were"


def _support_first(work: WorkCounts) -> str:
    if not work.approved:
        return ""
    if work.supported_first == work.approved:
        whose = "its owner" if work.approved == 1 else "each owner"
        return f"; {whose} had a support session first"
    if not work.supported_first:
        whose = "its owner had not" if work.approved == 1 else "no owner had"
        return f"; {whose} had a support session first"
    return f"; {in_words(work.supported_first)} of the owners had a support session first"


def _beside(shown: Shown, figure: Figure) -> str:
    if not shown.before:
        return ""
    then = shown.headline(measures.INCIDENTS_RECORDED, shown.before)
    if then == figure:
        return f", as in {shown.before}"
    return f", after {spoken(then)} in {shown.before}"


def _where(shown: Shown) -> str:
    """Which risk areas stand out; silent where areas were counted together or the table was left out."""
    table = shown.tables[measures.BY_AREA]
    is_whole = table.note == ALL_FEWER or sum(not row.is_total for row in table.rows) == len(RiskArea)
    visible = [_area_in_words(row.label) for row in _visible_areas(shown)]
    if shown.edition is Edition.STANDARD and is_whole and len(visible) <= 2:
        if shown.headline(measures.INCIDENTS_RECORDED).is_hidden:
            return ""
        return "; fewer than five in every risk area" + (f" but {listed(visible)}" if visible else "")
    largest = largest_area(shown)
    return f"; most often {largest.label.lower()}" if largest else ""


def _area_in_words(label: str) -> str:
    return "those not yet sorted" if label == RiskArea.UNSORTED.label else label.lower()


def _visible_areas(shown: Shown) -> Sequence[Row]:
    rows = shown.tables[measures.BY_AREA].rows
    return [row for row in rows if not row.is_total and row.cells[0].size]
