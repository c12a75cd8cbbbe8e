"""Incidents by type for a return: protected beside all that the standard edition of a report tells of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from esafety_desk.policy.disclosure import ANYTHING, Ledger
from esafety_desk.policy.knots import Bounds, Cell, Sum
from esafety_desk.policy.measures import CountRow, CountTable
from esafety_desk.policy.report_measures import ALL_INCIDENTS, INCIDENTS
from esafety_desk.records.incident import RiskArea, risk_area_of

BY_TYPE = "by-type"
OTHER_TYPES = "Other types"
_OWN = "own"

Types = Mapping[str, str]
"""The types that every desk begins with, label by code: a school's own words may say whom they are about."""


def row_codes(types: Types) -> dict[str, str]:
    """The label of each line of the table by its code: every known type, and the school's own by risk area."""
    known = {code: label for code, label in types.items() if "." in code}
    own = {f"{area.value}.{_OWN}": f"{area.label}: types of the school’s own" for area in RiskArea}
    own[f"{RiskArea.UNSORTED.value}.{_OWN}"] = RiskArea.UNSORTED.label
    return known | own


def by_type(counted: Mapping[str, int], column: str, types: Types) -> CountTable:
    """Incidents by type in one column; where lines must be joined, the smallest are told together."""
    found = _sorted_out(counted, types)
    rows = tuple(CountRow(f"type.{code}", label, (found[code],)) for code, label in row_codes(types).items())
    total = CountRow(INCIDENTS, ALL_INCIDENTS, (found.total(),))
    return CountTable(BY_TYPE, "Incidents by type", (column,), rows, total, OTHER_TYPES)


def knowing_areas(ledger: Ledger, column: str, types: Types) -> Ledger:
    """``ledger`` knowing what everyone knows: the types of an area add up to it."""
    bounds: dict[Cell, Bounds] = {}
    sums = []
    for area in RiskArea:
        parts = tuple((column, f"type.{code}") for code in row_codes(types) if risk_area_of(code) is area)
        whole = (column, f"area.{area.value}")
        bounds |= dict.fromkeys((*parts, whole), ANYTHING)
        sums.append(Sum(whole, parts))
    return ledger.adding(bounds, sums)


def _sorted_out(counted: Mapping[str, int], types: Types) -> Counter[str]:
    """The counts by line of the table; a type of the school's own goes to its area."""
    found: Counter[str] = Counter()
    known = row_codes(types)
    for code, number in counted.items():
        found[code if code in known else f"{risk_area_of(code).value}.{_OWN}"] += number
    return found
