"""The parts of a governors' report that tell of the school's own work, exactly: accounts, filter, people, benefits."""

from __future__ import annotations

from esafety_desk.policy import report_measures as measures
from esafety_desk.policy import report_shares
from esafety_desk.policy.counts import WorkCounts
from esafety_desk.policy.disclosure import exact
from esafety_desk.policy.figures import Figure, Row, Section, Table
from esafety_desk.policy.report_charts import chart_of_exemptions, coverage_chart
from esafety_desk.policy.report_sections import named_only, share_table, why_not_drawn, why_not_told
from esafety_desk.policy.report_shown import Shown, in_words, sentence
from esafety_desk.policy.report_words import (
    approvals_sentence,
    exemptions_sentence,
    projects_sentence,
    support_sentence,
    within_months,
)
from esafety_desk.policy.wording import counted, full
from esafety_desk.records.aims import Aim


def approvals(shown: Shown) -> Section:
    """Accounts asked for and decided, and projects with the notice they gave."""
    accounts = [
        shown.work_row("Asked for", lambda w: w.asked),
        shown.work_row("Approved", lambda w: w.approved),
        shown.work_row("after a support session", lambda w: w.supported_first, is_within=True),
        shown.work_row("Refused", lambda w: w.refused),
    ]
    if any(shown.work[column].taken_back for column in shown.columns.named):
        accounts.append(shown.work_row("Approved, later taken back", lambda w: w.taken_back))
    projects = (
        shown.work_row("Projects that began", lambda w: w.projects.due),
        shown.work_row(
            "with full notice to technical support", lambda w: w.projects.notice_kept, is_within=True
        ),
        shown.work_row("with short notice", lambda w: w.projects.late_notices, is_within=True),
        shown.work_row(
            "parents told before the first day", lambda w: w.projects.parents_told, is_within=True
        ),
        shown.work_row("Let begin early by senior staff", lambda w: w.projects.overrides),
    )
    waiting = shown.standing.approvals_waiting
    verb = "request waits" if waiting == 1 else "requests wait"
    paragraphs = (
        approvals_sentence(shown),
        sentence(f"{in_words(waiting)} {verb} for a decision"),
        projects_sentence(shown),
    )
    tables = (
        Table("approvals", "Accounts asked for and decided", shown.columns.named, tuple(accounts)),
        Table("projects", "Projects", shown.columns.named, projects),
    )
    return Section("approvals", "Professional accounts and projects", paragraphs, tables)


def exemptions(shown: Shown) -> Section:
    """What was let through the filter, for how long, and what outlived its end."""
    rows = (
        shown.work_row("Opened", lambda w: w.other.exemptions.opened),
        shown.work_row("Removal confirmed", lambda w: w.other.exemptions.removed),
        shown.work_row("In force at the end", lambda w: w.other.exemptions.active),
        shown.work_row("without an end date", lambda w: w.other.exemptions.open_ended, is_within=True),
        shown.work_row("Past the end, not confirmed removed", lambda w: w.other.exemptions.unconfirmed),
        shown.work_row("Days in force, all together", lambda w: w.other.exemptions.days),
    )
    table = Table("exemptions", "Filter exemptions", shown.columns.named, rows)
    return Section(
        "exemptions", "Filter exemptions", (exemptions_sentence(shown),), (table,), chart_of_exemptions(shown)
    )


def filtering(shown: Shown) -> Section:
    """When filtering and monitoring were last reviewed, and whether the checks planned were done."""
    last = shown.now.other.filtering.last_on
    said = (
        f"filtering and monitoring were last reviewed on {full(last)}"
        if last
        else "no review is recorded yet"
    )
    rows = (
        shown.work_row("Reviews", lambda w: w.other.filtering.reviews),
        shown.work_row("Checks planned", lambda w: w.other.filtering.planned),
        shown.work_row("of these done", lambda w: w.other.filtering.done, is_within=True),
    )
    table = Table("filtering", "Reviews and their checks", shown.columns.named, rows)
    return Section("filtering", "Filtering and monitoring", (sentence(said),), (table,))


def accounts(shown: Shown) -> Section:
    """Whether the school's own accounts were looked over, and what was done there about what others posted."""
    checks = shown.now.other.checks
    said = "no check of an official account was due"
    if checks.due:
        said = f"{checks.kept:,} of {counted(checks.due, 'check')} due of official accounts were done"
    rows = (
        shown.work_row("Checks due", lambda w: w.other.checks.due),
        shown.work_row("of these done", lambda w: w.other.checks.kept, is_within=True),
        shown.work_row("Checks done in all", lambda w: w.other.checks.done),
    )
    moderated = named_only(shown, shown.tables[measures.BY_MODERATION])
    tables = [
        Table("checks", "Monitoring checks", shown.columns.named, rows),
        moderated,
        share_table(shown, report_shares.OF_MODERATION, "Looked at again"),
    ]
    paragraphs = (
        sentence(said),
        *why_not_drawn([moderated]),
        *why_not_told(shown, report_shares.OF_MODERATION),
    )
    return Section(
        "accounts", "Official accounts", paragraphs, tuple(table for table in tables if table.rows)
    )


def people(shown: Shown) -> Section:
    """Which staff were supported, what pupils were taught, how many families were reached."""
    support = (
        shown.work_row("Support sessions held", lambda w: w.sessions),
        shown.work_row("Staff in post", lambda w: w.staff_in_post),
        shown.work_row(
            f"supported {within_months(shown.support_months)}", lambda w: w.staff_covered, is_within=True
        ),
    )
    teaching = (
        Row("Topics taught to a year group", tuple(_taught(shown.work[c]) for c in shown.columns.named)),
        shown.work_row("Offers to families", lambda w: w.other.families.offers),
        shown.work_row("families reached", lambda w: w.other.families.reached, is_within=True),
    )
    note = (
        "Each topic counts once for each year group; the second number is every topic for every year group."
    )
    tables = (
        Table("support", "Support sessions and staff coverage", shown.columns.named, support),
        Table("teaching", "Pupils and families", shown.columns.named, teaching, note),
    )
    chart = coverage_chart(shown)
    charts = (chart,) if chart else ()
    return Section("people", "People", (support_sentence(shown),), tables, charts)


def well(shown: Shown) -> Section:
    """Benefits seen, by the aim they serve; what changed because of an incident is for the author to say."""
    if not any(shown.work[column].other.benefits for column in shown.columns.named):
        return Section("well", "What went well", ("No benefit was noted in these periods.",))
    seen = [shown.work[column].other for column in shown.columns.named]
    rows = [shown.work_row("Benefits seen", lambda w: w.other.benefits)]
    rows += [
        Row(f"for {aim.label.lower()}", tuple(exact(one.well.get(aim, 0)) for one in seen), is_within=True)
        for aim in Aim
    ]
    note = "A benefit may serve more than one aim."
    table = Table("well", "Good uses of social media", shown.columns.named, tuple(rows), note)
    return Section("well", "What went well", (), (table,))


def _taught(work: WorkCounts) -> Figure:
    taught = work.other.teaching
    return Figure(f"{len(taught.taught):,} of {taught.topics * taught.years:,}", float(len(taught.taught)))
