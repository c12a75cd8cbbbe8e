"""Where everything stands: the places of the rail, and the kindred pages that share one place as its tabs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tab:
    """One page of a place that holds several; ``key`` is the register's name where it is a register."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the rail. Its ``key`` is a page's name: its first tab's where it has tabs.

    ``group`` "" stands above all.
    """

    key: str
    title: str
    group: str = ""
    is_below: bool = False
    tabs: tuple[Tab, ...] = ()
    under: str = ""
    """The place whose entry of the rail stands for this one, which has none of its own."""

    @property
    def pages(self) -> tuple[str, ...]:
        """The names of the pages that stand here."""
        return tuple(tab.key for tab in self.tabs) or (self.key,)


_STAFF, _SCHOOL, _GOVERNANCE = "STAFF", "CHILDREN AND SCHOOL", "GOVERNANCE"
PLACES = (
    Place("today", "Today"),
    Place("actions", "Actions"),
    Place("enquiries", "Enquiries", _STAFF),
    Place(
        "support-sessions",
        "Support",
        _STAFF,
        tabs=(
            Tab("support-sessions", "Sessions"),
            Tab("acknowledgements", "Terms and policy read"),
            Tab("declarations", "Connections declared"),
        ),
    ),
    Place(
        "approvals",
        "Accounts",
        _STAFF,
        tabs=(Tab("approvals", "Approvals"), Tab("account-reviews", "Reviews")),
    ),
    Place("projects", "Projects", _STAFF),
    Place(
        "exemptions",
        "Filtering",
        _STAFF,
        tabs=(
            Tab("exemptions", "Exemptions"),
            Tab("filtering-reviews", "Reviews"),
            Tab("platforms", "Platforms and ages"),
        ),
    ),
    Place("incidents", "Incidents", _SCHOOL),
    Place("referrals", "Referrals", _SCHOOL),
    Place(
        "teaching",
        "Teaching",
        _SCHOOL,
        tabs=(
            Tab("teaching", "Lessons"),
            Tab("family-support", "Family support"),
            Tab("positive-uses", "What went well"),
        ),
    ),
    Place(
        "official-accounts",
        "Official accounts",
        _SCHOOL,
        tabs=(
            Tab("official-accounts", "Accounts"),
            Tab("monitoring-checks", "Checks"),
            Tab("contacts", "Contact log"),
            Tab("moderation", "Moderation"),
        ),
    ),
    Place("reports", "Reports", _GOVERNANCE),
    Place(
        "policy",
        "Policy",
        _GOVERNANCE,
        tabs=(Tab("policy", "Scorecard"), Tab("clauses", "Clauses"), Tab("policy-versions", "Versions")),
    ),
    Place("people", "People", is_below=True),
    Place(
        "bring-in",
        "Bring in",
        tabs=(Tab("bring-in", "Lists and logs"), Tab("review", "To review")),
        under="people",
    ),
    Place(
        "settings",
        "Settings",
        is_below=True,
        tabs=(
            Tab("settings", "School and computer"),
            Tab("new-year", "New school year"),
            Tab("desk-keys", "Keys"),
            Tab("backups", "Backups"),
            Tab("retention", "Kept and erased"),
            Tab("audit", "Audit"),
        ),
    ),
)
ON_RAIL = tuple(place for place in PLACES if not place.under)
KEYED = PLACES[:9]
"""The places that Ctrl and a figure from 1 to 9 lead to; the others are reached by Ctrl+K."""

PLACE_OF: Mapping[str, Place] = {page: place for place in PLACES for page in place.pages}
"""The place at which each page stands, by the page's name."""
