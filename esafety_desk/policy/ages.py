"""Whether children are old enough for a platform on a given day. Source: policy, Pupils 1."""

from __future__ import annotations

from collections.abc import Mapping

from esafety_desk.records.people import YearGroup
from esafety_desk.records.platform import Platform
from esafety_desk.records.project import Project
from esafety_desk.records.words import Words

_YOUNGEST = {YearGroup.NURSERY: 3, YearGroup.RECEPTION: 4}
_ABOVE_THE_YEAR = 4


def least_age(year_group: YearGroup) -> int:
    """The age every child of ``year_group`` has reached when the school year starts: Year 1 is five.

    Younger than most are on a later day of the year, so that nobody is let in too early.
    """
    young = _YOUNGEST.get(year_group)
    return int(year_group.value) + _ABOVE_THE_YEAR if young is None else young


def ages_missing(project: Project, platforms: Mapping[str, Platform], words: Words) -> str:
    """What keeps the ages from fitting, for the first platform where something does; empty where all is well."""
    if not project.year_groups:
        return "Say which year groups take part."
    youngest = min(project.year_groups, key=least_age)
    for code in project.platforms:
        label = words.label("platforms", code)
        platform = platforms.get(code)
        rule = platform.rule_on(project.first_use_on) if platform is not None else None
        if rule is None:
            return f"No age rule of {label} is entered for that day. Add it under Platforms."
        if rule.minimum_age > least_age(youngest):
            return (
                f"{label} asks for {rule.minimum_age} years ({rule.basis.label.lower()}); "
                f"children in {youngest.label} may be {least_age(youngest)}."
            )
    return ""
