"""The school's four aims, which any good that is done may serve (Aims 1–4)."""

from __future__ import annotations

from typing import Any

from esafety_desk.records.base import Choice, kept


class Aim(Choice):
    STANDARDS = "standards", "Raising standards"
    SAFEGUARDING = "safeguarding", "Safeguarding"
    WELL_BEING = "well-being", "Well-being and inclusion"
    COHESION = "cohesion", "Community cohesion"


def aims_served(group: str = "") -> Any:
    """The field in which a record says which aims it serves."""
    why = "Reports tell what went well by the aims of the policy it served."
    return kept("Aims", default=(), why=why, clause="Aims 1", group=group)
