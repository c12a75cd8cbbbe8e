"""Papers of whole registers: the actions for a meeting, the good that was done, the blank forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from esafety_desk.policy.calendar import Period, school_year_of
from esafety_desk.policy.other_names import Remover
from esafety_desk.policy.wording import brief, counted, listed, span
from esafety_desk.records.action import Action
from esafety_desk.records.aims import Aim
from esafety_desk.records.base import Record
from esafety_desk.records.family_support import FamilySupport
from esafety_desk.records.positive_use import PositiveUse
from esafety_desk.records.project import Project
from esafety_desk.records.registers import (
    ACTIONS,
    FAMILY_SUPPORT,
    POSITIVE_USES,
    PROJECTS,
    TEACHING,
    Register,
)
from esafety_desk.records.teaching import Teaching
from esafety_desk.reports.document import Column, Document, Heading, Paragraph, Part
from esafety_desk.services.papers.parts import Asked, paper, short_day, table, worded
from esafety_desk.services.papers.sources import Sources
from esafety_desk.store import lookups

_NOBODY = "Nobody yet"
_ALSO: tuple[tuple[type[Record], Register, str, str], ...] = (
    (Project, PROJECTS, "project", "projects"),
    (Teaching, TEACHING, "teaching record", "teaching records"),
    (FamilySupport, FAMILY_SUPPORT, "piece of family support", "pieces of family support"),
)


def action_list(sources: Sources, asked: Asked) -> Document:
    """What is to be done, by whose role and until when, ready for the minutes; no name stands in it."""
    period = asked.period or _this_year(sources)
    every = sources.every(Action, ACTIONS, sort="due_on")
    restricted = lookups.restricted_among(sources.connection, {one.about_id for one in every if one.about_id})
    told = [one for one in every if one.about_id not in restricted]
    still_open = [one for one in told if one.is_open]
    done = [one for one in told if one.done_on and period.starts_on <= one.done_on <= period.ends_on]
    remover = sources.remover()
    kept_back = sum(one.is_open for one in every) - len(still_open)
    parts = (
        Heading("To be done"),
        *_by_role(sources, still_open, remover),
        Paragraph(f"{counted(kept_back, 'action')} on a restricted matter not listed.", "quiet")
        if kept_back
        else None,
        Heading(f"Done, {span(period.starts_on, min(period.ends_on, sources.today))}"),
        table(
            (Column("What", takes_rest=True), "Whose", "Due", "Done"),
            [
                (
                    remover.cleaned(one.what).text,
                    _role(sources, one),
                    short_day(one.due_on),
                    short_day(one.done_on),
                )
                for one in done
            ],
            empty="Nothing was done in these days.",
        ),
    )
    return paper(
        sources,
        "Action list",
        parts,
        subtitle=f"{counted(len(still_open), 'action')} open",
        file_title="Action list",
    )


def award_evidence(sources: Sources, asked: Asked) -> Document:
    """What went well with social media, by the school's four aims, with how the school knows."""
    period = asked.period or _this_year(sources)
    remover = sources.remover()
    seen = [one for one in sources.every(PositiveUse, POSITIVE_USES, sort="dated_on") if _within(one, period)]
    parts: list[Part] = [*worded(sources.wording("award-evidence", period=period.label))]
    for aim in Aim:
        parts.append(Heading(aim.label))
        parts.append(_seen(sources, [one for one in seen if aim in one.aims], remover))
        also = [_counted(sources, kind, register, period, aim, names) for kind, register, *names in _ALSO]
        said = listed([text for text in also if text])
        if said:
            parts.append(Paragraph(f"Also served by {said}.", "quiet"))
    subtitle = f"{period.label} · {span(period.starts_on, period.ends_on)}"
    return paper(sources, "Evidence of positive use", parts, subtitle=subtitle)


def _this_year(sources: Sources) -> Period:
    year = school_year_of(sources.today)
    return Period(year.label, year.starts_on, year.ends_on)


def _by_role(sources: Sources, actions: Iterable[Action], remover: Remover) -> Iterator[Part]:
    by_role: dict[str, list[Action]] = {}
    for action in actions:
        by_role.setdefault(_role(sources, action), []).append(action)
    if not by_role:
        yield Paragraph("Nothing is open.")
    for role in sorted(by_role, key=lambda one: (one == _NOBODY, one)):
        rows = [
            (
                remover.cleaned(one.what).text,
                sources.called(one.about_id),
                short_day(one.due_on, "No day"),
                _state(one, sources),
            )
            for one in by_role[role]
        ]
        yield Heading(role, level=2)
        yield table((Column("What", takes_rest=True), "About", "Due", "State"), rows)


def _role(sources: Sources, action: Action) -> str:
    return sources.role(action.owner_id, sources.today) or _NOBODY


def _state(action: Action, sources: Sources) -> str:
    return "Overdue" if action.due_on and action.due_on < sources.today else "Open"


def _within(record: Record, period: Period) -> bool:
    return record.dated_on is not None and period.starts_on <= record.dated_on <= period.ends_on


def _seen(sources: Sources, uses: Iterable[PositiveUse], remover: Remover) -> Part:
    rows = [
        (
            brief(one.seen_on),
            remover.cleaned(one.title).text,
            listed(sources.labels("platforms", one.platforms)),
            remover.cleaned(one.evidence).text,
        )
        for one in uses
    ]
    heads = (
        "Seen on",
        Column("What went well", takes_rest=True),
        "Platforms",
        Column("How the school knows", takes_rest=True),
    )
    return table(heads, rows, empty="Nothing is recorded for this aim in these days.")


def _counted(
    sources: Sources, kind: type[Record], register: Register, period: Period, aim: Aim, names: list[str]
) -> str:
    number = sum(
        _within(one, period) and aim in getattr(one, "aims", ()) for one in sources.every(kind, register)
    )
    return counted(number, *names) if number else ""
