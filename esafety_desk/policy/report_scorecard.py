"""The policy scorecard as governors see it: each clause with its evidence, how it stands and why.

Figures of the school's own work are exact. Where a clause rests on conduct, the standard edition gives no number,
and says how it stands only while that cannot tell anyone more than the figures printed elsewhere: every line
it rests on must be published, or a lone "red" would say that something hidden is not nought.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from esafety_desk.policy import report_measures as measures
from esafety_desk.policy.counts import Addressee
from esafety_desk.policy.disclosure import TOO_FEW
from esafety_desk.policy.figures import Edition, Figure, Row, Section, Table
from esafety_desk.policy.report_shown import Shown, sentence
from esafety_desk.policy.scorecard import ClauseStatus
from esafety_desk.policy.verdicts import Evidence
from esafety_desk.policy.wording import counted, listed
from esafety_desk.records.incident import RiskArea
from esafety_desk.records.registers import (
    CONTACTS,
    DECLARATIONS,
    INCIDENTS,
    MODERATION,
    REFERRALS,
)

STATUSES = {"green": "Green", "amber": "Amber", "red": "Red", "grey": "No evidence yet"}
_OF_CONDUCT = {register.name for register in (INCIDENTS, REFERRALS, MODERATION, CONTACTS, DECLARATIONS)}
_STATUS_ALONE = frozenset({"Staff 9", "Out 3"})
"""Referrals to HR and to governors: how they stand and nothing else, in any edition. Source: DOMAIN, section 1."""
_RESTS_ON_WORK = frozenset({"Staff 6"})
"""Clauses that list evidence of conduct and are not judged by it."""
_NOTHING_OUTSTANDING = "Nothing is outstanding."
_OUTSTANDING = {"amber": "Something is outstanding.", "red": "Something important is outstanding."}

_Gate = Callable[[Shown], bool]


def _line(key: str, label: str) -> _Gate:
    """That a line of a table shows a figure for the report's own period."""

    def is_shown(shown: Shown) -> bool:
        table = shown.tables[key]
        return any(row.label == label and not row.cells[0].is_hidden for row in table.rows)

    return is_shown


def _headline(shown: Shown) -> bool:
    return shown.can_say_share(shown.headline(measures.INCIDENTS_RECORDED))


def _outside(shown: Shown) -> bool:
    return shown.share(measures.OUTSIDE).text in ("some", "about half", "most", "nearly all")


_GATES: Mapping[str, tuple[_Gate, ...]] = {
    "Staff 4": (_line(measures.BY_AREA, RiskArea.COMMUNITY.label),),
    "Staff 8": (_line(measures.BY_AREA, RiskArea.COMMUNITY.label),),
    "Staff 9": (_line(measures.BY_ADDRESSEE, Addressee.HR_AND_LEGAL.label),),
    "Pupils 3": (_line(measures.BY_AREA, RiskArea.CONDUCT.label),),
    "Accounts 6": (_line(measures.BY_MODERATION, measures.ALL_MODERATED),),
    "Accounts 7": (_headline,),
    "Out 1": (
        _line(measures.BY_AREA, RiskArea.CONDUCT.label),
        _line(measures.BY_ADDRESSEE, Addressee.ANTI_BULLYING.label),
    ),
    "Out 2": (_headline, _outside),
    "Out 3": (_line(measures.BY_ADDRESSEE, Addressee.HR_AND_LEGAL.label),),
}


def policy(shown: Shown) -> Section:
    """Every clause on a line, and a sentence on how they stand together."""
    if not shown.scorecard:
        return Section("scorecard", "How the policy is kept")
    rows = tuple(_row(shown, line) for line in shown.scorecard)
    table = Table(
        "scorecard",
        "The policy, clause by clause",
        ("How it stands", "Evidence and why"),
        rows,
        "As it stood when the figures were taken. Counts of conduct stand in their own parts.",
        is_words=True,
        corner="Clause",
    )
    said = [row.cells[0].text for row in rows]
    told = [
        f"{counted(said.count(text), 'clause is', 'clauses are')} {text.lower()}"
        for text in ("Green", "Amber", "Red")
        if text in said
    ]
    paragraphs = (sentence(listed(told)),) if told else ()
    return Section("scorecard", "How the policy is kept", paragraphs, (table,))


def _row(shown: Shown, line: ClauseStatus) -> Row:
    ref = line.ref.strip()
    status, why = _told(shown, ref, line)
    return Row(f"{ref} · {line.title}", (Figure(status), Figure(why)))


def _told(shown: Shown, ref: str, line: ClauseStatus) -> tuple[str, str]:
    touches_conduct = any(item.register in _OF_CONDUCT for item in line.evidence)
    is_exact = not touches_conduct or ref in _RESTS_ON_WORK or shown.edition is Edition.CONFIDENTIAL
    if ref in _STATUS_ALONE or not is_exact:
        if shown.edition is Edition.STANDARD and not all(gate(shown) for gate in _GATES.get(ref, ())):
            return "Not told", sentence(TOO_FEW)
        if shown.edition is Edition.STANDARD and line.status == "grey":
            return STATUSES["green"], _NOTHING_OUTSTANDING
        return STATUSES[line.status], _OUTSTANDING.get(line.status, _NOTHING_OUTSTANDING)
    evidence = _evidence(shown, line.evidence)
    return STATUSES[line.status], " ".join(filter(None, (line.reason, evidence)))


def _evidence(shown: Shown, found: tuple[Evidence, ...]) -> str:
    """The numbers behind a clause: those of conduct in the confidential edition alone."""
    is_confidential = shown.edition is Edition.CONFIDENTIAL
    told = [item for item in found if item.count and (is_confidential or item.register not in _OF_CONDUCT)]
    return f"{'; '.join(f'{item.label}: {item.count:,}' for item in told)}." if told else ""
