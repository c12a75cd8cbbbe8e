"""The parts of a governors' report that tell of conduct: tables and charts from figures that may be published."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from esafety_desk.policy import report_measures as measures
from esafety_desk.policy import report_shares
from esafety_desk.policy.counts import Delay
from esafety_desk.policy.disclosure import NOT_SHOWN, TOO_FEW
from esafety_desk.policy.figures import Edition, Figure, Row, Section, Table
from esafety_desk.policy.protection import ALL_FEWER, LEFT_OUT
from esafety_desk.policy.report_charts import chart_of_ages, charts_of_incidents
from esafety_desk.policy.report_shown import Shown, row_of, sentence, spoken
from esafety_desk.policy.report_words import referrals_sentence
from esafety_desk.policy.wording import full, listed

PER_HUNDRED = "Per 100 pupils on roll"
GIVES_AWAY = "A hidden figure could be worked out from it."
_NO_RATE = Figure(TOO_FEW, is_hidden=True)


def incidents(shown: Shown) -> Section:
    """How many, where they lay, how grave they were; and what may be said of whom they touched."""
    areas = named_only(shown, shown.tables[measures.BY_AREA])
    paragraphs = [_outside(shown)]
    if shown.has_unreviewed and is_said(shown.share(measures.UNREVIEWED)):
        unreviewed = shown.part(measures.UNREVIEWED, "incidents")
        paragraphs.append(sentence(f"{unreviewed} come from an older log and have not been reviewed yet"))
    years = shown.tables.get(measures.AREA_BY_YEAR)
    if not areas.rows and years is not None and years.rows:
        paragraphs.append("Terms are too small to be told by risk area; whole school years are told instead.")
        areas = years
    status = named_only(shown, shown.tables[measures.BY_STATUS])
    if status.rows and shown.frozen.intersection(status.columns):
        then = "Earlier periods stand as they did when they were reported."
        status = replace(status, note=" ".join(filter(None, (status.note, then))))
    tables = [areas, named_only(shown, shown.tables[measures.BY_SEVERITY]), status]
    paragraphs += why_not_drawn(tables)
    paragraphs += why_not_told(shown, report_shares.OF_INCIDENTS, besides=(measures.OUTSIDE,))
    shares = _of_incidents(shown)
    drawn = tuple(table for table in (*tables, shares) if table.rows)
    return Section("incidents", "Incidents", tuple(paragraphs), drawn, charts_of_incidents(shown))


def timeliness(shown: Shown) -> Section:
    """How soon incidents were reported, acted on and closed; and how long the open ones have been open."""
    shares = share_table(shown, report_shares.TIMELINESS, "Incidents within the time meant")
    paragraphs, tables = why_not_told(shown, report_shares.TIMELINESS), [shares]
    if not shares.rows and not paragraphs:
        paragraphs.append(
            "There were too few incidents to say how soon they were reported, acted on or closed."
        )
    if shown.edition is Edition.CONFIDENTIAL:
        rows = tuple(Row(delay.label, shown.delays[delay]) for delay in Delay)
        note = "Days; the median, then the longest. Told where five or more are known."
        tables.append(Table("delays", "Days taken", shown.columns.named, rows, note))
    ages = replace(shown.tables[measures.BY_AGE], columns=(f"On {full(shown.cut_off)}",))
    if ages.note == LEFT_OUT:
        paragraphs += why_not_drawn([ages])
    elif not ages.rows or all(cell.is_hidden for row in ages.rows for cell in row.cells):
        paragraphs.append(sentence(f"{spoken_total(shown)} open on {full(shown.cut_off)}"))
        ages = replace(ages, rows=())
    tables.append(ages)
    drawn = tuple(table for table in tables if table.rows)
    return Section("timeliness", "Timeliness", tuple(paragraphs), drawn, chart_of_ages(shown))


def spoken_total(shown: Shown) -> str:
    """How many incidents are open, as far as it may be told."""
    for row in shown.tables[measures.BY_AGE].rows:
        if row.is_total:
            verb = "is" if row.cells[0].text == "1" else "are"
            return f"{spoken(row.cells[0])} {'incident' if verb == 'is' else 'incidents'} {verb}"
    return "too few incidents to be told by age are"


def quality(shown: Shown) -> Section:
    """Whether what follows an incident was done: parents told, grounds recorded, reviews held, actions on time."""
    shares = share_table(shown, report_shares.QUALITY, "What followed incidents")
    paragraphs = why_not_told(shown, report_shares.QUALITY)
    if not shares.rows and not paragraphs:
        paragraphs.append("There were too few incidents to say in shares what followed them.")
    own = Table(
        "actions",
        "Actions on the school’s own work",
        shown.columns.named,
        (
            shown.work_row("Fell due", lambda w: w.actions.due),
            shown.work_row("done on time", lambda w: w.actions.on_time, is_within=True),
            shown.work_row("done late", lambda w: w.actions.late, is_within=True),
            shown.work_row("set aside with a reason", lambda w: w.actions.set_aside, is_within=True),
            shown.work_row("not done yet", lambda w: w.actions.not_done, is_within=True),
        ),
    )
    paragraphs += [_own_actions(shown), _conduct_actions(shown)]
    drawn = tuple(table for table in (shares, own) if table.rows)
    return Section("quality", "Quality of the response", tuple(paragraphs), drawn)


def referrals(shown: Shown) -> Section:
    """To whom matters were referred and whether answers came; bullying by what became of it."""
    by_addressee = named_only(shown, shown.tables[measures.BY_ADDRESSEE])
    replies = share_table(shown, report_shares.REPLIES, "Replies to referrals")
    bullying = share_table(shown, report_shares.OF_BULLYING, "Referrals to the anti-bullying lead")
    about_hr = "Referrals to HR and to the governors’ legal side are one line; nothing else is told of them."
    paragraphs = [referrals_sentence(shown), about_hr, *why_not_drawn([by_addressee])]
    not_told = why_not_told(shown, report_shares.OF_BULLYING)
    paragraphs += [*not_told, *why_not_told(shown, report_shares.REPLIES)]
    if not bullying.rows and not not_told:
        paragraphs.append("Bullying referrals were too few to say what became of them.")
    drawn = tuple(table for table in (by_addressee, bullying, replies) if table.rows)
    return Section("referrals", "Referrals and replies", tuple(paragraphs), drawn)


def share_table(shown: Shown, key: str, title: str) -> Table:
    """The shares of one kind; without rows where none of them can be said. Lines with nothing to say are left out."""
    lines = report_shares.LINES[key]
    said = [line for line in lines if any(is_said(figure) for figure in shown.shares[line.key])]
    rows = [
        Row(line.label, shown.shares[line.key], is_within=line.within in {one.key for one in said})
        for line in said
    ]
    return Table(key, title, shown.columns.named, tuple(rows))


def named_only(shown: Shown, table: Table) -> Table:
    """``table`` over the named columns only; without rows where none of them would show a figure."""
    places = [table.columns.index(column) for column in shown.columns.named]
    rows = tuple(
        Row(row.label, tuple(row.cells[place] for place in places), row.is_within, row.is_total)
        for row in table.rows
    )
    is_blank = all(cell.is_hidden for row in rows if not row.is_total for cell in row.cells)
    if rows and is_blank:
        return Table(table.key, table.title, shown.columns.named, (), ALL_FEWER)
    return Table(table.key, table.title, shown.columns.named, rows, table.note)


def why_not_drawn(tables: Sequence[Table]) -> list[str]:
    """A sentence for each reason, naming the tables left out for it."""
    left_out = [table for table in tables if not table.rows]
    reasons = dict.fromkeys(table.note for table in left_out)
    titles = {note: [table.title for table in left_out if table.note == note] for note in reasons}
    return [f"Not drawn: {'; '.join(titles[note]).lower()}. {note}" for note in reasons]


def why_not_told(shown: Shown, key: str, besides: Collection[str] = ()) -> list[str]:
    """A sentence naming the shares of one kind, ``besides`` some, that are not told for what they would give away."""
    labels = []
    for line in report_shares.LINES[key]:
        texts = {figure.text for figure in shown.shares[line.key]}
        if line.key not in besides and NOT_SHOWN in texts and texts <= {NOT_SHOWN, TOO_FEW}:
            labels.append(line.label[0].lower() + line.label[1:])
    return [f"Not told: {'; '.join(labels)}. {GIVES_AWAY}"] if labels else []


def is_said(figure: Figure) -> bool:
    return figure.text not in (TOO_FEW, NOT_SHOWN)


def _of_incidents(shown: Shown) -> Table:
    table = share_table(shown, report_shares.OF_INCIDENTS, "Of the incidents recorded")
    if shown.roll is None:
        return table
    rates = [_rate(shown.headline(measures.INCIDENTS_RECORDED, c), shown) for c in shown.columns.named]
    if not any(map(is_said, rates)):
        return table
    return replace(table, rows=(Row(PER_HUNDRED, tuple(rates)), *table.rows))


def _rate(figure: Figure, shown: Shown) -> Figure:
    """Per 100 pupils, from the figure as it is published: it tells nothing that the figure does not."""
    if not shown.can_say_share(figure) or not shown.roll:
        return _NO_RATE
    rate = figure.size * 100 / shown.roll
    about = "about " if figure.text.startswith("about") else ""
    return Figure(f"{about}{rate:.1f}", round(rate, 1))


def _own_actions(shown: Shown) -> str:
    number, late = shown.standing.actions_open, shown.standing.actions_overdue
    verb = "action is" if number == 1 else "actions are"
    of_them = f", {spoken(Figure(str(late), late)) if late else 'none'} of them overdue" if number else ""
    return f"Of the school’s own work {spoken(Figure(str(number), number))} {verb} open{of_them}."


def _conduct_actions(shown: Shown) -> str:
    figure = row_of(shown.tables[measures.STANDING], measures.ACTIONS_OPEN).cells[0]
    overdue = shown.share(measures.OVERDUE)
    parts = [f"of actions about incidents, {spoken(figure)} {'is' if figure.text == '1' else 'are'} open"]
    if is_said(overdue):
        some = overdue.text.partition(" of ")[0] if shown.edition is Edition.CONFIDENTIAL else overdue.text
        parts.append(f"{some} of them overdue")
    return sentence(listed(parts))


def _outside(shown: Shown) -> str:
    outside = shown.share(measures.OUTSIDE)
    if is_said(outside):
        part = shown.part(measures.OUTSIDE, f"incidents in {shown.period.label}")
        return sentence(f"{part} were at least partly outside school")
    if outside.text == TOO_FEW:
        return f"There were too few incidents in {shown.period.label} to say how many were outside school."
    return (
        "How many incidents were outside school is not told, as a hidden figure could be worked out from it."
    )
