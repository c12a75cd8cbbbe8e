"""The words of a governors' report: what its first page says, made from figures that may be published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from esafety_desk.policy import report_measures as measures
from esafety_desk.policy.counts import WorkCounts
from esafety_desk.policy.disclosure import NOT_SHOWN
from esafety_desk.policy.figures import Edition, Figure, Row
from esafety_desk.policy.narrative import Promise
from esafety_desk.policy.protection import ALL_FEWER
from esafety_desk.policy.report_shown import Shown, in_words, is_one, sentence, spoken
from esafety_desk.policy.wording import full, listed
from esafety_desk.records.incident import RiskArea

LEADER = "E-safety leader"
_NOTICEABLE = 0.05
"""Coverage moves when it differs by more than one in twenty."""


def sentences(shown: Shown) -> tuple[str, ...]:
    """The five sentences proposed for the front page."""
    if shown.cut_off < shown.period.starts_on:
        begins = full(shown.period.starts_on)
        return (f"{shown.period.label} begins on {begins}, after these figures were taken.",)
    makers = (support_sentence, approvals_sentence, incidents_sentence, referrals_sentence, actions_sentence)
    return tuple(maker(shown) for maker in makers)


def support_sentence(shown: Shown) -> str:
    """Staff coverage, and whether it grew, kept pace or fell."""
    now, span = shown.now, within_months(shown.support_months)
    if not now.staff_in_post:
        return "No staff in post are on the desk yet, so it cannot be said how many were supported."
    session = f"a privacy-settings session {span}"
    if not now.staff_covered:
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
        return f"No action on support or accounts fell due, and {late}."
    on_time = f"{actions.on_time:,} of {actions.due:,}"
    verb = "was" if actions.on_time == 1 else "were"
    return f"Of actions on support and accounts, {on_time} {verb} done on time; {late}."


def risks(shown: Shown) -> tuple[tuple[str, str], ...]:
    """The three risks proposed: those the figures show first, then what any school should keep an eye on."""
    found: dict[str, str] = {}
    for title, text in (*_risks_in_figures(shown), *_LASTING_RISKS):
        found.setdefault(title, text)
    return tuple(found.items())[:3]


def decisions(shown: Shown) -> tuple[str, ...]:
    """What governors are asked to decide, at most three."""
    now, standing = shown.now, shown.standing
    asked = [f"Note this report on {shown.period.label}."]
    missing = now.staff_in_post - now.staff_covered
    if missing:
        who = "the one member of staff" if missing == 1 else f"the {in_words(missing)} staff"
        since = within_months(shown.support_months)
        asked.append(f"Agree that {who} without a support session {since} be offered one.")
    if standing.actions_overdue:
        actions = "action" if standing.actions_overdue == 1 else "actions"
        asked.append(
            f"Ask for the {in_words(standing.actions_overdue)} overdue {actions} to be done or set aside."
        )
    if standing.approvals_waiting:
        requests = "request" if standing.approvals_waiting == 1 else "requests"
        asked.append(
            f"Ask for a decision on the {in_words(standing.approvals_waiting)} {requests} still waiting."
        )
    return tuple(asked[:3])


def promises(shown: Shown) -> tuple[Promise, ...]:
    """What is proposed to be done next, each by a role; when is for the author to say."""
    now, standing = shown.now, shown.standing
    missing = now.staff_in_post - now.staff_covered
    found = []
    if missing:
        who = "the one member of staff" if missing == 1 else f"the {in_words(missing)} staff"
        found.append(Promise(f"Offer a support session to {who} without one.", LEADER))
    if standing.actions_overdue:
        actions = "action" if standing.actions_overdue == 1 else "actions"
        found.append(Promise(f"Finish the {in_words(standing.actions_overdue)} overdue {actions}.", LEADER))
    if standing.approvals_waiting:
        requests = "request" if standing.approvals_waiting == 1 else "requests"
        waiting = in_words(standing.approvals_waiting)
        found.append(Promise(f"Decide on the {waiting} {requests} still waiting.", "Senior leadership team"))
    return tuple(found)


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


_LASTING_RISKS = (
    ("What is not told", "a quiet term may mean that children do not tell; staff go on asking."),
    ("Settings that change", "platforms change their settings and age limits; sessions go over them anew."),
    ("Life after school", "much of it happens where only families can see; they need the same advice."),
)


def _risks_in_figures(shown: Shown) -> Iterator[tuple[str, str]]:
    now, standing = shown.now, shown.standing
    area = largest_area(shown)
    if area is not None:
        yield f"{area.label} online", f"the commonest concern, with {spoken(area.cells[0])} incidents."
    missing = now.staff_in_post - now.staff_covered
    if missing * 5 >= now.staff_in_post > 0:
        who = "member of staff has" if missing == 1 else "staff have"
        since = within_months(shown.support_months)
        yield "Staff not yet supported", f"{in_words(missing)} {who} had no session {since}."
    outside = shown.share(measures.OUTSIDE).text
    if outside in ("most", "nearly all"):
        yield "Life after school", f"{outside} incidents were at least partly outside school."
    if now.supported_first < now.approved:
        without = now.approved - now.supported_first
        accounts = "account was" if without == 1 else "accounts were"
        yield (
            "Accounts before support",
            f"{in_words(without)} {accounts} approved before the owner had a session.",
        )
    if standing.actions_overdue:
        actions = "action is" if standing.actions_overdue == 1 else "actions are"
        yield "Actions running late", f"{in_words(standing.actions_overdue)} {actions} past the day agreed."
    if shown.share(measures.ANSWERED).text in ("some", "few", "about half"):
        yield "Referrals waiting", f"{shown.share(measures.ANSWERED).text} have been answered so far."


def _pace(shown: Shown) -> str:
    then = shown.work[shown.columns.named[1]] if len(shown.columns.named) > 1 else None
    if then is None or not then.staff_in_post:
        return "Staff support"
    change = shown.now.staff_covered / shown.now.staff_in_post - then.staff_covered / then.staff_in_post
    if abs(change) <= _NOTICEABLE:
        return "Staff support kept pace"
    return "Staff support grew" if change > 0 else "Staff support fell back"


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
