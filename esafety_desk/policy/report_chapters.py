"""The parts of a governors' report in their order, with the author's own paragraphs and without those left out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from esafety_desk.policy import report_scorecard, report_sections, report_work
from esafety_desk.policy.figures import Figure, Row, Section, Table
from esafety_desk.policy.narrative import Carried, Promise, Told
from esafety_desk.policy.report_choices import Chapter
from esafety_desk.policy.report_shown import Shown
from esafety_desk.policy.wording import full

BY_NEXT_REPORT = "By the next report"
_MAKERS: Mapping[Chapter, Callable[[Shown], Section]] = {
    Chapter.SCORECARD: report_scorecard.policy,
    Chapter.INCIDENTS: report_sections.incidents,
    Chapter.TIMELINESS: report_sections.timeliness,
    Chapter.QUALITY: report_sections.quality,
    Chapter.REFERRALS: report_sections.referrals,
    Chapter.APPROVALS: report_work.approvals,
    Chapter.EXEMPTIONS: report_work.exemptions,
    Chapter.FILTERING: report_work.filtering,
    Chapter.ACCOUNTS: report_work.accounts,
    Chapter.PEOPLE: report_work.people,
    Chapter.WELL: report_work.well,
}


def chapters(
    shown: Shown, words: Told, remarks: Mapping[Chapter, str], left_out: Collection[Chapter]
) -> tuple[Section, ...]:
    """Every part that has something to say."""
    found = []
    for chapter in Chapter:
        if chapter in left_out:
            continue
        section = _next(words) if chapter is Chapter.NEXT else _MAKERS[chapter](shown)
        own = tuple(text for text in map(str.strip, remarks.get(chapter, "").split("\n\n")) if text)
        section = replace(
            section, key=chapter.value, title=chapter.label, paragraphs=section.paragraphs + own
        )
        if section.paragraphs or section.tables or section.charts:
            found.append(section)
    return tuple(found)


def _next(words: Told) -> Section:
    """What is to be done, by which role and when; and what became of what was asked and promised before."""
    tables = []
    if words.promises:
        rows = tuple(map(_promised, words.promises))
        columns = ("Who", "By")
        tables.append(Table("promises", "To be done", columns, rows, is_words=True, corner="Action"))
    for source in dict.fromkeys(item.source for item in words.carried):
        rows = tuple(_answered(item) for item in words.carried if item.source == source)
        title = f"Asked and promised in the report on {source}"
        tables.append(
            Table("carried", title, ("Who", "What became of it"), rows, is_words=True, corner="Action")
        )
    return Section(Chapter.NEXT.value, Chapter.NEXT.label, (), tuple(tables))


def _promised(promise: Promise) -> Row:
    due = full(promise.due_on) if promise.due_on else BY_NEXT_REPORT
    return Row(promise.what, (Figure(promise.owner), Figure(due)))


def _answered(item: Carried) -> Row:
    said = item.answer.became.label
    if item.answer.words:
        said = f"{said}: {item.answer.words}"
    return Row(item.what, (Figure(item.owner), Figure(said)))
